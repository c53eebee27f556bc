/** What `/api/admin/providers` and `/api/admin/trust-anchors` answer. Times are epoch milliseconds. */
export const credentialFormats = ['dc+sd-jwt', 'mso_mdoc', 'jwt_vc_json'] as const;
export type CredentialFormat = (typeof credentialFormats)[number];

export interface CredentialKind {
  readonly format: CredentialFormat;
  readonly type: string;
}

export const documentKinds = ['passport', 'identityCard', 'drivingLicence', 'residencePermit'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export const assuranceLevels = ['unstated', 'low', 'substantial', 'high'] as const;
export type AssuranceLevel = (typeof assuranceLevels)[number];

export const reportSubjects = ['presentationAttack', 'injection', 'documents', 'faceComparison'] as const;

export interface Report {
  readonly subject: (typeof reportSubjects)[number];
  readonly standard: string;
  readonly reference: string;
  /** Calendar days. */
  readonly issuedOn: string;
  readonly validUntil: string;
}

/** What an admin says about a provider. */
export interface ProviderEntry {
  readonly name: string;
  readonly address: string;
  readonly statusAddress: string;
  readonly countries: 'any' | readonly string[];
  readonly documents: readonly DocumentKind[];
  readonly credentials: readonly CredentialKind[];
  readonly assurance: AssuranceLevel;
  readonly chargesPerCheck: boolean;
  readonly price: string;
  readonly reports: readonly Report[];
  readonly acceptedWithoutReport: { readonly reason: string } | null;
  readonly contact: { readonly name: string; readonly email: string; readonly phone: string };
}

export interface Health {
  readonly checkedAt: number;
  /** Null: it answered. */
  readonly problem: string | null;
  readonly tookMs: number;
  readonly failingSince: number | null;
}

export interface UsedBy {
  readonly id: string;
  readonly name: string;
  readonly mode: 'evaluation' | 'production';
}

export interface ProviderView extends Omit<ProviderEntry, 'acceptedWithoutReport'> {
  readonly id: string;
  readonly version: number;
  readonly acceptedWithoutReport: {
    readonly by: string;
    readonly displayName: string;
    readonly at: string;
    readonly reason: string;
  } | null;
  readonly sandbox: boolean;
  readonly enabled: boolean;
  readonly state: 'disabled' | 'sandbox' | 'notConfigured' | 'degraded' | 'ready';
  readonly health: Health | null;
  readonly untrusted: readonly CredentialKind[];
  readonly usedBy: readonly UsedBy[];
}

// GET /providers
export interface CatalogueView {
  readonly items: readonly ProviderView[];
  readonly forProviders: {
    readonly issuer: string;
    readonly keysAddress: string;
    readonly returnAddress: string;
  };
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: number;
  readonly validUntil: number;
  readonly fingerprint: string;
}

export interface AnchorRules {
  readonly name: string;
  readonly mayIssue: 'any' | readonly CredentialKind[];
  readonly countries: 'any' | readonly string[];
}

export interface AnchorView extends AnchorRules {
  readonly id: string;
  readonly kind: 'x509' | 'did';
  readonly enabled: boolean;
  readonly sandbox: boolean;
  readonly state: 'on' | 'off' | 'expiresSoon' | 'expired' | 'notYetValid';
  readonly certificate: CertificateFacts | null;
  readonly did: string | null;
  readonly usedBy: readonly UsedBy[];
}

// GET /trust-anchors, the version in its ETag
export interface AnchorsView {
  readonly items: readonly AnchorView[];
}

const statusListProblems = [
  'unreachable',
  'malformed',
  'subject',
  'purpose',
  'notYetValid',
  'stale',
  'issuer',
  'signature',
] as const;

export interface StatusListView {
  readonly address: string;
  readonly mediaType: string;
  /** Without a name it is no anchor any more. */
  readonly anchor: { readonly id: string; readonly name: string | null };
  readonly state: 'fresh' | 'due' | 'failing';
  readonly checkedAt: number;
  readonly problem: (typeof statusListProblems)[number] | null;
  readonly failingSince: number | null;
  /** The last download that held. */
  readonly held: {
    readonly fetchedAt: number;
    readonly bytes: number;
    readonly issuedAt: number;
    readonly expiresAt: number | null;
    readonly keptUntil: number;
  } | null;
}

// GET /status-lists
export interface StatusListsView {
  readonly items: readonly StatusListView[];
  readonly refused: { readonly recoveries: number; readonly isMore: boolean; readonly from: number };
}
