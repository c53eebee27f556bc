import type { ClaimField } from '../../asked-claims.ts';

/** Where each field stands in a credential of one type: top-level claim names, the first that is present counts. */
export type ClaimMap = Readonly<Record<ClaimField, readonly string[]>>;

/** Names of OpenID Connect and its identity-assurance profile, and `portrait` as in ISO 18013-5. */
const defaultMap: ClaimMap = {
  givenName: ['given_name'],
  familyName: ['family_name'],
  birthDate: ['birthdate'],
  documentNumber: ['document_number'],
  issuingCountry: ['issuing_country'],
  portrait: ['portrait'],
};

/** `vct` → its own names, where they differ. */
const mapsByType: Readonly<Record<string, ClaimMap>> = {
  // EU person identification data; early issuers used the mdoc names.
  'urn:eudi:pid:1': {
    ...defaultMap,
    birthDate: ['birthdate', 'birth_date'],
    portrait: ['picture', 'portrait'],
  },
};

export function claimMapFor(type: string): ClaimMap {
  return Object.hasOwn(mapsByType, type) ? (mapsByType[type] ?? defaultMap) : defaultMap;
}
