import type { NewAuditEntry } from '../audit/index.ts';
import type { OrganisationPolicy, Profile } from '../policy/index.ts';
import type { Recovery, RecoveryChanges } from './recovery.ts';

/** Which evidence a sealed row holds. */
export type EvidenceKind =
  | 'applicant'
  | 'sent'
  | 'presented'
  /** No evidence yet: the face check under way. Sealed and shredded like evidence. */
  | 'faceSession'
  /** The same, at a vendor's. */
  | 'faceVisit'
  /** Nor this: the second device that takes part. */
  | 'phone'
  | 'samePerson'
  | 'matched'
  | 'granted';

export interface SealedEvidence {
  readonly kind: EvidenceKind;
  /** AES-256-GCM under the recovery's own key, bound to recovery and kind. */
  readonly sealed: string;
  /** Epoch milliseconds; personal evidence lives at most 15 minutes (D19). */
  readonly expiresAt: number;
}

/** How a wallet is asked: by a link on this device, by a QR code for another one, or through the browser's own prompt. */
export type AskedBy = 'this' | 'other' | 'browser';

/** One OpenID4VP request. Link, QR code and prompt are different requests (D24). */
export interface PresentationRequest {
  readonly id: string;
  readonly recoveryId: string;
  readonly device: AskedBy;
  /** Nonce, state and private encryption key, sealed under the server's key. Erased on use. */
  readonly sealed: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** SHA-256 of the wallet's answer: a byte-identical retry gets the same reply. */
  readonly answerHash: string | null;
  readonly reply: { readonly status: number; readonly redirectSealed: string | null } | null;
  readonly failedAnswers: number;
  readonly responseCodeHash: string | null;
  readonly responseCodeExpiresAt: number | null;
  /** `Presented`, sealed under the recovery's key, until the code comes back. */
  readonly presentedSealed: string | null;
}

export type PresentationRequestChanges = Partial<
  Pick<
    PresentationRequest,
    | 'sealed'
    | 'answerHash'
    | 'reply'
    | 'failedAnswers'
    | 'responseCodeHash'
    | 'responseCodeExpiresAt'
    | 'presentedSealed'
  >
>;

