import type { Picture } from './picture.ts';
import type { PrintedData } from './printed-data.ts';

/** What the tester wants to happen, chosen on the first page. */
export const OUTCOMES = [
  'pass',
  'documentRefused',
  'faceRefused',
  'otherName',
  'otherBirthDate',
  'slow',
  'down',
] as const;
/** For tests of a verifier's refusals: the check passes, the credential is wrong. */
export const MORE_OUTCOMES = ['tooOld', 'expired', 'revoked', 'untrusted'] as const;
export type Outcome = (typeof OUTCOMES)[number] | (typeof MORE_OUTCOMES)[number];

/** In what the identity is put: an SD-JWT VC, an ISO 18013-5 mdoc, a W3C JWT VC. The first unless told otherwise. */
export const CREDENTIAL_KINDS = ['identity', 'licence', 'card'] as const;
export type CredentialKind = (typeof CREDENTIAL_KINDS)[number];

/** What the credential will say, and how it shall be flawed. */
export interface VerifiedIdentity {
  readonly printed: PrintedData;
  readonly portrait: Picture;
  readonly credential: CredentialKind;
  readonly flaw: (typeof MORE_OUTCOMES)[number] | undefined;
}

const OTHER_NAME = { givenName: 'Robin', familyName: 'Sandberg' } as const;
const DAY = 24 * 60 * 60 * 1000;

/** The identity that this outcome puts into the credential. */
export function applyOutcome(options: {
  readonly outcome: Outcome;
  readonly printed: PrintedData;
  readonly portrait: Picture;
  readonly credential?: CredentialKind;
}): VerifiedIdentity {
  const { outcome, printed, portrait, credential = 'identity' } = options;
  const flaw = MORE_OUTCOMES.find((name) => name === outcome);
  if (outcome === 'otherName') return { printed: { ...printed, ...OTHER_NAME }, portrait, credential, flaw };
  if (outcome === 'otherBirthDate') {
    const other = new Date(Date.parse(printed.birthDate) - 1000 * DAY).toISOString().slice(0, 10);
    return { printed: { ...printed, birthDate: other }, portrait, credential, flaw };
  }
  return { printed, portrait, credential, flaw };
}
