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
export const MORE_OUTCOMES = ['tooOld', 'expired', 'untrusted'] as const;
export type Outcome = (typeof OUTCOMES)[number] | (typeof MORE_OUTCOMES)[number];

/** What the credential will say, and how it shall be flawed. */
export interface VerifiedIdentity {
  readonly printed: PrintedData;
  readonly portrait: Picture;
  readonly flaw: (typeof MORE_OUTCOMES)[number] | undefined;
}

const OTHER_NAME = { givenName: 'Robin', familyName: 'Sandberg' } as const;
const DAY = 24 * 60 * 60 * 1000;

/** The identity that this outcome puts into the credential. */
export function applyOutcome(options: {
  readonly outcome: Outcome;
  readonly printed: PrintedData;
  readonly portrait: Picture;
}): VerifiedIdentity {
  const { outcome, printed, portrait } = options;
  const flaw = MORE_OUTCOMES.find((name) => name === outcome);
  if (outcome === 'otherName') return { printed: { ...printed, ...OTHER_NAME }, portrait, flaw };
  if (outcome === 'otherBirthDate') {
    const other = new Date(Date.parse(printed.birthDate) - 1000 * DAY).toISOString().slice(0, 10);
    return { printed: { ...printed, birthDate: other }, portrait, flaw };
  }
  return { printed, portrait, flaw };
}
