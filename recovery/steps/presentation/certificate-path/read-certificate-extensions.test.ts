import { describe, expect, test } from 'vitest';
import {
  authorityExtensions,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  leafExtensions,
  makeCertificate,
} from '../fixtures/index.ts';
import {
  readBasicConstraints,
  readCertificateExtensions,
  readKeyUsage,
} from './read-certificate-extensions.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const privateOid = '1.3.6.1.4.1.32473.71.1';
const extension = (oid: string, critical: boolean) => new Extension(oid, critical, bytes('0500'));

describe('a certificate', () => {
  test('made by another library shows its names, algorithm and extensions', async () => {
    const certificate = await makeCertificate({
      subject: 'CN=Root',
      extensions: [...authorityExtensions(1), extension(privateOid, true), extension('1.2.3.4', false)],
    });
    const structure = readCertificateExtensions(certificate.der);
    expect(structure?.signatureAlgorithm).toBe('1.2.840.10045.4.3.2');
    expect(structure?.subject).toEqual(structure?.issuer);
    expect(structure?.extensions.map(({ oid, critical }) => [oid, critical])).toEqual([
      ['2.5.29.19', true],
      ['2.5.29.15', true],
      [privateOid, true],
      ['1.2.3.4', false],
    ]);
    expect(structure?.extensions[2]?.value).toEqual(Buffer.from('0500', 'hex'));
  });

  test('without extensions is readable', async () => {
    const certificate = await makeCertificate({ subject: 'CN=Plain' });
    expect(readCertificateExtensions(certificate.der)?.extensions).toEqual([]);
  });

  test('is refused with one extension twice (RFC 5280 4.2)', async () => {
    const twice = [extension('1.2.3.4', true), extension('1.2.3.4', false)];
    const { der } = await makeCertificate({ subject: 'CN=Twice', extensions: twice });
    expect(der.lastIndexOf(Buffer.from('06032a0304', 'hex'))).not.toBe(
      der.indexOf(Buffer.from('06032a0304', 'hex')),
    );
    expect(readCertificateExtensions(der)).toBeUndefined();
  });

  test('is refused with two signature algorithms (RFC 5280 4.1.1.2)', async () => {
    const { der } = await makeCertificate({ subject: 'CN=Two', extensions: leafExtensions() });
    const ecdsaWithSha256 = Buffer.from('06082a8648ce3d040302', 'hex');
    const outside = Buffer.from(der);
    outside[der.lastIndexOf(ecdsaWithSha256) + 9] = 3;
    expect(der.lastIndexOf(ecdsaWithSha256)).not.toBe(der.indexOf(ecdsaWithSha256));
    expect(readCertificateExtensions(outside)).toBeUndefined();
  });

  test('is refused with another version than 3, or none', async () => {
    const { der } = await makeCertificate({ subject: 'CN=Old', extensions: authorityExtensions() });
    const version = Buffer.from('a003020102', 'hex');
    const at = der.indexOf(version);
    const second = Buffer.from(der);
    second[at + 4] = 1;
    expect(readCertificateExtensions(second)).toBeUndefined();
    // The same place, taken by something that is no version.
    const none = Buffer.from(der);
    none[at] = 0xa1;
    expect(readCertificateExtensions(none)).toBeUndefined();
  });

  test('is refused with a fourth member', async () => {
    const { der } = await makeCertificate({ subject: 'CN=Four', extensions: authorityExtensions() });
    const longer = Buffer.concat([der, Buffer.from([5, 0])]);
    longer.writeUInt16BE(der.readUInt16BE(2) + 2, 2);
    expect(der[1]).toBe(0x82);
    expect(readCertificateExtensions(longer)).toBeUndefined();
  });

  test('is refused with a written FALSE, which DER leaves out', async () => {
    const { der } = await makeCertificate({ subject: 'CN=False', extensions: [extension('1.2.3.4', true)] });
    const at = der.indexOf(Buffer.from('06032a03040101ff', 'hex'));
    const written = Buffer.from(der);
    written[at + 7] = 0;
    expect(at).toBeGreaterThan(0);
    expect(readCertificateExtensions(der)?.extensions).toHaveLength(1);
    expect(readCertificateExtensions(written)).toBeUndefined();
  });

  test.each([
    ['an identifier that is none', '05032a03040101ff04020500'],
    ['a flag that is none', '06032a03040201ff04020500'],
    ['a value that is no octet string', '06032a03040101ff05020500'],
    ['a member too many, behind which a critical flag would be lost', '06032a03040101ff05000400'],
    ['a flag of two bytes', '06032a03040102ffff040100'],
  ])('is refused with an extension that has %s', async (_title, hex) => {
    const { der } = await makeCertificate({ subject: 'CN=Shape', extensions: [extension('1.2.3.4', true)] });
    const honest = Buffer.from('06032a03040101ff04020500', 'hex');
    const at = der.indexOf(honest);
    const bent = Buffer.from(der);
    bent.set(bytes(hex), at);
    expect([at > 0, bytes(hex).length]).toEqual([true, honest.length]);
    expect(readCertificateExtensions(bent)).toBeUndefined();
  });

  test('is refused as PEM, with something behind it, cut short, or too large', async () => {
    const { der, pem } = await makeCertificate({ subject: 'CN=Odd', extensions: leafExtensions() });
    expect(readCertificateExtensions(Buffer.from(pem))).toBeUndefined();
    expect(readCertificateExtensions(Buffer.concat([der, Buffer.from([0])]))).toBeUndefined();
    for (const end of [0, 1, 4, 60, der.length - 1]) {
      expect(readCertificateExtensions(der.subarray(0, end))).toBeUndefined();
    }
    const large = await makeCertificate({
      subject: 'CN=Large',
      extensions: [new Extension('1.2.3.4', false, new Uint8Array(17_000))],
    });
    expect(readCertificateExtensions(large.der)).toBeUndefined();
  });

  test('bent in any one byte is read or refused, never thrown at', async () => {
    const { der } = await makeCertificate({ subject: 'CN=Bent', extensions: authorityExtensions(0) });
    for (const [index, byte] of der.entries()) {
      for (const bent of [0x00, 0x80, 0xff, byte ^ 1]) {
        const copy = Buffer.from(der);
        copy[index] = bent;
        expect(() => readCertificateExtensions(copy)).not.toThrow();
      }
    }
  });
});

test.each([
  ['3000', { authority: false, pathLength: null }],
  ['30030101ff', { authority: true, pathLength: null }],
  ['30060101ff020102', { authority: true, pathLength: 2 }],
  ['3003010100', undefined],
  ['3003020102', undefined],
  ['30060101ff0201ff', undefined],
  ['30060101ff040102', undefined],
  ['30070101ff02020001', undefined],
  ['30090101ff02010201 0101'.replace(' ', ''), undefined],
  ['0500', undefined],
])('basic constraints %s', (hex, constraints) => {
  expect(readBasicConstraints(bytes(hex))).toEqual(constraints);
});

test.each([
  ['03020780', { digitalSignature: true, keyCertSign: false }],
  ['03020106', { digitalSignature: false, keyCertSign: true }],
  ['03020186', { digitalSignature: true, keyCertSign: true }],
  ['030100', undefined],
  ['03020880', undefined],
  ['0500', undefined],
])('key usage %s', (hex, usage) => {
  expect(readKeyUsage(bytes(hex))).toEqual(usage);
});

test('key usage as another library writes it', () => {
  const written = new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyCertSign, true);
  expect(readKeyUsage(new Uint8Array(written.value))).toEqual({ digitalSignature: true, keyCertSign: true });
});
