import type { ClaimMap } from '../claim-map.ts';

const driversLicence = 'org.iso.18013.5.1';
const pid = 'eu.europa.ec.eudi.pid.1';
const identityDocument = 'org.iso.23220.1';

/** Elements of ISO/IEC 18013-5, 7.2.1, which the other document types took over; each in its own namespace. */
function mapIn(namespace: string, nationalId: string): ClaimMap {
  const one = (element: string) => [[namespace, element]];
  return {
    givenName: one('given_name'),
    familyName: one('family_name'),
    birthDate: one('birth_date'),
    documentNumber: one('document_number'),
    issuingCountry: one('issuing_country'),
    nationality: one('nationality'),
    nationalId: one(nationalId),
    portrait: one('portrait'),
  };
}

/** Document type → where its claims stand. */
const mapsByType: Readonly<Record<string, ClaimMap>> = {
  'org.iso.18013.5.1.mDL': mapIn(driversLicence, 'administrative_number'),
  [pid]: mapIn(pid, 'personal_administrative_number'),
  'org.iso.23220.photoid.1': mapIn(identityDocument, 'personal_administrative_number'),
};

/** A type that we do not know keeps its claims in a namespace of its own name, as PID does. */
export function claimMapFor(type: string): ClaimMap {
  const known = Object.hasOwn(mapsByType, type) ? mapsByType[type] : undefined;
  return known ?? mapIn(type, 'personal_administrative_number');
}
