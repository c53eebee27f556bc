import type { Generated } from 'kysely';

/**
 * Rows of the built-in directory. Times are epoch milliseconds in `double precision`, so that both drivers give
 * the same number. Hashes, keys and ciphertexts are base64url text. Ids are UUIDv7 made here, not by the database.
 */
export interface AccountRow {
  id: string;
  account_name: string;
  account_name_folded: string;
  given_name: string;
  surname: string;
  birth_date: string | null;
  country: string | null;
  employee_number: string;
  enabled: boolean;
  frozen: boolean;
  attribute_hold_until: number | null;
  first_signed_in_at: number | null;
  created_at: number;
  /** Counted up by every edit an admin makes. */
  version: number;
  /** What lists are sorted by, see `search-words.ts`. */
  sort_name: string;
  /** `tsvector`: the words the account is found by. */
  search: string;
}

/** One edit of matching attributes, and the hold it started (D34). */
export interface AttributeHoldRow {
  id: string;
  account_id: string;
  started_at: number;
  until: number;
  /** Names of the attributes, separated by commas; no values. */
  attributes: string;
  /** Opaque to this directory: who edited. */
  started_by: string;
}

export type MethodKind = 'passkey' | 'password' | 'totp';

export interface MethodRow {
  id: string;
  account_id: string;
  kind: MethodKind;
  label: string;
  created_at: number;
  last_used_at: number | null;
  disabled_at: number | null;
  /** The recovery that disabled it (D30); opaque to this directory. */
  disabled_by_recovery: string | null;
  /** The enrolment session it came in by; null when it was added under Security info. */
  enrolment_id: string | null;
  credential_id: string | null;
  public_key: string | null;
  counter: number | null;
  transports: string | null;
  /** Argon2id, PHC string. */
  password_hash: string | null;
  /** AES-256-GCM, see `secrets/wrap-secret.ts`. */
  totp_secret: string | null;
  /** The last time step that was accepted: a code works once. */
  totp_step: number | null;
}

export interface AccessPassRow {
  id: string;
  account_id: string;
  /** Null for a pass issued by an admin. */
  recovery_id: string | null;
  value_hmac: string;
  created_at: number;
  expires_at: number;
  usable_once: boolean;
  used_at: number | null;
  wrong_tries: number;
  issued_by: string | null;
}

export interface SessionRow {
  id: string;
  token_hash: string;
  account_id: string;
  method_id: string;
  opened_at: number;
  /** When the person last proved who they are (R34). */
  auth_time: number;
  last_seen_at: number;
  expires_at: number;
  device: string;
}

export type EnrolmentReason = 'recovery' | 'accessPass' | 'invitation';

export interface EnrolmentRow {
  id: string;
  token_hash: string;
  account_id: string;
  reason: EnrolmentReason;
  recovery_id: string | null;
  access_pass_id: string | null;
  /** The moment of redemption: older methods are the "old methods" of D30. */
  opened_at: number;
  expires_at: number;
  password_hash: string | null;
  done: 'passkey' | 'password' | null;
  retired_at: number | null;
}

export interface CeremonyRow {
  token_hash: string;
  purpose: 'signIn' | 'passkey' | 'totp';
  account_id: string | null;
  /** WebAuthn challenge, base64url. */
  challenge: string | null;
  totp_secret: string | null;
  /** The session or set-up that began it. */
  started_by: string | null;
  tries: number;
  expires_at: number;
}

/** A part of the count of changes, see `accounts/people-version.ts`. */
export interface PeopleChangeRow {
  slot: Generated<number>;
  changes: number;
  changed_at: number;
}

export interface DirectoryTables {
  account: AccountRow;
  attribute_hold: AttributeHoldRow;
  account_mail: { account_id: string; mail: string; mail_folded: string; confirmed: boolean };
  /** `sort_name` is the account's. */
  account_group: { account_id: string; group_name: string; sort_name: string };
  account_role: { account_id: string; role_name: string };
  people_change: PeopleChangeRow;
  account_name_key: { account_id: string; name_key: string };
  authentication_method: MethodRow;
  access_pass: AccessPassRow;
  sign_in_session: SessionRow;
  enrolment_session: EnrolmentRow;
  invitation: {
    id: string;
    token_hash: string;
    account_id: string;
    created_at: number;
    expires_at: number;
    used_at: number | null;
    /** Good only while nobody with this role can sign in; null: whoever is there already (D33). */
    first_of_role: string | null;
  };
  ceremony: CeremonyRow;
  sign_in_attempt_counter: {
    counter_key: string;
    attempts: number;
    window_started_at: number;
    blocked_until: number;
    updated_at: number;
  };
}
