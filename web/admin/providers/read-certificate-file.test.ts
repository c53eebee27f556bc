import { expect, test } from 'vitest';
import { toPem } from './read-certificate-file.ts';

test('text stays as it is; the binary form is written out in lines of 64', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  expect(toPem(new TextEncoder().encode(pem))).toBe(pem);
  const lines = toPem(new Uint8Array(100).fill(0xff)).split('\n');
  expect(lines.map((line) => line.length)).toEqual([27, 64, 64, 8, 25, 0]);
  expect(Buffer.from(lines.slice(1, 4).join(''), 'base64')).toEqual(Buffer.alloc(100, 0xff));
});
