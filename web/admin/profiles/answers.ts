/** What `/api/admin/profiles` and its neighbours answer. */
import type texts from '../../../texts/portal/profiles/en.json';

export type Mode = 'evaluation' | 'production';
export type Attribute = 'names' | 'birthDate' | 'employeeNumber';
export type Claim = 'names' | 'birthDate' | 'nationalId' | 'documentNumber';
export type Groups = 'everyone' | readonly string[];

export interface Binding {
  readonly attribute: Attribute;
  readonly claim: Claim;
  readonly matchConfidenceLevel: 'exact' | 'relaxed';
  readonly required: boolean;
}

export interface Credential {
  readonly format: string;
  readonly type: string;
  readonly anchorIds: readonly string[];
}

interface Decided {
  readonly name: string;
  readonly description: string;
  readonly enabled: boolean;
  readonly includeGroups: Groups;
  readonly providersByCountry: Readonly<Record<string, readonly string[]>>;
  readonly claimBindings: readonly Binding[];
  readonly acceptedCredentials: readonly Credential[];
  readonly maximumCredentialAgeHours: { readonly provider: number; readonly walletFirst: number };
  readonly walletFirst: boolean;
  readonly crossDevice: boolean;
  readonly crossDeviceWaitHours: number;
}

/** What the wizard sends. */
export interface ProfileDraft extends Decided {
  readonly faceCheck: {
    readonly provider: string;
    readonly threshold: number;
    readonly acceptWithoutLiveness: boolean;
  };
}

export interface Acceptance {
  readonly by: string;
  readonly displayName: string;
  readonly at: string;
}

export interface ProfileView extends Decided {
  readonly id: string;
  readonly version: number;
  readonly mode: Mode;
  readonly faceCheck: {
    readonly provider: string;
    readonly threshold: number;
    readonly acceptedWithoutLiveness: Acceptance | null;
  };
}

export interface ListedProfile extends ProfileView {
  readonly priority: number;
}

export type Weakness = keyof (typeof texts)['weakness'];

export interface Overlap {
  readonly firstId: string;
  readonly laterId: string;
  readonly groups: Groups;
  readonly weakerIn: readonly Weakness[];
}

export interface ProfileTable {
  readonly items: readonly ListedProfile[];
  readonly overlaps: readonly Overlap[];
}

export interface GateLine {
  readonly code: keyof (typeof texts)['gate']['lines'];
  readonly met: boolean;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

export interface Gate {
  readonly open: boolean;
  readonly letThroughAsExample: boolean;
  readonly lines: readonly GateLine[];
}

/** Who can do a face check. The built-in one has no name of its own. */
export interface FaceCheckLine {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly presentationAttackDetection: {
    readonly assurance: keyof (typeof texts)['face']['assurances'];
    readonly evidence: { readonly address: string; readonly date: string } | null;
  };
  readonly certified: boolean;
  readonly recommendedThreshold: number;
  readonly enabled: boolean;
}

export interface Surroundings {
  readonly excludedGroups: readonly string[];
  readonly excludedAccounts: number;
  readonly passScope: Groups;
  readonly defaultCountry: string;
  readonly secondPersonRequired: boolean;
  readonly example: boolean;
  readonly faceChecks: readonly FaceCheckLine[];
}

export interface PeopleCount {
  readonly included: number;
  readonly excluded: number;
  readonly inScope: number;
  readonly outsidePassScope: number;
  readonly privileged: number;
  readonly servedEarlier: number;
}

export type Disagreement = keyof (typeof texts)['trial']['disagreement'];

export interface Trial {
  readonly agrees: boolean;
  readonly disagreements: readonly Disagreement[];
  readonly names: {
    readonly rule: 'exact' | 'relaxed' | null;
    readonly problem: string | null;
    readonly words: readonly {
      readonly field: 'givenName' | 'surname';
      readonly word: string;
      readonly matched: { readonly word: string; readonly position: number; readonly how: string } | null;
    }[];
  };
  readonly birthDate: keyof (typeof texts)['trial']['trace'];
  readonly employeeNumber: keyof (typeof texts)['trial']['trace'];
}

export interface Review {
  readonly problems: readonly { readonly field: string; readonly code: string; readonly message: string }[];
  readonly gate: Gate | null;
  readonly overlaps: readonly Overlap[];
  readonly outcome: {
    readonly kind: 'stays' | 'goesBack' | 'needsSecondPerson';
    readonly missing: readonly GateLine[];
  } | null;
}

export interface Choice {
  readonly accountId: string;
  readonly excluded: boolean;
  readonly excludedBy: readonly string[];
  readonly inPassScope: boolean;
  readonly profiles: readonly {
    readonly profileId: string;
    readonly outcome: keyof (typeof texts)['choice']['outcome'];
    readonly by: Groups;
  }[];
}

export interface HistoryEntry {
  readonly version: number;
  readonly at: number;
  readonly by: { readonly actor: string; readonly displayName: string };
  readonly profile: ProfileView | null;
}

/** Of the provider catalogue and the list of authorities, what a profile needs of them. */
export interface ProviderLine {
  readonly id: string;
  readonly name: string;
  readonly countries: 'any' | readonly string[];
  readonly credentials: readonly { readonly format: string; readonly type: string }[];
  readonly state: keyof (typeof texts)['providers']['state'];
}

export interface AnchorLine {
  readonly id: string;
  readonly name: string;
  readonly kind: 'x509' | 'did';
  readonly mayIssue: 'any' | readonly { readonly format: string; readonly type: string }[];
  readonly enabled: boolean;
}

export interface GroupLine {
  readonly name: string;
  readonly people: number;
}
