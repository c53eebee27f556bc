import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AuthorityError, openAuthority } from './open-authority.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-03-01T12:00:00Z');
const ORIGIN = 'http://127.0.0.1:5002';
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'specimen-id-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const open = (now = NOW, origin = ORIGIN) => openAuthority({ dataDir, origin, now: () => now });
const read = (name: string) => readFile(join(dataDir, name), 'utf8');

describe('openAuthority', () => {
  test('makes keys that only the owner reads, ten years and one year long', async () => {
    await open();
    for (const name of ['authority.key', 'issuer.key', 'document-signer.key', 'did.key']) {
      expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600);
    }
    const authority = new X509Certificate(await read('authority.pem'));
    const leaf = new X509Certificate(await read('issuer.pem'));
    expect(authority.subject).toBe('C=DE\nCN=Specimen ID sandbox authority');
    const days = [authority, leaf].map(({ validTo }) => Math.round((Date.parse(validTo) - NOW) / DAY));
    expect(days).toEqual([3652, 365]);
    // basicConstraints critical, CA, pathLen 0 · keyUsage critical, keyCertSign only
    expect(authority.raw.includes(Buffer.from('0603551d130101ff040830060101ff020100', 'hex'))).toBe(true);
    expect(authority.raw.includes(Buffer.from('0603551d0f0101ff040403020204', 'hex'))).toBe(true);
    const signer = new X509Certificate(await read('document-signer.pem'));
    // Of the authority's country, for mdocs and nothing else (ISO/IEC 18013-5, B.1.4).
    expect([signer.subject, signer.keyUsage]).toEqual([
      'CN=Specimen ID document signer\nO=Specimen ID\nC=DE',
      ['1.0.18013.5.1.2'],
    ]);
    expect(signer.verify(authority.publicKey)).toBe(true);
    // keyUsage critical, digitalSignature only
    expect(leaf.raw.includes(Buffer.from('0603551d0f0101ff040403020780', 'hex'))).toBe(true);
  });

  test('keeps both over a restart', async () => {
    const first = await open();
    const again = await open(NOW + 100 * DAY);
    expect([again.x5c, again.document.x5c]).toEqual([first.x5c, first.document.x5c]);
    expect(again.card.did).toBe(first.card.did);
    expect((await read('issuer.did')).trim()).toBe(first.card.did);
  });

  test.each([
    ['near its end', NOW + 340 * DAY, ORIGIN],
    ['for another origin', NOW, 'https://id.example'],
  ])('a leaf %s is made anew, under the same authority', async (_name, now, origin) => {
    const first = await open();
    const authorityPem = await read('authority.pem');
    expect((await open(now, origin)).x5c).not.toEqual(first.x5c);
    expect(await read('authority.pem')).toBe(authorityPem);
    const leaf = new X509Certificate(await read('issuer.pem'));
    expect(leaf.verify(new X509Certificate(authorityPem).publicKey)).toBe(true);
    expect(leaf.subjectAltName).toContain(`URI:${origin}`);
  });

  test('a crash between key and certificate is completed', async () => {
    await open();
    const key = await read('authority.key');
    await rm(join(dataDir, 'authority.pem'));
    await open();
    expect(await read('authority.key')).toBe(key);
  });

  test('a lost or foreign authority key is an error, not a new authority', async () => {
    await open();
    await writeFile(join(dataDir, 'authority.key'), await read('issuer.key'));
    await expect(open()).rejects.toThrow(AuthorityError);
    await rm(join(dataDir, 'authority.key'));
    await expect(open()).rejects.toThrow(/authority\.key is missing/);
  });

  test('a folder that cannot be written is named', async () => {
    const path = join(dataDir, 'file');
    await writeFile(path, '');
    await expect(openAuthority({ dataDir: join(path, 'x'), origin: ORIGIN, now: () => NOW })).rejects.toThrow(
      new AuthorityError(`the folder ${join(path, 'x')} is not writable`),
    );
  });
});
