import type { ClaimBinding } from './claim-binding.ts';
import type { CredentialKind, TrustAnchor } from './trust-anchor.ts';

/**
 * An identity verification profile: who may recover, how they are proofed, and what must match.
 * The words follow Entra's `verifiedIdProfile` where it has one (behaviour.md 7.2).
 */
export type RecoveryMode = 'evaluation' | 'production';

/** A credential that this profile takes as proof. */
export interface AcceptedCredential extends CredentialKind {
  /** Trust anchors from which this profile takes it, by id; each must be allowed to issue it (`TrustAnchor.mayIssue`). */
  readonly anchorIds: readonly string[];
}

export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly version: number;
  readonly enabled: boolean;
  readonly mode: RecoveryMode;
  /** Counted up from 0; the first profile that includes the person applies. */
  readonly priority: number;
  /** Group names; `'everyone'` is the whole organisation. */
  readonly includeGroups: 'everyone' | readonly string[];
  /** ISO 3166-1 alpha-2 country → provider ids in order of preference; `default` serves the rest. */
  readonly providersByCountry: Readonly<Record<string, readonly string[]>> & {
    readonly default: readonly string[];
  };
  readonly claimBindings: readonly ClaimBinding[];
  readonly acceptedCredentials: readonly AcceptedCredential[];
  /** Threshold and acceptance are about this provider; another one starts without either. */
  readonly faceCheck: {
    /** Who does it: `built-in`, or a vendor of the catalogue. */
    readonly provider: string;
    /** Confidence 50–100 on this provider's own scale. */
    readonly threshold: number;
    /** Named admin who accepted that this provider has no certified liveness, and when (ISO 8601). */
    readonly acceptedWithoutLiveness: { readonly by: string; readonly at: string } | null;
  };
  /** A credential older than this is refused (D22). Hours since its `iat`. */
  readonly maximumCredentialAgeHours: { readonly provider: number; readonly walletFirst: number };
  /** May a person who already holds an accepted credential skip the provider? */
  readonly walletFirst: boolean;
  /** May a second device take part: the wallet by QR, or a phone's camera? Off by default: D25, R39. */
  readonly crossDevice: boolean;
  /** Hours between proof and access when one took part, while notices are out; 0: none (`waitingTimeHours`). */
  readonly crossDeviceWaitHours: number;
  /** Who admits the `sandbox` provider and authority is decided by the gate, not here. */
}

/** Rules of the organisation that hold for every profile. */
export interface OrganisationPolicy {
  readonly version: number;
  readonly name: string;
  readonly helpDesk: { readonly phone: string; readonly email: string };
  /** Feature-wide, not per profile (behaviour.md 2.3). Group names. */
  readonly excludedGroups: readonly string[];
  readonly excludedAccountIds: readonly string[];
  readonly trustAnchors: readonly TrustAnchor[];
  /** Groups whose people may use a Temporary Access Pass. */
  readonly passScope: 'everyone' | readonly string[];
  /** Country used where an account has none. ISO 3166-1 alpha-2. */
  readonly defaultCountry: string;
  /** Of notices. BCP 47. */
  readonly language: string;
  /** Do trust anchors, production and what weakens need a second admin (D3)? Off only in an example, unless two agreed. */
  readonly secondPersonRequired: boolean;
  /** Of several profiles that include a person the strictest applies, not the first (T22). Absent: the first, as in Entra. */
  readonly strictestFirst?: boolean | undefined;
}

/** The rules one recovery runs under: copied at its start, never changed by later edits (D17). */
export interface PolicySnapshot {
  readonly profile: Profile;
  readonly organisationPolicyVersion: number;
}
