import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readVector, vectorTitle } from '../fixtures/index.ts';
import { parseCompactJws } from './parse-compact-jws.ts';
import { parseEs256Key } from './parse-p256-key.ts';
import { verifyEs256 } from './verify-es256.ts';

interface Wycheproof<Group, Case> {
  readonly testGroups: readonly (Group & {
    readonly tests: readonly (Case & { readonly tcId: number; readonly result: 'valid' | 'invalid' })[];
  })[];
}

const ecdsaFile = readVector('wycheproof/ecdsa_secp256r1_sha256_p1363_test.json');
const jwsFile = readVector('wycheproof/json_web_signature_test.json');
const jwkFile = readVector('wycheproof/json_web_key_test.json');

describe('Wycheproof', () => {
  test.skipIf(ecdsaFile === null)(vectorTitle('ECDSA P-256 with R and S: every verdict', ecdsaFile), () => {
    const file: Wycheproof<{ publicKeyPem: string }, { msg: string; sig: string }> = JSON.parse(
      ecdsaFile ?? '',
    );
    const wrong = file.testGroups.flatMap((group) => {
      const key = createPublicKey(group.publicKeyPem);
      return group.tests.filter(({ msg, sig, result }) => {
        const signed = { signingInput: Buffer.from(msg, 'hex'), signature: Buffer.from(sig, 'hex'), key };
        return verifyEs256(signed) !== (result === 'valid');
      });
    });
    expect(wrong).toEqual([]);
    expect(file.testGroups.flatMap(({ tests }) => tests)).toHaveLength(262);
  });

  test.skipIf(jwsFile === null)(
    vectorTitle('JWS: nothing invalid is accepted, ES256 verdicts agree', jwsFile),
    () => {
      type Group = {
        readonly public?: { readonly alg?: string };
        readonly private?: { readonly alg?: string };
      };
      const file: Wycheproof<Group, { jws: unknown }> = JSON.parse(jwsFile ?? '');
      const verdicts = file.testGroups.flatMap((group) => {
        const key = parseEs256Key(group.public);
        return group.tests.map(({ tcId, jws, result }) => {
          const parts = typeof jws === 'string' ? parseEvenIfNotJson(jws) : undefined;
          const accepted = key !== undefined && parts?.alg === 'ES256' && verifyEs256({ ...parts, key });
          return { tcId, result, accepted, alg: group.public?.alg };
        });
      });
      expect(verdicts.filter(({ result, accepted }) => result === 'invalid' && accepted)).toEqual([]);
      const es256 = verdicts.filter(({ alg, result }) => alg === 'ES256' && result === 'valid');
      expect(es256.length).toBeGreaterThan(0);
      expect(es256.every(({ accepted }) => accepted)).toBe(true);
    },
  );

  test.skipIf(jwkFile === null)(
    vectorTitle('JWK: no key that is broken or meant for something else', jwkFile),
    () => {
      const file: Wycheproof<{ comment: string; public?: { keys: unknown[] } }, object> = JSON.parse(
        jwkFile ?? '',
      );
      const accepted = file.testGroups.filter(({ public: set }) =>
        set?.keys.some((key) => parseEs256Key(key)),
      );
      expect(accepted.map(({ comment }) => comment)).toEqual([]);
      expect(file.testGroups.filter(({ public: set }) => set !== undefined).length).toBeGreaterThan(8);
    },
  );
});

test('R and S are read as Node reads them, leading zeros and all', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const own = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  let startedWithZero = 0;
  for (let count = 0; count < 1_500; count += 1) {
    const signingInput = Buffer.from(`message ${count}`);
    const signature = sign('sha256', signingInput, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    startedWithZero += Number(signature[0] === 0 || signature[32] === 0);
    expect(verifyEs256({ signingInput, signature, key: publicKey })).toBe(true);
    signature[count % 64]! ^= 1 << (count % 8);
    expect(verifyEs256({ signingInput, signature, key: publicKey })).toBe(false);
  }
  expect(startedWithZero).toBeGreaterThan(0);
  for (const [r, s] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [0xff, 0xff],
    [1, 0x80],
  ] as const) {
    const signature = Buffer.concat([Buffer.alloc(32, r), Buffer.alloc(32, s)]);
    const signed = { signingInput: 'x', signature, key: publicKey };
    expect(verifyEs256(signed)).toBe(verify('sha256', Buffer.from('x'), own, signature));
  }
});

test('a signature of another length is none', () => {
  const key = createPublicKey({
    key: {
      kty: 'EC',
      crv: 'P-256',
      x: 'TCAER19Zvu3OHF4j4W4vfSVoHIP1ILilDls7vCeGemc',
      y: 'ZxjiWWbZMQGHVWKVQ4hbSIirsVfuecCE6t4jT9F2HZQ',
    },
    format: 'jwk',
  });
  for (const length of [0, 63, 65, 70]) {
    expect(verifyEs256({ signingInput: 'x', signature: new Uint8Array(length), key })).toBe(false);
  }
});

/** The vectors' payloads are `foo`, which no JWT has: give them a payload and take the rest as our reader sees it. */
function parseEvenIfNotJson(
  jws: string,
): { alg: unknown; signingInput: string; signature: Uint8Array } | undefined {
  const [header, payload = '', ...signature] = jws.split('.');
  const canonical = Buffer.from(payload, 'base64url').toString('base64url') === payload;
  const parsed = canonical ? parseCompactJws([header, 'e30', ...signature].join('.')) : undefined;
  return (
    parsed && { alg: parsed.header.alg, signingInput: `${header}.${payload}`, signature: parsed.signature }
  );
}
