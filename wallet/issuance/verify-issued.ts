import { calculateJwkThumbprint, compactVerify, type JWK } from 'jose';
import { parseCertificate, signatureKey } from '../certificates/index.ts';
import { parseSdJwt } from '../credentials/index.ts';

export type IssuedRefusalCode =
  | 'notACredential'
  | 'wrongType'
  | 'noIssuerCertificate'
  | 'badIssuerSignature'
  | 'notOurKey'
  | 'alreadyExpired';

/**
 * Checks a credential before it is kept: well-formed disclosures, the type that was offered, the signature by the
 * certificate it carries, bound to the key just made, not expired (`now`: epoch ms). Whether that issuer deserves
 * trust is the verifiers' question: this wallet keeps what anyone issues, and names them.
 */
export async function verifyIssued({
  sdJwt,
  expectedVct,
  expectedHolder,
  now,
}: {
  readonly sdJwt: string;
  readonly expectedVct: string;
  readonly expectedHolder: JWK;
  readonly now: number;
}): Promise<IssuedRefusalCode | undefined> {
  const parsed = await parseSdJwt(sdJwt);
  if (!parsed) return 'notACredential';
  const { header, claims } = parsed;
  if (header.typ !== 'dc+sd-jwt' || claims.vct !== expectedVct) return 'wrongType';

  const leaf = Array.isArray(header.x5c) ? parseCertificate(header.x5c[0]) : undefined;
  const key = leaf && (await signatureKey(leaf));
  if (!key) return 'noIssuerCertificate';
  try {
    await compactVerify(parsed.issuerJwt, key, { algorithms: ['ES256'] });
  } catch {
    return 'badIssuerSignature';
  }

  const { jwk } = (claims.cnf ?? {}) as { readonly jwk?: JWK };
  if (!jwk || (await thumbprint(jwk)) !== (await thumbprint(expectedHolder))) return 'notOurKey';
  if (typeof claims.exp === 'number' && claims.exp * 1000 <= now) return 'alreadyExpired';
  return undefined;
}

async function thumbprint(jwk: JWK): Promise<string | undefined> {
  try {
    return await calculateJwkThumbprint(jwk);
  } catch {
    return undefined;
  }
}
