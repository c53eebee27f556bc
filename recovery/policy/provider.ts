import type { ProviderEvidence } from './assess-production-gate.ts';
import type { CredentialKind } from './trust-anchor.ts';

/** Documents a provider checks. */
export const documentKinds = ['passport', 'identityCard', 'drivingLicence', 'residencePermit'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** How sure a provider is of a person: levels of eIDAS (Regulation (EU) 2015/1502); `unstated` = it does not say. */
export const assuranceLevels = ['unstated', 'low', 'substantial', 'high'] as const;
export type AssuranceLevel = (typeof assuranceLevels)[number];

/** What a report is about (R16, R17): pictures held up, pictures slipped in, documents, faces. */
export const reportSubjects = ['presentationAttack', 'injection', 'documents', 'faceComparison'] as const;

/** A test report that the provider showed. Dates are calendar days, ISO 8601. */
export interface ProviderReport {
  readonly subject: (typeof reportSubjects)[number];
  /** E.g. `ISO/IEC 30107-3 level 2`. */
  readonly standard: string;
  /** Who tested, and the report's number. */
  readonly reference: string;
  readonly issuedOn: string;
  /** Until the end of that day, UTC. */
  readonly validUntil: string;
}

/**
 * An identity verification provider of the catalogue (behaviour.md 2.2): people are sent to it with our one-time signed token
 * (D23), and come back with a credential that a trust anchor vouches for. Where they are sent is its address, so it is never theirs to say.
 */
export interface Provider {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Pretends; of an example only (D2). */
  readonly sandbox: boolean;
  readonly enabled: boolean;
  /** Where a person is sent; the token is added to it. https, or loopback in an example. */
  readonly address: string;
  /** Answers 200 while the provider works. Asked without a word about anybody. */
  readonly statusAddress: string;
  /** ISO 3166-1 alpha-2. */
  readonly countries: 'any' | readonly string[];
  readonly documents: readonly DocumentKind[];
  /** What it issues. */
  readonly credentials: readonly CredentialKind[];
  readonly assurance: AssuranceLevel;
  /** Then it never gets a decoy (D14). */
  readonly chargesPerCheck: boolean;
  /** As the contract says it, e.g. `2.10 EUR a check`; empty when not given. */
  readonly price: string;
  readonly reports: readonly ProviderReport[];
  /** A named admin takes it without a report in date; `at` is ISO 8601. */
  readonly acceptedWithoutReport: {
    readonly by: string;
    readonly at: string;
    readonly reason: string;
  } | null;
  readonly contact: { readonly name: string; readonly email: string; readonly phone: string };
}

/** What the production gate asks for (D3, R16): reports, dated, or a named admin. */
export function evidenceOf(provider: Provider): readonly ProviderEvidence[] {
  const { reports, acceptedWithoutReport: accepted } = provider;
  return [
    ...reports.map(({ standard, validUntil }) => ({
      kind: 'report' as const,
      standard,
      validUntil: Date.parse(`${validUntil}T23:59:59.999Z`),
    })),
    ...(accepted === null
      ? []
      : [{ kind: 'accepted' as const, by: accepted.by, at: Date.parse(accepted.at) }]),
  ];
}
