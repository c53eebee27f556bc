/** For tests: the bench on a clock that they turn, and wallets that answer it. Imported by tests only. */
import { randomBytes } from 'node:crypto';
import { CompactEncrypt, decodeJwt, importJWK, type JWK } from 'jose';
import {
  createRequestSigner,
  loadOrCreateIdentity,
  type SigningIdentity,
} from '../../connectors/request-signing/index.ts';
import { now } from '../../recovery/steps/presentation/fixtures/index.ts';
import { noKnownCertificates } from '../../recovery/steps/presentation/index.ts';
import { generateEncryptionKey } from '../assemble-journey.ts';
import type { VerifierPorts } from './create-transactions.ts';
import { createVerifierBench, type TestProfile } from './index.ts';

export const origin = 'https://bench.example';
let identity: Promise<SigningIdentity> | undefined;

export interface RequestObject {
  readonly client_id: string;
  readonly nonce: string;
  readonly state: string;
  readonly response_uri: string;
  readonly response_mode: string;
  readonly client_metadata: { readonly jwks?: { readonly keys: readonly JWK[] } };
}

export async function openTestBench(
  changes: Partial<VerifierPorts> & { readonly token?: string; readonly profile?: TestProfile } = {},
) {
  identity ??= loadOrCreateIdentity({
    ...{ purpose: 'request', organisation: 'Bench', origin, now },
    store: { read: async () => null, write: async () => {} },
  });
  const known = await identity;
  const clock = { now };
  const { app } = createVerifierBench({
    ...{ now: () => clock.now, randomBytes, generateEncryptionKey, origin, authorityPem: 'PEM' },
    signers: {
      x509_hash: createRequestSigner(known, 'x509_hash'),
      x509_san_dns: createRequestSigner(known, 'x509_san_dns'),
    },
    ...{ understoodExtensions: [], knownCertificates: noKnownCertificates, token: null },
    issuerKeys: { readDocument: async () => null },
    statusLists: { read: async () => null },
    ...changes,
  });
  const host = new URL(origin).host;
  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ url, headers: { host, ...headers } });
  const post = (url: string, payload: object | string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url, headers: { host, ...headers }, payload });
  const form = (url: string, fields: Record<string, string>) =>
    post(url, new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    });
  return {
    ...{ app, clock, get, post, form },
    /** Starts a transaction and reads its request, as a wallet does. */
    ask: async (profile: object) => {
      const started = (await post('/transactions', profile)).json();
      const { pathname } = new URL(started.requestUri);
      const request = decodeJwt<RequestObject>((await get(pathname)).body);
      return { ...started, requestPath: pathname, request } as {
        readonly id: string;
        readonly address: string;
        readonly requestPath: string;
        readonly request: RequestObject;
      };
    },
    answer: (request: RequestObject, fields: Record<string, string>) =>
      form(new URL(request.response_uri).pathname, fields),
    result: async (id: string) => (await get(`/transactions/${id}`)).json(),
  };
}

/** The form that a wallet sends: encrypted where it was given a key. */
export async function formOf(
  request: RequestObject,
  vpToken: object,
  state: string = request.state,
): Promise<Record<string, string>> {
  const [key] = request.client_metadata.jwks?.keys ?? [];
  if (key === undefined) return { vp_token: JSON.stringify(vpToken), state };
  const content = Buffer.from(JSON.stringify({ vp_token: vpToken, state }));
  const header = { alg: 'ECDH-ES', enc: 'A128GCM', kid: String(key.kid) };
  const sealed = new CompactEncrypt(content).setProtectedHeader(header);
  return { response: await sealed.encrypt(await importJWK(key, 'ECDH-ES')) };
}
