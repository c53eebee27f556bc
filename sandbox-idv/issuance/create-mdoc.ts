import { createHash, type KeyObject } from 'node:crypto';
import {
  CoseKey,
  DateOnly,
  DeviceKey,
  Header,
  Issuer,
  IssuerAuth,
  IssuerSigned,
  type MdocContext,
  MobileSecurityObject,
  SignatureAlgorithm,
} from '@owf/mdoc';
import { type CredentialOrder, createTimes, fiveYearsAfter } from './credential-order.ts';
import { LICENCE_NAMESPACE, LICENCE_TYPE } from './metadata.ts';
import { signEs256 } from './sign-es256.ts';

/**
 * Issues the identity as a mobile driving licence (ISO/IEC 18013-5), bound to the holder's key, by the document signer.
 * @returns `IssuerSigned` in base64url (OpenID4VCI 1.0, A.2.4)
 */
export async function createMdoc(order: CredentialOrder): Promise<string> {
  const { identity, holderKey, signers, status, now } = order;
  const { privateKey, x5c } = signers.document;
  const certificate = new Uint8Array(Buffer.from(x5c[0] ?? '', 'base64'));
  const context = createContext(privateKey, order.randomBytes);
  const signingKey = CoseKey.fromJwk({ ...publicJwkOf(privateKey), alg: 'ES256' });
  const { iat, exp } = createTimes(identity.flaw, now);
  const signed = new Date(iat * 1000);
  const issued = await new Issuer(LICENCE_TYPE, context)
    .addIssuerNamespace(LICENCE_NAMESPACE, elementsOf(order))
    .sign({
      signingKey,
      algorithm: SignatureAlgorithm.ES256,
      digestAlgorithm: 'SHA-256',
      certificates: [certificate],
      validityInfo: { signed, validFrom: signed, validUntil: new Date(exp * 1000) },
      // The library wants a `DeviceKey`; a plain `CoseKey` is encoded otherwise.
      deviceKeyInfo: { deviceKey: DeviceKey.fromJwk({ ...holderKey }) },
    });
  // The library has no word for a status, so the object is signed once more with one in it.
  const object = new Map(issued.issuerAuth.mobileSecurityObject.encodedStructure);
  const list = new Map<string, string | number>([
    ['idx', status.index],
    ['uri', status.tokenListUri],
  ]);
  object.set('status', new Map([['status_list', list]]));
  const issuerAuth = await IssuerAuth.create(
    {
      payload: MobileSecurityObject.fromEncodedStructure(object),
      protectedHeaders: new Map([[Header.Algorithm, SignatureAlgorithm.ES256]]),
      unprotectedHeaders: new Map([[Header.X5Chain, certificate]]),
      signingKey,
      algorithm: SignatureAlgorithm.ES256,
    },
    context,
  );
  const { issuerNamespaces } = issued;
  if (issuerNamespaces === undefined) throw new TypeError('a licence without elements');
  return IssuerSigned.create({ issuerNamespaces, issuerAuth }).encodedForOid4Vci;
}

/** Every element that a licence must have (ISO/IEC 18013-5, 7.2.1). */
function elementsOf({ identity, now }: CredentialOrder): Record<string, unknown> {
  const { printed, portrait } = identity;
  return {
    family_name: printed.familyName,
    given_name: printed.givenName,
    birth_date: new DateOnly(printed.birthDate),
    issue_date: new DateOnly(new Date(now).toISOString().slice(0, 10)),
    expiry_date: new DateOnly(fiveYearsAfter(now)),
    // Of its signer, whatever the specimen says: the two must agree (ISO/IEC 18013-5, 9.3.1).
    issuing_country: 'DE',
    issuing_authority: 'Specimen ID',
    document_number: printed.documentNumber,
    portrait: new Uint8Array(portrait.bytes),
    driving_privileges: [],
    un_distinguishing_sign: 'D',
  };
}

function publicJwkOf(key: KeyObject): Record<string, unknown> {
  const { kty, crv, x, y } = key.export({ format: 'jwk' });
  return { kty, crv, x, y };
}

/** What the library needs to issue, and nothing it needs to verify. */
function createContext(
  privateKey: KeyObject,
  randomBytes: (n: number) => Uint8Array,
): Pick<MdocContext, 'cose' | 'crypto'> {
  const notHere = () => {
    throw new TypeError('an issuer does not verify');
  };
  return {
    crypto: {
      random: (length) => new Uint8Array(randomBytes(length)),
      digest: ({ digestAlgorithm, bytes }) =>
        new Uint8Array(createHash(digestAlgorithm.replace('-', '')).update(bytes).digest()),
      calculateEphemeralMacKey: notHere,
    },
    cose: {
      sign1: {
        sign: ({ toBeSigned }) => new Uint8Array(signEs256(privateKey, toBeSigned)),
        verify: notHere,
      },
      mac0: { sign: notHere, verify: notHere },
    },
  };
}
