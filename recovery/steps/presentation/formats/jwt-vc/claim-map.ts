import type { ClaimMap } from '../claim-map.ts';

const subject = (name: string) => [['credentialSubject', name]];

/** Names of OpenID Connect and its identity-assurance profile. */
const defaultMap: ClaimMap = {
  givenName: subject('given_name'),
  familyName: subject('family_name'),
  birthDate: subject('birthdate'),
  documentNumber: subject('document_number'),
  issuingCountry: subject('issuing_country'),
  nationality: subject('nationality'),
  nationalId: subject('personal_administrative_number'),
  portrait: subject('portrait'),
};

/** Type → its own names, where they differ: Microsoft's (behaviour.md 8.3). */
const mapsByType: Readonly<Record<string, ClaimMap>> = {
  VerifiedIdentity: {
    ...defaultMap,
    givenName: subject('firstName'),
    familyName: subject('lastName'),
    birthDate: subject('dateOfBirth'),
    documentNumber: subject('documentId'),
  },
  VerifiedEmployee: {
    ...defaultMap,
    givenName: subject('givenName'),
    familyName: subject('surname'),
    portrait: subject('photo'),
  },
};

export function claimMapFor(type: string): ClaimMap {
  return Object.hasOwn(mapsByType, type) ? (mapsByType[type] ?? defaultMap) : defaultMap;
}
