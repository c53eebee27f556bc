import { calculateJwkThumbprint, compactVerify, type JWK } from 'jose';
import { encodeCbor } from '../cbor/index.ts';
import { parseCertificate, signatureKey } from '../certificates/index.ts';
import {
  type CredentialFormat,
  fromDidJwk,
  type Mdoc,
  parseJwtVc,
  parseMdoc,
  parseSdJwt,
  toDidJwk,
} from '../credentials/index.ts';

export type IssuedRefusalCode =
  | 'notACredential'
  | 'wrongType'
  | 'noIssuerCertificate'
  | 'badIssuerSignature'
  | 'notOurKey'
  | 'alreadyExpired';

interface Issued {
  readonly credential: string;
  readonly expectedType: string;
  readonly expectedHolder: JWK;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Checks a credential before it is kept: well-formed, of the type that was offered, signed by the certificate or the DID that
 * it names, bound to the key just made, not expired. Whether that issuer deserves trust is the verifiers' question: this
 * wallet keeps what anyone issues, and names them.
 */
export async function verifyIssued(
  issued: Issued & { readonly format: CredentialFormat },
): Promise<IssuedRefusalCode | undefined> {
  if (issued.format === 'mso_mdoc') return await verifyMdoc(issued);
  if (issued.format === 'jwt_vc_json') return await verifyJwtVc(issued);
  return await verifySdJwt(issued);
}

async function verifySdJwt(issued: Issued): Promise<IssuedRefusalCode | undefined> {
  const parsed = await parseSdJwt(issued.credential);
  if (!parsed) return 'notACredential';
  const { header, claims } = parsed;
  if (header.typ !== 'dc+sd-jwt' || claims.vct !== issued.expectedType) return 'wrongType';

  const leaf = Array.isArray(header.x5c) ? parseCertificate(header.x5c[0]) : undefined;
  const key = leaf && (await signatureKey(leaf));
  if (!key) return 'noIssuerCertificate';
  if (!(await isSigned(parsed.issuerJwt, key))) return 'badIssuerSignature';

  const { jwk } = (claims.cnf ?? {}) as { readonly jwk?: JWK };
  if (!jwk || (await thumbprint(jwk)) !== (await thumbprint(issued.expectedHolder))) return 'notOurKey';
  if (typeof claims.exp === 'number' && claims.exp * 1000 <= issued.now) return 'alreadyExpired';
  return undefined;
}

async function verifyMdoc(issued: Issued): Promise<IssuedRefusalCode | undefined> {
  const mdoc = parseMdoc(issued.credential);
  if (!mdoc) return 'notACredential';
  if (mdoc.documentType !== issued.expectedType) return 'wrongType';
  const leaf = parseCertificate(mdoc.certificate);
  const key = leaf && (await signatureKey(leaf));
  if (!key) return 'noIssuerCertificate';
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = new Uint8Array(mdoc.signature);
  if (!(await crypto.subtle.verify(algorithm, key, signature, mdoc.signed))) return 'badIssuerSignature';
  for (const element of mdoc.elements) if (!(await isCounted(mdoc, element))) return 'notACredential';
  const { x, y } = issued.expectedHolder;
  if (mdoc.deviceKey.x !== x || mdoc.deviceKey.y !== y) return 'notOurKey';
  return mdoc.validUntil <= issued.now ? 'alreadyExpired' : undefined;
}

/** Is the element's digest among those that the issuer signed (ISO/IEC 18013-5, 9.1.2.5)? */
async function isCounted(mdoc: Mdoc, { namespace, wrapped }: Mdoc['elements'][number]): Promise<boolean> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', encodeCbor(wrapped)));
  const digests = mdoc.digests.get(namespace);
  const known = digests instanceof Map ? [...digests.values()] : [];
  return known.some((one) => one instanceof Uint8Array && one.join() === digest.join());
}

async function verifyJwtVc(issued: Issued): Promise<IssuedRefusalCode | undefined> {
  const jwtVc = parseJwtVc(issued.credential);
  if (!jwtVc) return 'notACredential';
  if (!jwtVc.types.includes(issued.expectedType)) return 'wrongType';
  // Another method's key would have to be fetched from whom it is about; a verifier does that.
  const jwk = jwtVc.kid.startsWith(jwtVc.issuer) ? fromDidJwk(jwtVc.kid) : undefined;
  if (!jwk) return 'noIssuerCertificate';
  if (!(await isSigned(issued.credential, jwk))) return 'badIssuerSignature';
  if (jwtVc.subject !== toDidJwk(issued.expectedHolder)) return 'notOurKey';
  return jwtVc.expiresAt !== undefined && jwtVc.expiresAt <= issued.now ? 'alreadyExpired' : undefined;
}

async function isSigned(jwt: string, key: CryptoKey | JWK): Promise<boolean> {
  try {
    await compactVerify(jwt, key, { algorithms: ['ES256'] });
    return true;
  } catch {
    return false;
  }
}

async function thumbprint(jwk: JWK): Promise<string | undefined> {
  try {
    return await calculateJwkThumbprint(jwk);
  } catch {
    return undefined;
  }
}
