/** For tests: a wallet made of `fetch` and `jose`, each of whose messages can be bent. Imported by tests only. */
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { TestInstallation } from './test-installation.ts';

export const GRANT = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';

export async function readPreAuthorizedCode(offerUri: string): Promise<string> {
  const offer = (await (await fetch(offerUri)).json()) as {
    grants: Record<string, { 'pre-authorized_code': string }>;
  };
  return offer.grants[GRANT]?.['pre-authorized_code'] ?? '';
}

export function requestToken(
  installation: TestInstallation,
  form: Readonly<Record<string, string>>,
): Promise<Response> {
  return fetch(`${installation.origin}/token`, { method: 'POST', body: new URLSearchParams(form) });
}

export async function takeToken(
  installation: TestInstallation,
  offer: { readonly offerUri: string; readonly txCode: string },
): Promise<string> {
  const response = await requestToken(installation, {
    grant_type: GRANT,
    'pre-authorized_code': await readPreAuthorizedCode(offer.offerUri),
    tx_code: offer.txCode,
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

export async function takeNonce(installation: TestInstallation): Promise<string> {
  const response = await fetch(`${installation.origin}/nonce`, { method: 'POST' });
  return ((await response.json()) as { c_nonce: string }).c_nonce;
}

/** A key proof; members and header may be overridden, and left out by `undefined`. */
export async function createProof(
  installation: TestInstallation,
  changes: {
    readonly payload?: JWTPayload;
    readonly header?: Record<string, unknown>;
    readonly alg?: string;
  } = {},
): Promise<string> {
  const alg = changes.alg ?? 'ES256';
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const payload = {
    aud: installation.origin,
    iat: Math.floor(installation.now() / 1000),
    nonce: await takeNonce(installation),
    ...changes.payload,
  };
  const header = { alg, typ: 'openid4vci-proof+jwt', jwk: await exportJWK(publicKey), ...changes.header };
  return new SignJWT(JSON.parse(JSON.stringify(payload)))
    .setProtectedHeader(JSON.parse(JSON.stringify(header)))
    .sign(privateKey);
}

export function requestCredential(
  installation: TestInstallation,
  request: { readonly token?: string; readonly body: unknown; readonly query?: string },
): Promise<Response> {
  return fetch(`${installation.origin}/credential${request.query ?? ''}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
    },
    body: typeof request.body === 'string' ? request.body : JSON.stringify(request.body),
  });
}
