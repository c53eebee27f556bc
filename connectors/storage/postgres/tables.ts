import type { JSONColumnType } from 'kysely';
import type { AuditCheckpoint, AuditEntry } from '../../../recovery/audit/index.ts';
import type { ScanState } from '../../../recovery/insight/index.ts';
import type { OrganisationPolicy, Profile } from '../../../recovery/policy/index.ts';
import type { EvidenceKind, PresentationRequest } from '../../../recovery/store/index.ts';
import type { RecoveryColumns } from './recovery-columns.ts';

/** Something that waits, or waited, for a second person (D3). */
export interface ApprovalRow {
  id: string;
  act: string;
  /** `<kind>:<id>`; of one act on one subject, one waits at a time. */
  subject: string;
  /** Subject, payload and readable changes, sealed: what is shown to the second person is what will be done (T23). */
  sealed: string;
  asked_by: string;
  asked_at: number;
  expires_at: number;
  state: 'pending' | 'performed' | 'failed' | 'rejected' | 'withdrawn' | 'expired';
  decided_by: string | null;
  decided_at: number | null;
  /** Why it failed or was rejected; empty otherwise. */
  reason: string;
}

/** Times are epoch milliseconds in `double precision`: the same number from both drivers. Hashes and ciphertexts are base64url text. */
export interface RegainTables {
  installation: { id: number; example: boolean; origin: string; created_at: number };
  server_key: {
    purpose: string;
    wrapped: string;
    public_jwk: string;
    certificate_pem: string | null;
    created_at: number;
  };
  profile: {
    id: string;
    version: number;
    content: JSONColumnType<Omit<Profile, 'priority'>>;
    priority: number;
  };
  profile_order: { id: number; version: number };
  organisation: { id: number; version: number; content: JSONColumnType<OrganisationPolicy> };
  setting: { subject: string; version: number; content: JSONColumnType<object> };
  provider_health: {
    provider_id: string;
    checked_at: number;
    /** Empty: it answered. */
    problem: string;
    took_ms: number;
    /** Since when it fails; null while it answers. */
    failing_since: number | null;
  };
  status_list_health: {
    uri: string;
    anchor_id: string;
    media_type: string;
    checked_at: number;
    /** Empty: it holds. */
    problem: string;
    failing_since: number | null;
    /** When the alarm was last rung about it. */
    told_at: number | null;
    /** Of the last download that held; null: none ever did, and what follows means nothing. */
    fetched_at: number | null;
    bytes: number;
    issued_at: number;
    expires_at: number | null;
    kept_until: number;
  };
  policy_history: {
    id: string;
    subject: string;
    version: number;
    content: string;
    changed_by: string;
    at: number;
  };
  recovery: RecoveryColumns;
  evidence: { recovery_id: string; kind: EvidenceKind; sealed: string; expires_at: number };
  presentation_request: {
    id: string;
    recovery_id: string;
    device: PresentationRequest['device'];
    sealed: string | null;
    created_at: number;
    expires_at: number;
    answer_hash: string | null;
    reply: string | null;
    failed_answers: number;
    response_code_hash: string | null;
    response_code_expires_at: number | null;
    presented_sealed: string | null;
  };
  recovery_attempt: { kind: string; key_hash: string; window_start: number; attempts: number };
  mail_outbox: {
    id: string;
    /** JSON array of addresses; empty for a decoy's notice. */
    recipients: string;
    kind: string;
    language: string;
    content: string;
    created_at: number;
    sent_at: number | null;
    attempts: number;
    next_attempt_at: number;
  };
  vendor_deletion: {
    provider: string;
    reference: string;
    recovery_id: string;
    due_at: number;
    attempts: number;
  };
  recovery_requirement: {
    id: string;
    created_at: number;
    created_by: string;
    scope_kind: 'group' | 'list';
    /** The group's name; empty for a list. */
    scope_name: string;
    /** What to do with people whom recovery would refuse today. */
    cannot_recover: 'skip' | 'include';
    notify: boolean;
    state: 'running' | 'finished' | 'stopped';
    total: number;
    done: number;
    moved_at: number;
    finished_at: number | null;
  };
  recovery_requirement_person: {
    requirement_id: string;
    position: number;
    account_id: string;
    /** Null: not yet their turn. */
    outcome: string | null;
    methods: number;
    sessions: number;
  };
  people_import: {
    id: string;
    created_at: number;
    created_by: string;
    file_name: string;
    size: number;
    state: string;
    encoding: string;
    delimiter: string;
    /** JSON; null until somebody has chosen. */
    options: string | null;
    bytes_read: number;
    /** How many records of the file are through, in the pass under way. */
    records: number;
    /** JSON of numbers. */
    counts: string;
    /** JSON `{code, line}`; the file as a whole cannot be read. */
    problem: string | null;
    moved_at: number;
  };
  people_import_problem: {
    import_id: string;
    position: number;
    line: number;
    field: string;
    code: string;
    value: string;
  };
  people_import_name: { import_id: string; name: string; line: number };
  people_import_change: {
    import_id: string;
    line: number;
    account_id: string;
    /** JSON of the values before; null: the account is new. */
    before: string | null;
    after: string;
    undone: string | null;
  };
  audit_head: { chain: string; sequence: number; hash: string; checkpointed_sequence: number };
  audit_entry: Omit<AuditEntry, 'data'> & { data: string };
  audit_personal: { chain: string; sequence: number; name: string; salt: string; value: string };
  approval: ApprovalRow;
  audit_checkpoint: Omit<AuditCheckpoint, 'heads'> & { heads: string };
  readiness_scan: {
    id: string;
    state: ScanState;
    started_at: number;
    moved_at: number;
    finished_at: number | null;
    started_by: string;
    rules_version: string;
    people_version: number;
    total: number;
    scanned: number;
    ready: number;
    not_ready: number;
    outside: number;
    counts: string;
  };
  readiness_finding: {
    scan_id: string;
    account_id: string;
    verdict: string;
    profile_id: string | null;
    codes: string[];
  };
}
