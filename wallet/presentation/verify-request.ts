import { base64url, compactVerify, decodeProtectedHeader } from 'jose';
import {
  type CertificateNames,
  type PathRefusalCode,
  parseCertificate,
  readNames,
  signatureKey,
  verifyPath,
  type X509Certificate,
} from '../certificates/index.ts';
import { parseJsonObject, parseWebAddress } from '../network/index.ts';
import { type Refusal, refuse } from '../outcome.ts';
import { chooseEncryption, type Encryption } from './choose-encryption.ts';
import { parseQuery, type Query } from './parse-query.ts';

export interface VerifiedRequest {
  /** Who asks, as an authority on this wallet's list certified it. */
  readonly asker: CertificateNames;
  readonly clientId: string;
  readonly nonce: string;
  readonly wayBack: WayBack;
  readonly query: Query;
  readonly encryption: Encryption;
}

/** How the answer gets to whoever asks; a device signs over it. */
export type WayBack =
  /** Posted to this address, spelled as the request spells it: what is signed over are its bytes. */
  | { readonly kind: 'post'; readonly responseUri: string; readonly state: string | undefined }
  /** Handed over by the browser, to the page of this origin. */
  | { readonly kind: 'browser'; readonly origin: string };

/** Whom a presentation is for: the client, or by way of a browser the origin, whoever signed the request (OpenID4VP A.4). */
export function audienceOf({ clientId, wayBack }: Pick<VerifiedRequest, 'clientId' | 'wayBack'>): string {
  return wayBack.kind === 'browser' ? `origin:${wayBack.origin}` : clientId;
}

/** Where the answer goes, for people. */
export function hostOf({ wayBack }: Pick<VerifiedRequest, 'wayBack'>): string {
  return new URL(wayBack.kind === 'browser' ? wayBack.origin : wayBack.responseUri).host;
}

export type RequestRefusalCode =
  | 'notSigned'
  | 'noCertificate'
  | PathRefusalCode
  | 'otherCertificate'
  | 'badSignature'
  | 'otherClient'
  | 'wrongAudience'
  | 'expired'
  | 'issuedLater'
  | 'wrongWalletNonce'
  | 'noNonce'
  | 'wrongResponseMode'
  | 'wrongResponseUri'
  | 'wrongOrigin'
  | 'unsupported'
  | 'malformedQuery'
  | 'noEncryptionKey';

const CLOCK_SKEW_S = 300;
/** What this wallet does not do; ignoring such a parameter would answer another question than was asked. */
const UNSUPPORTED = [
  'transaction_data',
  'redirect_uri',
  'scope',
  'presentation_definition',
  'request',
  'request_uri',
];

interface Check {
  readonly requestObject: string;
  readonly cameBy:
    | {
        readonly kind: 'address';
        /** `client_id` of the address that opened the wallet. */
        readonly expectedClientId: string;
        /** Where the request was read. */
        readonly requestUri: string;
        /** The nonce sent by POST, or `undefined` after a GET. */
        readonly expectedWalletNonce: string | undefined;
      }
    /** `origin`: of the page that asks, as the browser names it; pages cannot. */
    | { readonly kind: 'browser'; readonly origin: string };
  readonly authorities: readonly X509Certificate[];
  /** Epoch ms. */
  readonly now: number;
}

/** Finds out who signed a request object, and that it is for this wallet, now, and answerable (OpenID4VP 5). */
export async function verifyRequest(check: Check): Promise<VerifiedRequest | Refusal<RequestRefusalCode>> {
  const signer = await verifySigner(check);
  if ('kind' in signer) return signer;
  return verifyContent(check, signer);
}

