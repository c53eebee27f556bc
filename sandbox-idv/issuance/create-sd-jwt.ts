import { createHash } from 'node:crypto';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { toDataUrl } from '../verification/index.ts';
import { type CredentialOrder, createTimes, fiveYearsAfter } from './credential-order.ts';
import { CREDENTIAL_TYPE, DISCLOSABLE_CLAIMS } from './metadata.ts';
import { signEs256 } from './sign-es256.ts';

/**
 * Issues the identity as an SD-JWT VC (`dc+sd-jwt`), bound to `holderKey`, signed ES256 with the leaf in `x5c`.
 * @returns the compact form with all disclosures
 */
export async function createSdJwt(order: CredentialOrder): Promise<string> {
  const { identity, holderKey, issuer, signers: signer, now, randomBytes, status } = order;
  const { printed } = identity;
  const instance = new SDJwtVcInstance({
    hasher: (data, algorithm) =>
      createHash(algorithm.replace('-', ''))
        .update(typeof data === 'string' ? data : new Uint8Array(data))
        .digest(),
    hashAlg: 'sha-256',
    saltGenerator: () => Buffer.from(randomBytes(16)).toString('base64url'),
    signer: (data) => signEs256(signer.privateKey, Buffer.from(data)).toString('base64url'),
    signAlg: 'ES256',
  });
  return await instance.issue(
    {
      iss: issuer,
      vct: CREDENTIAL_TYPE,
      ...createTimes(identity.flaw, now),
      status: { status_list: { idx: status.index, uri: status.tokenListUri } },
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
