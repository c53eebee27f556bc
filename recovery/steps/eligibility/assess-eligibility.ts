import type { AccountLookup } from '../../directory/index.ts';
import { type Refusal, refuse } from '../../outcome.ts';
import type { OrganisationPolicy, Profile } from '../../policy/index.ts';
import { type Preflight, preflight } from '../../preflight/index.ts';
import { drawDecoy, type PopulationRow } from './draw-decoy.ts';
import { type Applicant, sealDecoy, sealEligible } from './eligible.ts';

/** In the order in which they win when several hold: nobody, or what pre-flight finds (`preflightCodes`). */
export const eligibilityRefusalCodes = [
  'unknownAccount',
  'accountDisabled',
  'accountFrozen',
  'excluded',
  'privileged',
  'notInScope',
  'noPriorSignIn',
  'nameMissing',
  'nameUnmatchable',
  'attributeMissing',
  'attributeHold',
  'passScope',
  'duplicateIdentity',
] as const;
export type EligibilityRefusalCode = (typeof eligibilityRefusalCodes)[number];

export interface EligibilityQuestion {
  readonly recoveryId: string;
  readonly lookup: AccountLookup;
  readonly profiles: readonly Profile[];
  readonly organisation: OrganisationPolicy;
  /** Keyed hash of the identifier as typed, 32 bytes: picks the decoy (D14). */
  readonly identifierHash: Uint8Array;
  readonly population: readonly PopulationRow[];
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface EligibilityAnswer {
  /** `Eligible`, or a decoy that looks and costs the same (D14, T17). */
  readonly applicant: Applicant;
  /** For the audit; null when eligible. Never shown to the person, never a branch in what they see. */
  readonly refusal: Refusal<EligibilityRefusalCode> | null;
}

/**
 * May this account be recovered at all? Before any paid check, and with everything that would otherwise fail only after
 * it (behaviour.md 3.1, 3.4 step 0). The mode of the profile plays no part.
 */
export function assessEligibility(question: EligibilityQuestion): EligibilityAnswer {
  const { recoveryId, lookup, organisation } = question;
  if (question.identifierHash.length !== 32) throw new TypeError('identifierHash must be 32 bytes');

  // Drawn in either case: an eligible person's start costs what a stranger's does (T17).
  const decoy = drawDecoy(question);
  const found =
    lookup.account === null
      ? null
      : preflight({ ...question, account: lookup.account, lookalikes: lookup.lookalikes });
  const profile = found?.profile ?? null;
  const refusal = firstRefusal(found);
  if (refusal !== null || profile === null || lookup.account === null) {
    const policy = { profile: decoy.profile, organisationPolicyVersion: organisation.version };
    return { applicant: sealDecoy({ recoveryId, country: decoy.country, policy }), refusal };
  }
  return {
    applicant: sealEligible({
      recoveryId,
      accountId: lookup.account.id,
      country: lookup.account.country ?? organisation.defaultCountry,
      policy: { profile, organisationPolicyVersion: organisation.version },
    }),
    refusal: null,
  };
}

function firstRefusal(found: Preflight | null): Refusal<EligibilityRefusalCode> | null {
  if (found === null) return refuse('unknownAccount');
  const [code] = found.reasons;
  if (code === undefined) return null;
  if (code === 'duplicateIdentity') return refuse(code, { twins: found.twins.length });
  return refuse(code);
}
