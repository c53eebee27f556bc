import { CompactEncrypt, exportJWK, importJWK, type JWK } from 'jose';
import {
  authorityExtensions,
  type CborStructure,
  createMdocScene,
  createScene,
  honestClaims,
  honestElements,
  leafExtensions,
  licence,
  makeCertificate,
  sandboxType,
  tagged,
  transcriptOf,
} from '../../recovery/steps/presentation/fixtures/index.ts';
import { portrait } from '../presentation/prepare.ts';

/** What a peer's request object holds of what an answer needs. */
export interface PeerRequest {
  readonly client_id: string;
  readonly nonce: string;
  readonly response_uri: string;
  readonly state?: string;
  readonly client_metadata: { readonly jwks: { readonly keys: readonly JWK[] } };
}

const sdJwt = await createScene();
const mdoc = await createMdocScene();
/** A peer has no other clock than the world's. */
const seconds = Math.floor(Date.now() / 1000);
const dateTime = (at: number) => tagged(new Date(at * 1000).toISOString().replace(/\.\d+/, ''), 0);

export const peerRoots = [sdJwt.root, mdoc.authority].map(({ der }) => der.toString('base64'));

export async function createPeerSigner(): Promise<{ certificate: string; privateJwk: JWK }> {
  const root = await makeCertificate({ subject: 'CN=Requests', extensions: authorityExtensions() });
  const leaf = await makeCertificate({ subject: 'CN=Peer', issuer: root, extensions: leafExtensions() });
  const { kty, crv, x, y, d } = (await exportJWK(leaf.keys.privateKey)) as Required<JWK>;
  return { certificate: leaf.der.toString('base64'), privateJwk: { kty, crv, x, y, d } };
}

export function peerQuery(format: 'SD-JWT VC' | 'mdoc'): object {
  const asked =
    format === 'mdoc'
      ? {
          format: 'mso_mdoc',
          meta: { doctype_value: licence.type },
          claims: Object.keys(honestElements).map((name) => ({ path: [licence.namespace, name] })),
        }
      : {
          format: 'dc+sd-jwt',
          meta: { vct_values: [sandboxType] },
          claims: Object.keys(honestClaims).map((name) => ({ path: [name] })),
        };
  return { credentials: [{ id: 'idv', ...asked }] };
}

/** The wallet's answer to a peer's request: the same credentials as Regain gets in the same rounds. */
export async function answerPeer(format: 'SD-JWT VC' | 'mdoc', request: PeerRequest): Promise<string> {
  const [key = {}] = request.client_metadata.jwks.keys;
  const presentation = format === 'mdoc' ? await presentMdoc(request, key) : await presentSdJwt(request);
  const content = {
    vp_token: { idv: [presentation] },
    ...(request.state !== undefined && { state: request.state }),
  };
  return await new CompactEncrypt(Buffer.from(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: String(key.kid) })
    .encrypt(await importJWK(key, 'ECDH-ES'));
}

async function presentSdJwt({ client_id: aud, nonce }: PeerRequest): Promise<string> {
  return await sdJwt.present(
    {
      // With x5c an issuer needs no other name; Credo wants one that the certificate repeats, or none.
      payload: { iss: undefined, iat: seconds - 600, exp: seconds + 86_400 },
      claims: { ...honestClaims, portrait: `data:image/jpeg;base64,${portrait.toString('base64')}` },
    },
    { payload: { aud, nonce, iat: seconds } },
  );
}

async function presentMdoc(request: PeerRequest, { x, y }: JWK): Promise<string> {
  const members = Buffer.from(JSON.stringify({ crv: 'P-256', kty: 'EC', x, y }));
  const thumbprint = new Uint8Array(await crypto.subtle.digest('SHA-256', members));
  const { client_id: clientId, nonce, response_uri: responseUri } = request;
  return await mdoc.present({
    elements: { ...honestElements, portrait },
    securityObject: (object) => {
      const validity = object.get('validityInfo') as CborStructure;
      for (const name of ['signed', 'validFrom']) validity.set(name, dateTime(seconds - 600));
      validity.set('validUntil', dateTime(seconds + 86_400));
    },
    transcript: transcriptOf({ nonce, clientId, responseUri, thumbprint }),
  });
}
