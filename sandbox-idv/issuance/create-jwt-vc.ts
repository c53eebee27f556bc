import { type CredentialOrder, createTimes, fiveYearsAfter } from './credential-order.ts';
import { CARD_TYPE } from './metadata.ts';
import { signEs256 } from './sign-es256.ts';

/**
 * Issues the identity as a W3C credential in a JWT (VC Data Model 1.1, 6.3.1), with the claim names that Microsoft's issuers use,
 * about the holder's `did:jwk`, signed by the key that this issuer's DID is.
 * @returns the compact JWT
 */
export function createJwtVc(order: CredentialOrder): string {
  const { identity, holderKey, signers, status, now } = order;
  const { did, privateKey } = signers.card;
  const { printed, portrait } = identity;
  const { iat, exp } = createTimes(identity.flaw, now);
  const holder = `did:jwk:${encode({ ...holderKey })}`;
  const vc = {
    '@context': ['https://www.w3.org/2018/credentials/v1'],
    type: ['VerifiableCredential', CARD_TYPE],
    credentialSubject: {
      id: holder,
      firstName: printed.givenName,
      lastName: printed.familyName,
      dateOfBirth: printed.birthDate,
      documentId: printed.documentNumber,
      documentExpiryDate: fiveYearsAfter(now),
      issuing_country: printed.country,
      portrait: Buffer.from(portrait.bytes).toString('base64'),
    },
    credentialStatus: {
      id: `${status.bitstringUri}#${status.index}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(status.index),
      statusListCredential: status.bitstringUri,
    },
  };
  const header = encode({ alg: 'ES256', typ: 'JWT', kid: `${did}#0` });
  const signed = `${header}.${encode({ iss: did, sub: holder, iat, nbf: iat, exp, vc })}`;
  return `${signed}.${signEs256(privateKey, Buffer.from(signed)).toString('base64url')}`;
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
