import { base64url, compactDecrypt, compactVerify, exportJWK, importJWK } from 'jose';
import { expect, test } from 'vitest';
import { createAuthority, createCard } from '../fixtures/index.ts';
import { createAnswer } from './create-answer.ts';
import type { VerifiedRequest } from './verify-request.ts';

const NOW = Date.UTC(2026, 4, 1);

test('answers with the agreed disclosures only, bound to the holder, sealed for the verifier', async () => {
  const signer = await (await createAuthority('Issuers', NOW)).issue();
  const card = await createCard(signer, { hidden: { given_name: 'Mara', birthdate: '1988-04-12' } }, NOW);
  const seal = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const request: VerifiedRequest = {
    asker: { organisation: 'Alder & Finch', commonName: undefined, hosts: [] },
    clientId: 'x509_hash:abc',
    nonce: 'n-1',
    wayBack: { kind: 'post', responseUri: 'https://verifier.example/', state: 's-1' },
    query: { credentials: [], sets: undefined },
    encryption: { jwk: { ...(await exportJWK(seal.publicKey)), kid: 'k1' }, enc: 'A256GCM' },
  };

  const jwe = await createAnswer(request, new Map([['idv', { card, paths: [['given_name']] }]]), NOW);

  const { plaintext, protectedHeader } = await compactDecrypt(jwe, seal.privateKey);
  expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: 'k1' });
  const content = JSON.parse(new TextDecoder().decode(plaintext));
  expect(content).toEqual({ vp_token: { idv: [expect.any(String)] }, state: 's-1' });

  const parts: string[] = content.vp_token.idv[0].split('~');
  const keyBinding = parts.pop() ?? '';
  const presented = `${parts.join('~')}~`;
  const [issuerJwt, ...disclosures] = parts;
  expect(issuerJwt).toBe(card.held.credential.split('~')[0]);
  expect(
    disclosures.map((one) => JSON.parse(new TextDecoder().decode(base64url.decode(one))).slice(1)),
  ).toEqual([['given_name', 'Mara']]);

  const verified = await compactVerify(keyBinding, await importJWK(card.held.key.jwk, 'ES256'));
  expect(verified.protectedHeader).toEqual({ alg: 'ES256', typ: 'kb+jwt' });
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(presented));
  expect(JSON.parse(new TextDecoder().decode(verified.payload))).toEqual({
    aud: 'x509_hash:abc',
    nonce: 'n-1',
    iat: NOW / 1000,
    sd_hash: base64url.encode(new Uint8Array(digest)),
  });
});
