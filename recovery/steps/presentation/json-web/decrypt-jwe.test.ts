import { createPrivateKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readVector, vectorTitle } from '../fixtures/index.ts';
import { decryptJwe } from './decrypt-jwe.ts';

const file = readVector('wycheproof/json_web_encryption_test.json');

describe('Wycheproof JWE', () => {
  test.skipIf(file === null)(
    vectorTitle('nothing but ECDH-ES with GCM opens, and that to the right text', file),
    () => {
      const { testGroups } = JSON.parse(file ?? '');
      const opened: number[] = [];
      for (const { private: jwk, tests } of testGroups) {
        if (jwk?.kty !== 'EC' || jwk.crv !== 'P-256') continue;
        const decryptionKey = createPrivateKey({ key: jwk, format: 'jwk' });
        for (const { tcId, jwe, pt } of tests) {
          // The vectors' headers name no kid; what is absent equals what is expected only here.
          const plaintext = decryptJwe({
            compact: String(jwe),
            decryptionKey,
            expectedKid: undefined as never,
          });
          if (typeof plaintext === 'string') continue;
          expect(plaintext.toString('hex')).toBe(pt);
          opened.push(tcId);
        }
      }
      // 76 and 78 are the two combinations that our requests offer; 77 and 79–81 are other ciphers.
      expect(opened).toEqual([76, 78]);
    },
  );
});
