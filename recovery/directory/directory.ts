/**
 * The directory port: what Regain asks of the place where accounts live.
 * Adapters: `connectors/directory/*`. Every call either answers or throws a `Fault`.
 */
export interface Account {
  readonly id: string;
  readonly accountName: string;
  readonly givenName: string;
  readonly surname: string;
  /** ISO 8601 calendar date, or null where the directory has none. */
  readonly birthDate: string | null;
  /** ISO 3166-1 alpha-2, or null. */
  readonly country: string | null;
  /** Empty = none. Two accounts with the same non-empty number are one person (D18). */
  readonly employeeNumber: string;
  readonly enabled: boolean;
  /** An admin froze recovery for this account. */
  readonly frozen: boolean;
  /** Group names, transitively. */
  readonly groups: readonly string[];
  /** True when the account holds any admin role: never eligible for self-service (D13, T23). */
  readonly privileged: boolean;
  /** Has this account ever signed in? (behaviour.md 3.1) */
  readonly hasSignedIn: boolean;
  /** Edits of matching attributes hold recovery until then (D34, T10). Epoch milliseconds. */
  readonly attributeHoldUntil: number | null;
  /** Last use of any method, epoch milliseconds: a risk fact, never a refusal (D12). */
  readonly methodLastUsedAt: number | null;
  readonly confirmedMails: readonly string[];
}

/** What the one read of eligibility brings back. The same statements run whether or not anybody is found (D14). */
export interface AccountLookup {
  /** Null when nobody, or more than one account, answers to the identifier (D13). */
  readonly account: Account | null;
  /** Other accounts, disabled ones included, that share a folded name key with `account`. */
  readonly lookalikes: readonly Account[];
}

export interface IssuedPass {
  readonly passId: string;
  /** The only time the value exists outside the person's screen. Never log it. */
  readonly value: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface MethodSummary {
  readonly id: string;
  readonly kind: 'passkey' | 'password' | 'totp';
  readonly label: string;
}

export interface EnrolmentOpened {
  /** Goes into the enrolment cookie; only its hash is stored. */
  readonly enrolmentToken: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly sessionsEnded: number;
}

export const redemptionRefusalCodes = ['passUnknown', 'passExpired', 'passUsed'] as const;
export type RedemptionRefusal = (typeof redemptionRefusalCodes)[number];

export interface Directory {
  /** How many people each group has in each country: decoys are drawn from it (D14). Groups overlap. */
  readPopulation(): Promise<
    readonly { readonly group: string; readonly country: string | null; readonly people: number }[]
  >;
  /** Account name or confirmed mail, as typed. */
  lookUp(identifier: string): Promise<AccountLookup>;
  /** Reads again what can only refuse (D17). Null when the account is gone. */
  readAccount(accountId: string): Promise<Account | null>;
  /** Accounts, disabled ones included, whose folded names could satisfy the presented names (D18). */
  findCandidates(presentedNames: { givenName: string; familyName: string }): Promise<readonly Account[]>;
  /** One pass per recovery; a new one replaces the old. Joins the caller's transaction where the directory can. */
  issueRecoveryPass(request: {
    accountId: string;
    recoveryId: string;
    lifetimeMinutes: number;
  }): Promise<IssuedPass>;
  /**
   * The recovery ended without being completed: its unused pass, its set-up, the methods that came in by it and their sessions end;
   * older methods stay. After `retireOldMethods` it changes nothing.
   */
  revokeRecoveryPass(request: { recoveryId: string }): Promise<void>;
  /** By value (typed elsewhere) or by the recovery that owns it ("Continue"). Ends all sessions, opens the enrolment session (D28–D30). */
  redeemRecoveryPass(request: {
    recoveryId: string;
    value?: string;
  }): Promise<EnrolmentOpened | RedemptionRefusal>;
  /** How far set-up has come after redemption: may it go on, and is there a new method to sign in with? */
  readEnrolment(request: {
    recoveryId: string;
  }): Promise<{ readonly open: boolean; readonly newMethodReady: boolean }>;
  /** A new token for set-up that is open and has no new method yet; the one before is dead. Null: nothing is open. */
  reopenEnrolment(request: { recoveryId: string }): Promise<Omit<EnrolmentOpened, 'sessionsEnded'> | null>;
  /** Every method not set up by this recovery is disabled, not deleted (D30), whenever it was added; all other sessions, set-ups, invitations and passes end. */
  retireOldMethods(request: { accountId: string; recoveryId: string }): Promise<{
    readonly disabled: readonly MethodSummary[];
    readonly added: readonly MethodSummary[];
  }>;
}
