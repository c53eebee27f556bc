import { createHash, sign } from 'node:crypto';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import type { CredentialSigner } from '../authority/index.ts';
import { toDataUrl, type VerifiedIdentity } from '../verification/index.ts';
import { CREDENTIAL_TYPE, DISCLOSABLE_CLAIMS } from './metadata.ts';
import type { HolderKey } from './verify-key-proof.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const LIFE = 90 * DAY;

/**
 * Issues the identity as an SD-JWT VC (`dc+sd-jwt`), bound to `holderKey`, signed ES256 with the leaf in `x5c`.
 * @returns the compact form with all disclosures
 */
export async function createCredential(options: {
  readonly identity: VerifiedIdentity;
  readonly holderKey: HolderKey;
  readonly issuer: string;
  readonly signer: CredentialSigner;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly randomBytes: (n: number) => Uint8Array;
}): Promise<string> {
  const { identity, holderKey, issuer, signer, now, randomBytes } = options;
  const { printed } = identity;
  const instance = new SDJwtVcInstance({
    hasher: (data, algorithm) =>
      createHash(algorithm.replace('-', ''))
        .update(typeof data === 'string' ? data : new Uint8Array(data))
        .digest(),
    hashAlg: 'sha-256',
    saltGenerator: () => Buffer.from(randomBytes(16)).toString('base64url'),
    signer: (data) =>
      sign('sha256', Buffer.from(data), { key: signer.privateKey, dsaEncoding: 'ieee-p1363' }).toString(
        'base64url',
      ),
    signAlg: 'ES256',
  });
  return await instance.issue(
    {
      iss: issuer,
      vct: CREDENTIAL_TYPE,
      ...createTimes(identity.flaw, Math.floor(now / 1000)),
      cnf: { jwk: holderKey },
      given_name: printed.givenName,
      family_name: printed.familyName,
      birthdate: printed.birthDate,
      document_number: printed.documentNumber,
      issuing_country: printed.country,
      date_of_expiry: fiveYearsAfter(now),
      portrait: toDataUrl(identity.portrait),
    },
    // Decoy digests hide how many claims there are (RFC 9901 section 4.2.7).
    { _sd: [...DISCLOSABLE_CLAIMS], _sd_decoy: 3 },
    { header: { typ: 'dc+sd-jwt', x5c: [...signer.x5c] } },
  );
}

/** Epoch seconds, on whole minutes: a finer time would link two presentations (OpenID4VCI section 14, batch). */
function createTimes(
  flaw: VerifiedIdentity['flaw'],
  now: number,
): { readonly iat: number; readonly exp: number } {
  const minute = now - (now % MINUTE);
  if (flaw === 'expired') return { iat: minute - 60 * MINUTE, exp: minute - 10 * MINUTE };
  const iat = flaw === 'tooOld' ? minute - 30 * DAY : minute;
  return { iat, exp: iat + LIFE };
}

function fiveYearsAfter(now: number): string {
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() + 5);
  return date.toISOString().slice(0, 10);
}
