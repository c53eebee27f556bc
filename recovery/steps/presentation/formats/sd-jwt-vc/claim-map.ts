import type { ClaimMap } from '../claim-map.ts';

/** Names of OpenID Connect and its identity-assurance profile, and `portrait` as in ISO 18013-5. */
const defaultMap: ClaimMap = {
  givenName: [['given_name']],
  familyName: [['family_name']],
  birthDate: [['birthdate']],
  documentNumber: [['document_number']],
  issuingCountry: [['issuing_country']],
  nationality: [['nationality']],
  nationalId: [['personal_administrative_number']],
  portrait: [['portrait']],
};

/** `vct` → its own names, where they differ. */
const mapsByType: Readonly<Record<string, ClaimMap>> = {
  // EU person identification data; early issuers used the mdoc names.
  'urn:eudi:pid:1': {
    ...defaultMap,
    birthDate: [['birthdate'], ['birth_date']],
    nationality: [['nationalities'], ['nationality']],
    portrait: [['picture'], ['portrait']],
  },
};

export function claimMapFor(type: string): ClaimMap {
  return Object.hasOwn(mapsByType, type) ? (mapsByType[type] ?? defaultMap) : defaultMap;
}
