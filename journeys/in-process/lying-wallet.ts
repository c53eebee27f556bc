import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CompactEncrypt, decodeJwt, importJWK, type JWK } from 'jose';
import {
  authorityExtensions,
  bindKey,
  buildSdJwt,
  leafExtensions,
  makeCertificate,
  makeKeys,
  publicJwk,
  type RawCredential,
  type RawKeyBinding,
  type TestCertificate,
} from '../../recovery/steps/presentation/fixtures/index.ts';
import type { Answer, HttpBrowser } from './http-browser.ts';

/** What a wallet needs of HTTP. */
export type Wire = Pick<HttpBrowser, 'get' | 'postForm'>;

/** A certificate and its key, with which credentials are signed. */
export type Issuer = Pick<TestCertificate, 'der' | 'keys'>;

export interface Holder {
  readonly given_name: string;
  readonly family_name: string;
  readonly birthdate: string;
}

export interface Lies {
  /** Another person's picture (JPEG) in the credential: who it shows is for the face check to say. */
  readonly portrait?: Uint8Array;
  readonly credential?: RawCredential;
  readonly binding?: RawKeyBinding | 'none';
  /** Something else in place of the whole presentation. */
  readonly presentation?: (honest: string) => string;
  readonly body?: (jwe: string) => Readonly<Record<string, string>>;
}

export interface Shown extends Answer {
  readonly presentation: string;
  readonly sent: Readonly<Record<string, string>>;
  readonly path: string;
}

/** Reads a request as any wallet does, and answers with the truth or with whatever a test wants it to say. */
export interface LyingWallet {
  /** Posts an answer to the request behind `address` (a page's `waitingForWallet` address). */
  present(wire: Wire, address: string, holder: Holder, lies?: Lies): Promise<Shown>;
  /** What a page brings back from the browser's prompt, for what it `asked` (`/api/recovery/presentation/browser`). */
  answerPrompt(
    asked: Readonly<Record<string, unknown>>,
    holder: Holder,
    lies?: Lies,
  ): Promise<{ readonly id: string; readonly response: string }>;
}

/** As much of a request object as an answer needs. */
interface Asked {
  readonly nonce: string;
  readonly state?: string;
  readonly client_metadata: { readonly jwks: { readonly keys: readonly JWK[] } };
}

const maraPortrait = readFileSync(resolve(import.meta.dirname, '../../example/specimens/mara.jpg'));

/** An authority of the tests' own, and an issuer under it. */
export async function createTestIssuer(options: {
  readonly now: () => number;
}): Promise<{ readonly issuer: Issuer; readonly authorityPem: string }> {
  const validity = {
    notBefore: new Date(options.now() - 86_400_000),
    notAfter: new Date(options.now() + 900 * 86_400_000),
  };
  const authority = await makeCertificate({
    subject: 'CN=Test authority',
    extensions: authorityExtensions(),
    ...validity,
  });
  const issuer = await makeCertificate({
    subject: 'CN=Test issuer',
    issuer: authority,
    extensions: leafExtensions(),
    ...validity,
  });
  return { issuer, authorityPem: authority.pem };
}

/** Whatever it holds is signed by `issuer`, whom an installation may trust, or not. */
export async function createLyingWallet(options: {
  readonly now: () => number;
  readonly issuer: Issuer;
  /** Of what it holds: the sandbox's unless told. */
  readonly type?: string;
}): Promise<LyingWallet> {
  const { issuer, type = 'urn:regain:sandbox:identity:1' } = options;
  const keys = await makeKeys();
  const cnf = { jwk: await publicJwk(keys) };
  async function answerTo(
    request: Asked,
    audience: string,
    { holder, lies }: { holder: Holder; lies: Lies },
  ) {
    const seconds = Math.floor(options.now() / 1000);
    const portrait = Buffer.from(lies.portrait ?? maraPortrait).toString('base64');
    const sdJwt = await buildSdJwt(
      {
        header: { alg: 'ES256', typ: 'dc+sd-jwt', x5c: [issuer.der.toString('base64')] },
        payload: {
          iss: 'https://issuer.example',
          iat: seconds - 60,
          exp: seconds + 86_400,
          vct: type,
          cnf,
        },
        claims: { ...holder, portrait: `data:image/jpeg;base64,${portrait}` },
        key: issuer.keys.privateKey,
      },
      lies.credential,
    );
    const binding = { nonce: request.nonce, audience, now: options.now(), key: keys.privateKey };
    const honest = lies.binding === 'none' ? sdJwt : await bindKey(sdJwt, binding, lies.binding);
    const presentation = lies.presentation?.(honest) ?? honest;
    const [jwk] = request.client_metadata.jwks.keys;
    const { state } = request;
    const jwe = await new CompactEncrypt(
      Buffer.from(
        JSON.stringify({ vp_token: { idv: [presentation] }, ...(state !== undefined && { state }) }),
      ),
    )
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: jwk!.kid! })
      .encrypt(await importJWK(jwk!, 'ECDH-ES'));
    return { presentation, jwe };
  }

  return {
    present: async (wire, address, holder, lies = {}) => {
      const url = new URL(address);
      const requestUri = new URL(url.searchParams.get('request_uri') ?? '');
      const request = decodeJwt<Asked & { client_id: string; response_uri: string }>(
        (await wire.get(requestUri.pathname)).text,
      );
      const { presentation, jwe } = await answerTo(request, request.client_id, { holder, lies });
      const sent = lies.body?.(jwe) ?? { response: jwe };
      const path = new URL(request.response_uri).pathname;
      return { ...(await wire.postForm(path, sent)), presentation, sent, path };
    },
    answerPrompt: async (asked, holder, lies = {}) => {
      const request = decodeJwt<Asked & { expected_origins: string[] }>(String(asked.request));
      const audience = `origin:${request.expected_origins[0]}`;
      const { jwe } = await answerTo(request, audience, { holder, lies });
      return { id: String(asked.id), response: jwe };
    },
  };
}