interface Signer {
  readonly leaf: X509Certificate;
  /** What that certificate makes of its holder's name. */
  readonly clientId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

async function verifySigner(check: Check): Promise<Signer | Refusal<RequestRefusalCode>> {
  const { requestObject, authorities, now } = check;
  const header = readHeader(requestObject);
  // RFC 9101 10.8: the type stops another JWT of the same signer from passing as a request.
  if (header?.typ !== 'oauth-authz-req+jwt' || header.alg !== 'ES256' || 'crit' in header)
    return refuse('notSigned');

  const chain = Array.isArray(header.x5c) ? header.x5c.map(parseCertificate) : [];
  const leaf = chain[0];
  const key = leaf && (await signatureKey(leaf));
  if (!leaf || !key || !chain.every((one) => one !== undefined)) return refuse('noCertificate');
  const broken = await verifyPath({ chain, authorities, now });
  if (broken) return refuse(broken);

  // OpenID4VP 5.9.3, x509_hash: the name in the address is this certificate and no other.
  const hash = base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', leaf.rawData)));
  const clientId = `x509_hash:${hash}`;
  if (check.cameBy.kind === 'address' && check.cameBy.expectedClientId !== clientId)
    return refuse('otherCertificate');
  try {
    const { payload } = await compactVerify(requestObject, key, { algorithms: ['ES256'] });
    const content = parseJsonObject(new TextDecoder().decode(payload));
    return content ? { leaf, clientId, payload: content } : refuse('badSignature');
  } catch {
    return refuse('badSignature');
  }
}

function verifyContent(
  check: Check,
  { payload, leaf, clientId }: Signer,
): VerifiedRequest | Refusal<RequestRefusalCode> {
  const seconds = check.now / 1000;
  const { client_id: named, iss, aud, iat, exp, nonce } = payload;
  if (named !== clientId || (iss !== undefined && iss !== clientId)) return refuse('otherClient');
  // OpenID4VP 5.8. Credo's verifier names the address of the request instead, which says as much: whoever reads it here.
  const readAt = check.cameBy.kind === 'address' ? check.cameBy.requestUri : undefined;
  if (aud !== 'https://self-issued.me/v2' && (readAt === undefined || aud !== readAt))
    return refuse('wrongAudience');
  if (typeof exp !== 'number' || exp <= seconds) return refuse('expired');
  if (typeof iat === 'number' && iat > seconds + CLOCK_SKEW_S) return refuse('issuedLater');
  if (typeof nonce !== 'string' || nonce === '') return refuse('noNonce');
  if (payload.response_type !== 'vp_token' || UNSUPPORTED.some((name) => name in payload))
    return refuse('unsupported');

  const asker = readNames(leaf);
  const wayBack =
    check.cameBy.kind === 'browser'
      ? throughBrowser(payload, check.cameBy.origin)
      : byPost(payload, { hosts: asker.hosts, walletNonce: check.cameBy.expectedWalletNonce });
  if (wayBack.kind === 'refused') return wayBack;
  const query = parseQuery(payload.dcql_query);
  if (!query) return refuse('malformedQuery');
  const encryption = chooseEncryption(payload.client_metadata);
  if (!encryption) return refuse('noEncryptionKey');
  return { asker, clientId, nonce, wayBack, query, encryption };
}

function byPost(
  payload: Signer['payload'],
  expected: { readonly hosts: readonly string[]; readonly walletNonce: string | undefined },
): WayBack | Refusal<RequestRefusalCode> {
  // OpenID4VP 5.10: stops a request that was fetched by somebody else from being replayed to this wallet.
  if (payload.wallet_nonce !== expected.walletNonce) return refuse('wrongWalletNonce');
  if (payload.response_mode !== 'direct_post.jwt') return refuse('wrongResponseMode');
  // Without this, a certified verifier's request could send the answer to any host.
  const { response_uri: responseUri, state } = payload;
  const address = parseWebAddress(responseUri);
  if (typeof responseUri !== 'string' || !address || !expected.hosts.includes(address.hostname))
    return refuse('wrongResponseUri');
  return { kind: 'post', responseUri, state: typeof state === 'string' ? state : undefined };
}

/** OpenID4VP A.2: what a verifier signed for its own pages, shown by another page, is refused. */
function throughBrowser(payload: Signer['payload'], origin: string): WayBack | Refusal<RequestRefusalCode> {
  if (payload.response_mode !== 'dc_api.jwt') return refuse('wrongResponseMode');
  const { expected_origins: expected } = payload;
  return Array.isArray(expected) && expected.includes(origin)
    ? { kind: 'browser', origin }
    : refuse('wrongOrigin');
}

function readHeader(requestObject: string): ReturnType<typeof decodeProtectedHeader> | undefined {
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(requestObject)) return undefined;
  try {
    return decodeProtectedHeader(requestObject);
  } catch {
    return undefined;
  }
}
