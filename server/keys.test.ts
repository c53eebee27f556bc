import { createPublicKey, sign, verify } from 'node:crypto';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ConfigProblem } from './config.ts';
import { loadKeys } from './keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'regain-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (text?: string, mode = 0o600) => {
  files += 1;
  const file = join(folder, `${files}`, 'master.key');
  if (text === undefined) return file;
  const flat = join(folder, `${files}.key`);
  writeFileSync(flat, text);
  chmodSync(flat, mode);
  return flat;
};
const base64 = Buffer.alloc(32, 7).toString('base64');
const problemOf = (file: string, create = false) => {
  try {
    loadKeys({ file, create });
  } catch (cause) {
    if (cause instanceof ConfigProblem) return cause.message;
    throw cause;
  }
  return 'no problem';
};

describe('the master key file (D5)', () => {
  test('is made once, for its owner alone, and read from then on', () => {
    const file = newFile();
    const first = loadKeys({ file, create: true });
    const text = readFileSync(file, 'utf8');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(Buffer.from(text, 'base64')).toHaveLength(32);
    const again = loadKeys({ file, create: true });
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(again.derive('x')).toEqual(first.derive('x'));
    expect(again.auditPublicKey).toBe(first.auditPublicKey);
  });

  test('is never made where it must be given', () => {
    const file = newFile();
    expect(problemOf(file)).toBe(`REGAIN_MASTER_KEY_FILE: ${file} cannot be read`);
    expect(existsSync(file)).toBe(false);
  });

  test.each([0o640, 0o604, 0o660, 0o666, 0o610])('is refused when others may open it: %o', (mode) => {
    const file = newFile(base64, mode);
    expect(problemOf(file)).toBe(
      `REGAIN_MASTER_KEY_FILE: ${file} may be read by others; set its mode to 0600`,
    );
  });

  test.each([0o600, 0o400])('is taken when only its owner may: %o', (mode) => {
    expect(problemOf(newFile(`${base64}\n`, mode))).toBe('no problem');
  });

  const lengths: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['16 bytes', Buffer.alloc(16).toString('base64')],
    ['31 bytes', Buffer.alloc(31).toString('base64')],
    ['33 bytes', Buffer.alloc(33).toString('base64')],
    ['hexadecimal digits', Buffer.alloc(32).toString('hex')],
  ];
  test.each(lengths)('is refused when it holds %s', (_what, text) => {
    const file = newFile(text);
    expect(problemOf(file)).toBe(`REGAIN_MASTER_KEY_FILE: ${file} must hold 32 bytes in base64`);
  });

  test('cannot be made below a file', () => {
    const file = join(newFile(base64), 'room', 'master.key');
    expect(problemOf(file, true)).toBe(`REGAIN_DATA_DIR: ${join(file, '..')} cannot be written`);
  });
});

describe('every other key comes out of it', () => {
  const keys = loadKeys({ file: newFile(base64), create: false });

  test('one per purpose, 32 bytes each, never the master itself', () => {
    const made = ['evidence', 'request', 'reference', 'objection', 'access-pass', 'totp'].map((purpose) =>
      Buffer.from(keys.derive(purpose)).toString('base64'),
    );
    expect(new Set([...made, base64]).size).toBe(made.length + 1);
    expect(made.every((each) => Buffer.from(each, 'base64').length === 32)).toBe(true);
    expect(Buffer.from(keys.derive('evidence')).toString('base64')).toBe(made[0]);
  });

  test('another master, other keys', () => {
    const other = loadKeys({ file: newFile(Buffer.alloc(32, 8).toString('base64')), create: false });
    expect(other.derive('evidence')).not.toEqual(keys.derive('evidence'));
    expect(other.auditPublicKey).not.toBe(keys.auditPublicKey);
  });

  test('what signs the checkpoints is what verifies them (D35)', () => {
    const data = Buffer.from('head');
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: keys.auditPublicKey },
      format: 'jwk',
    });
    expect(verify(null, data, key, sign(null, data, keys.auditSigningKey))).toBe(true);
  });
});
