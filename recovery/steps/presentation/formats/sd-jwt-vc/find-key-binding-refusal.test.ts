import { expect, test } from 'vitest';
import { isRefusal, refuse } from '../../../../outcome.ts';
import { readVector, vectorTitle } from '../../fixtures/index.ts';
import { parseP256Key } from '../../json-web/index.ts';
import { findKeyBindingRefusal } from './find-key-binding-refusal.ts';
import { parseSdJwt } from './parse-sd-jwt.ts';

const vector = readVector('openid4vp/sd_jwt_vcld/sd_jwt_presentation.txt');

test.skipIf(vector === null)(vectorTitle('the key binding of the OpenID4VP example holds', vector), () => {
  const sdJwt = parseSdJwt((vector ?? '').replaceAll(/\s/g, ''));
  if (isRefusal(sdJwt)) throw new TypeError(sdJwt.code);
  const holderKey = parseP256Key((sdJwt.issuerJwt.payload.cnf as { jwk: unknown }).jwk);
  if (holderKey === undefined) throw new TypeError('the example has a key');
  const binding = {
    sdJwt,
    holderKey,
    expectedNonce: '1234567890',
    expectedAudience: 'https://verifier.example.org',
    now: 1_744_743_394_000,
  };
  expect(findKeyBindingRefusal(binding)).toBeUndefined();
  expect(findKeyBindingRefusal({ ...binding, expectedNonce: '1234567891' })).toEqual(
    refuse('keyBindingNonce'),
  );
});