export interface Mail {
  /** Empty for a decoy's notice: the row is written all the same, and dropped by the job that sends (D14). */
  readonly to: readonly string[];
  readonly kind:
    | 'recoveryStarted'
    /** Proved with a second device: nothing is granted before a time in which to object (D25). */
    | 'recoveryWaiting'
    /** Somebody said on the second device that it was not them. */
    | 'recoveryDenied'
    | 'passRedeemed'
    | 'recovered'
    /** Not of a recovery: somebody signed in changed how they sign in (R35). */
    | 'methodAdded'
    | 'methodRemoved'
    /** From admins: the plain start page, by the help desk (D34); every way to sign in was switched off (D32). */
    | 'startPage'
    | 'recoveryRequired'
    /** To the other admins: something waits for a second person (D3). */
    | 'approvalWaits';
  readonly language: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface RecoveryListing {
  readonly id: string;
  readonly caseNumber: string;
  readonly state: Recovery['state'];
  readonly outcome: Recovery['outcome'];
  readonly mode: Recovery['mode'];
  readonly profileName: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Something a face check vendor keeps of a recovery. Its `reference` opens nothing without the vendor's key. */
export interface OwedDeletion {
  readonly recoveryId: string;
  readonly provider: string;
  readonly reference: string;
  readonly dueAt: number;
}

export interface RecoveryStore {
  /** One transaction; nested calls join it. Throwing rolls back. A conflict with another one is a `Fault` `storageConflict`. */
  transaction<T>(run: () => Promise<T>): Promise<T>;
  insert(recovery: Recovery): Promise<void>;
  read(id: string): Promise<Recovery | null>;
  readByCookie(cookieHash: string): Promise<Recovery | null>;
  /** Holds the row until the transaction ends; false when it has moved from `expectedVersion`. */
  lock(request: { id: string; expectedVersion: number }): Promise<boolean>;
  /** Stores only if the recovery is still at `expectedVersion`; false otherwise (R29). */
  update(request: { id: string; expectedVersion: number; changes: RecoveryChanges }): Promise<boolean>;
  /** Recoveries of one account that wait for the first sign-in with a new method. */
  findAwaitingSignIn(accountRef: string): Promise<readonly Recovery[]>;
  /** Open recoveries of the same account other than this one. */
  findSiblings(request: { accountRef: string; exceptId: string }): Promise<readonly Recovery[]>;
  findExpired(now: number): Promise<readonly Recovery[]>;
  /** What was typed at the start of recoveries closed by then, erased for good; some at a time, 0 when there is no more (R19). */
  eraseIdentifiersBefore(time: number): Promise<number>;
  /** For each of these that there is: a text that differs as soon as its person may be shown something else. One statement. */
  readMarks(request: { ids: readonly string[]; now: number }): Promise<ReadonlyMap<string, string>>;
  list(request: { limit: number }): Promise<readonly RecoveryListing[]>;
  /** Rehearsals that passed under exactly the rules that the profile has now (`rulesOf`). */
  countRehearsals(profile: Profile): Promise<number>;
  /** Open recoveries that run under a profile, decoys among them; some at a time. */
  findOpenUnder(profileId: string): Promise<readonly string[]>;
  readByCaseNumber(caseNumber: string): Promise<RecoveryListing | null>;

  putEvidence(recoveryId: string, evidence: SealedEvidence): Promise<void>;
  readEvidence(recoveryId: string): Promise<readonly SealedEvidence[]>;
  dropEvidence(recoveryId: string, kinds: readonly EvidenceKind[]): Promise<void>;
  dropExpiredEvidence(now: number): Promise<number>;

  insertRequest(request: PresentationRequest): Promise<void>;
  readRequest(id: string): Promise<PresentationRequest | null>;
  readLatestRequest(recoveryId: string): Promise<PresentationRequest | null>;
  findRequestByCode(responseCodeHash: string): Promise<PresentationRequest | null>;
  /** Stores only if no answer was stored before; false otherwise. */
  answerRequest(id: string, changes: PresentationRequestChanges): Promise<boolean>;
  /** Takes the code out, once: the second call with the same code gets null (R38). */
  takeResponseCode(request: { id: string; responseCodeHash: string }): Promise<string | null>;
  countFailedAnswer(id: string): Promise<number>;
  dropRequests(recoveryId: string): Promise<void>;

  /** Adds one to a counter and tells how many there are within the window, this one included (D16). */
  countAttempt(request: { kind: string; keyHash: string; now: number; windowMs: number }): Promise<number>;
  readAttempts(request: { kind: string; keyHash: string; now: number; windowMs: number }): Promise<number>;
  /** A vendor holds something of this recovery: it is to be deleted there, at `dueAt` (epoch milliseconds) at the latest. */
  oweDeletion(owed: OwedDeletion): Promise<void>;
  /** All that is owed of a recovery is due now, but for one session. */
  hastenDeletions(request: { recoveryId: string; now: number; except?: string }): Promise<void>;
  queueMail(mail: Mail, now: number): Promise<void>;
  audit(entry: NewAuditEntry): Promise<void>;
}

/** The order in which profiles are tried. It has versions of its own, so that moving one is no edit of it. */
export interface ProfileOrder {
  readonly version: number;
  readonly ids: readonly string[];
}

/** One version of a profile, of the order, or of the organisation's policy, as it was saved. */
export interface PolicyVersion {
  readonly version: number;
  /** Perhaps in the shape of an older release; null: deleted. */
  readonly content: unknown;
  readonly by: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Whose versions: `profile:<id>`, the order of all profiles, or the organisation's policy. */
export type PolicySubject = `profile:${string}` | 'profiles' | 'organisation';

/** The organisation's rules as stored: versioned; an edit names the version it started from. */
export interface PolicyStore {
  /** In their order; `priority` counts up from 0. */
  readProfiles(): Promise<readonly Profile[]>;
  readOrganisation(): Promise<OrganisationPolicy | null>;
  readOrder(): Promise<ProfileOrder>;
  /** Writes priorities from 0. False: the order has changed since, or these are not exactly the profiles that there are. */
  saveOrder(request: {
    ids: readonly string[];
    expectedVersion: number;
    by: string;
    now: number;
  }): Promise<boolean>;
  /** The others move up. False when somebody else was faster. Its history stays. */
  deleteProfile(request: { id: string; expectedVersion: number; by: string; now: number }): Promise<boolean>;
  /** Latest first. `before`: a version of the page before. */
  readHistory(request: {
    subject: PolicySubject;
    limit: number;
    before?: number;
  }): Promise<readonly PolicyVersion[]>;
  /** False when somebody else was faster: nothing is overwritten. A new one comes last, whatever `priority` says. */
  saveProfile(request: {
    profile: Profile;
    expectedVersion: number;
    by: string;
    now: number;
  }): Promise<boolean>;
  saveOrganisation(request: {
    policy: OrganisationPolicy;
    expectedVersion: number;
    by: string;
    now: number;
  }): Promise<boolean>;
}
