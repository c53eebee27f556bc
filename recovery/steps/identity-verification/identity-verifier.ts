/** What a provider is told about one request: no personal data (D23). The adapter signs it, adding its own audience. */
export interface HandOver {
  /** One-time: the provider refuses a second use. */
  readonly requestId: string;
  /** Absolute address at Regain; the return is a hint, never proof. */
  readonly returnTo: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** BCP 47. */
  readonly locale: string;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  /** Epoch milliseconds, 10 minutes later. */
  readonly expiresAt: number;
}

/** The identity verification port. Adapters: `connectors/identity-verification/*`. */
export interface IdentityVerifier {
  readonly id: string;
  readonly name: string;
  /** Refused by the production gate outside an example (D3). */
  readonly sandbox: boolean;
  /** ISO 3166-1 alpha-2 codes of the documents it takes. */
  readonly countries: 'any' | readonly string[];
  /** A provider that charges for a started check never gets a decoy (D14). Absent = it does not charge. */
  readonly chargesPerCheck?: boolean;
  /** Answers within a second or two; false when it cannot be reached. Never throws. */
  isUp(): Promise<boolean>;
  /** The one-time address to send the person to. Throws a `Fault` when the provider breaks. */
  handOver(request: HandOver): Promise<{ readonly location: string }>;
}
