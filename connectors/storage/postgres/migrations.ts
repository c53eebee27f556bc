import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { auditByPerson } from './audit-indexes.ts';

const statements = [
  'create table installation (id int primary key check (id = 1), example boolean not null, origin text not null, created_at double precision not null)',
  `create table server_key (purpose text primary key, wrapped text not null, public_jwk text not null, certificate_pem text,
     created_at double precision not null)`,
  'create table profile (id text primary key, version int not null, content jsonb not null)',
  'create table organisation (id int primary key check (id = 1), version int not null, content jsonb not null)',
  `create table policy_history (id text primary key, subject text not null, version int not null, content text not null,
     changed_by text not null, at double precision not null, unique (subject, version))`,
  `create table recovery (
     id text primary key, version int not null, case_number text not null unique, state text not null, outcome text,
     account_ref text not null, attempt_ref text not null, network_ref text not null, cookie_hash text not null unique, identifier_sealed text not null, evidence_key_wrapped text,
     mode text not null, profile_id text not null, policy jsonb not null, country text not null,
     returned_from_provider boolean not null, provider_down boolean not null,
     capture_tries int not null, capture_problem text, proved_at double precision, pass_expires_at double precision,
     pass_reissues int not null, redeemed_at double precision, sessions_ended int not null, receipt text,
     created_at double precision not null, updated_at double precision not null, expires_at double precision not null)`,
  'create index recovery_by_account on recovery (account_ref) where outcome is null',
  'create index recovery_by_expiry on recovery (expires_at) where outcome is null',
  'create index recovery_by_start on recovery (created_at)',
  'create index recovery_by_profile on recovery (profile_id, outcome)',
  `create table evidence (recovery_id text not null references recovery on delete cascade, kind text not null, sealed text not null,
     expires_at double precision not null, primary key (recovery_id, kind))`,
  'create index evidence_by_expiry on evidence (expires_at)',
  `create table presentation_request (
     id text primary key, recovery_id text not null references recovery on delete cascade, device text not null, sealed text,
     created_at double precision not null, expires_at double precision not null, answer_hash text, reply text,
     failed_answers int not null, response_code_hash text unique, response_code_expires_at double precision, presented_sealed text)`,
  'create index presentation_request_by_recovery on presentation_request (recovery_id, created_at)',
  `create table recovery_attempt (kind text not null, key_hash text not null, window_start double precision not null,
     attempts int not null, primary key (kind, key_hash))`,
  `create table mail_outbox (id text primary key, recipients text not null, kind text not null, language text not null, content text not null,
     created_at double precision not null, sent_at double precision, attempts int not null, next_attempt_at double precision not null)`,
  'create index mail_outbox_waiting on mail_outbox (next_attempt_at) where sent_at is null',
  `create table audit_head (chain text primary key, sequence int not null, hash text not null, checkpointed_sequence int not null)`,
  'create index audit_head_moved on audit_head (chain) where sequence > checkpointed_sequence',
  `create table audit_entry (chain text not null, sequence int not null, at double precision not null, activity text not null,
     result text not null, code text not null, actor text not null, data text not null, previous text not null, hash text not null,
     primary key (chain, sequence))`,
  `create table audit_personal (chain text not null, sequence int not null, name text not null, salt text not null, value text not null,
     primary key (chain, sequence, name))`,
  `create table audit_checkpoint (sequence int primary key, at double precision not null, heads text not null, previous text not null,
     hash text not null, signature text not null)`,
];

const peopleWorkStatements = [
  `create table recovery_requirement (id text primary key, created_at double precision not null, created_by text not null,
     scope_kind text not null, scope_name text not null, cannot_recover text not null, notify boolean not null, state text not null,
     total int not null, done int not null, moved_at double precision not null, finished_at double precision)`,
  'create index recovery_requirement_by_time on recovery_requirement (created_at, id)',
  `create table recovery_requirement_person (requirement_id text not null references recovery_requirement on delete cascade,
     position int not null, account_id text not null, outcome text, methods int not null, sessions int not null,
     primary key (requirement_id, position))`,
  'create index recovery_requirement_waiting on recovery_requirement_person (requirement_id, position) where outcome is null',
  `create table people_import (id text primary key, created_at double precision not null, created_by text not null, file_name text not null,
     size double precision not null, state text not null, encoding text not null, delimiter text not null, options text,
     bytes_read double precision not null, records int not null, counts text not null, problem text, moved_at double precision not null)`,
  'create index people_import_by_time on people_import (created_at, id)',
  `create table people_import_problem (import_id text not null references people_import on delete cascade, position int not null,
     line int not null, field text not null, code text not null, value text not null, primary key (import_id, position))`,
  // Who stands on which line: the second time somebody comes is a mistake, and a million names do not fit into memory.
  `create table people_import_name (import_id text not null references people_import on delete cascade, name text not null, line int not null,
     primary key (import_id, name))`,
  `create table people_import_change (import_id text not null references people_import on delete cascade, line int not null,
     account_id text not null, before text, after text not null, undone text, primary key (import_id, line))`,
];

const readinessStatements = [
  `create table readiness_scan (id text primary key, state text not null, started_at double precision not null,
     moved_at double precision not null, finished_at double precision, started_by text not null, rules_version text not null,
     total int not null, scanned int not null, ready int not null, not_ready int not null, outside int not null, counts text not null)`,
  `create unique index readiness_scan_one_at_a_time on readiness_scan (state) where state = 'running'`,
  'create index readiness_scan_by_start on readiness_scan (started_at)',
  `create table readiness_finding (scan_id text not null references readiness_scan on delete cascade, account_id text not null,
     verdict text not null, profile_id text, codes text[] not null, primary key (scan_id, account_id))`,
];

/**
 * How far each recovery got, for reports; what came before is read out of the record, once. The policy snapshot moves out of the
 * row (`toast_tuple_target`), so that a report over a million recoveries reads what it counts and little else.
 */
const courseStatements = [
  `alter table recovery add profile_name text not null default '', add profile_version int not null default 0,
     add eligibility text not null default '', add provider_id text, add begun_at double precision, add sent_at double precision,
     add presented_at double precision, add face_passed_at double precision, add granted_at double precision,
     add ended_from text, add ended_at double precision, add end_code text not null default ''`,
  'alter table recovery alter policy set storage external',
  'alter table recovery set (toast_tuple_target = 1024)',
  `update recovery set profile_name = policy -> 'profile' ->> 'name', profile_version = (policy -> 'profile' ->> 'version')::int`,
  `update recovery set eligibility = said.eligibility, provider_id = said.provider_id, begun_at = said.begun_at,
     sent_at = said.sent_at, presented_at = said.presented_at, face_passed_at = said.face_passed_at, granted_at = said.granted_at
     from (select chain,
       coalesce(max(code) filter (where activity = 'eligibility.assessed' and result = 'refused'), '') as eligibility,
       max(data::jsonb ->> 'provider') filter (where activity = 'identityVerification.sent') as provider_id,
       min(at) filter (where activity = 'recovery.begun') as begun_at,
       min(at) filter (where (activity = 'identityVerification.sent' and result = 'success') or (activity =
         'identityVerification.routeChosen' and data::jsonb ->> 'route' = 'wallet')) as sent_at,
       min(at) filter (where activity = 'presentation.completed' or (activity = 'presentation.received'
         and data::jsonb ->> 'device' = 'other')) as presented_at,
       min(at) filter (where activity = 'faceCheck.passed') as face_passed_at,
       min(at) filter (where activity in ('accessPass.granted', 'accessPass.rehearsed')) as granted_at
       from audit_entry where chain <> 'administration' group by chain) as said
     where said.chain = recovery.id`,
  `update recovery set ended_at = updated_at, end_code = coalesce((select code from audit_entry where chain = recovery.id
     order by sequence desc limit 1), ''),
     ended_from = case when redeemed_at is not null then 'enrol' when granted_at is not null and mode = 'production' then 'accessPass'
       when granted_at is not null then 'granting' when face_passed_at is not null then 'matching'
       when presented_at is not null then 'faceCheck' when sent_at is not null then 'present'
       when begun_at is not null then 'chooseCountry' else 'explain' end
     where outcome is not null`,
  'drop index recovery_by_start',
  'drop index recovery_by_profile',
  'create index recovery_by_start on recovery (created_at, id)',
  'create index recovery_by_profile on recovery (profile_id, created_at, id)',
  `create index recovery_rehearsed on recovery (profile_id, profile_version) where outcome = 'rehearsed'`,
  'create index recovery_by_mode on recovery (mode, created_at, id)',
  'create index recovery_by_outcome on recovery (outcome, created_at, id)',
  'create index recovery_by_country on recovery (country, created_at, id)',
  'create index recovery_by_provider on recovery (provider_id, created_at, id)',
  `create index recovery_decoys on recovery (created_at, id) where eligibility <> ''`,
  'create index recovery_open on recovery (created_at, id) where outcome is null',
  'create index audit_entry_by_time on audit_entry (at, chain, sequence)',
  'create index audit_entry_by_activity on audit_entry (activity, at, chain, sequence)',
  'create index audit_entry_by_actor on audit_entry (actor, at, chain, sequence)',
  `create index audit_entry_by_code on audit_entry (code, at, chain, sequence) where code <> ''`,
];

export const recoveryMigrations: Readonly<Record<string, Migration>> = {
  '0002-recovery': {
    up: async (db: Kysely<unknown>) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  // Anchors were X.509 roots that could issue whatever a profile accepted; now each says so.
  '0003-trust-anchors': {
    up: async (db: Kysely<unknown>) => {
      await sql`update organisation set content = jsonb_set(content, '{trustAnchors}', (
        select coalesce(jsonb_agg('{"kind":"x509","mayIssue":"any","countries":"any"}'::jsonb || anchor order by place), '[]')
        from jsonb_array_elements(content->'trustAnchors') with ordinality as each (anchor, place)))`.execute(
        db,
      );
    },
  },
  // What waits for a second person; and whether the organisation wants one: an example does not, unless told (D3).
  '0004-approvals': {
    up: async (db: Kysely<unknown>) => {
      await sql`create table approval (id text primary key, act text not null, subject text not null, sealed text not null,
        asked_by text not null, asked_at double precision not null, expires_at double precision not null, state text not null,
        decided_by text, decided_at double precision, reason text not null)`.execute(db);
      await sql`create unique index approval_waiting on approval (act, subject) where state = 'pending'`.execute(
        db,
      );
      await sql`create index approval_closed on approval (decided_at)`.execute(db);
      await sql`update organisation set content = content || jsonb_build_object('secondPersonRequired',
        not coalesce((select example from installation where id = 1), false))`.execute(db);
    },
  },
  '0004-settings': {
    up: async (db: Kysely<unknown>) => {
      await sql`create table setting (subject text primary key, version int not null, content jsonb not null)`.execute(
        db,
      );
      await sql`create table provider_health (provider_id text primary key, checked_at double precision not null,
        problem text not null, took_ms double precision not null, failing_since double precision)`.execute(
        db,
      );
    },
  },
  '0005-people-work': {
    up: async (db: Kysely<unknown>) => {
      for (const statement of peopleWorkStatements) await sql.raw(statement).execute(db);
    },
  },
  '0006-course-of-recoveries': {
    up: async (db: Kysely<unknown>) => {
      for (const statement of courseStatements) await sql.raw(statement).execute(db);
    },
  },
  '0007-readiness-scans': {
    up: async (db: Kysely<unknown>) => {
      for (const statement of readinessStatements) await sql.raw(statement).execute(db);
    },
  },
  // The order of profiles moves apart from their content, and bindings say which claim they compare and whether it must be there.
  '0009-profiles': {
    up: async (db: Kysely<unknown>) => {
      for (const statement of profileStatements) await sql.raw(statement).execute(db);
    },
  },
  // Recoveries with a second device: whether one took part, until when they wait, and how long a profile makes them wait.
  '0010-other-device': {
    up: async (db: Kysely<unknown>) => {
      for (const statement of otherDeviceStatements) await sql.raw(statement).execute(db);
    },
  },
  // Which closed recoveries still keep what was typed at their start: erased by the organisation's own rule (R19).
  '0011-retention': {
    up: async (db: Kysely<unknown>) => {
      for (const statement of retentionStatements) await sql.raw(statement).execute(db);
    },
  },
  '0012-face-checks': {
    up: async (db: Kysely<unknown>) => {
      for (const statement of faceCheckStatements) await sql.raw(statement).execute(db);
    },
  },
  '0013-status-lists': {
    up: async (db: Kysely<unknown>) => {
      await sql.raw(statusListStatement).execute(db);
    },
  },
  // Which people a scan met. Of earlier scans nobody knows; the next is a day away at most.
  '0014-readiness-people': {
    up: async (db: Kysely<unknown>) => {
      await sql`alter table readiness_scan add column people_version double precision not null default 0`.execute(
        db,
      );
    },
  },
  '0021-audit-by-person': {
    up: async (db: Kysely<unknown>) => {
      await sql.raw(auditByPerson).execute(db);
    },
  },
};

const statusListStatement = `create table status_list_health (uri text not null, anchor_id text not null, media_type text not null,
  checked_at double precision not null, problem text not null, failing_since double precision, told_at double precision,
  fetched_at double precision, bytes double precision not null, issued_at double precision not null,
  expires_at double precision, kept_until double precision not null, primary key (uri, anchor_id))`;

const retentionStatements = [
  `create index recovery_identifier_kept on recovery (updated_at) where outcome is not null and identifier_sealed <> ''`,
];

const otherDeviceStatements = [
  'alter table recovery add other_device boolean not null default false, add waits_until double precision',
  `update profile set content = content || '{"crossDeviceWaitHours":0}'`,
  // A rehearsal is counted by the rules it ran under: these are the same ones.
  `update recovery set policy = jsonb_set(policy, '{profile,crossDeviceWaitHours}', '0')`,
];

/** Who does the face check became a choice of the profile: until now it was the built-in one. Rehearsals stay rehearsals of the same rules. */
const faceCheckStatements = [
  `create table vendor_deletion (provider text not null, reference text not null, recovery_id text not null,
     due_at double precision not null, attempts int not null, primary key (provider, reference))`,
  'create index vendor_deletion_by_due on vendor_deletion (due_at)',
  'create index vendor_deletion_by_recovery on vendor_deletion (recovery_id)',
  `update profile set content = jsonb_set(content, '{faceCheck,provider}', '"built-in"')`,
  `update recovery set policy = jsonb_set(policy, '{profile,faceCheck,provider}', '"built-in"')
     where outcome is null or outcome = 'rehearsed'`,
];

const profileStatements = [
  'alter table profile add column priority int not null default 0',
  `update profile set priority = place.place from (
     select id, row_number() over (order by (content->>'priority')::int, id) - 1 as place from profile) as place where place.id = profile.id`,
  'create table profile_order (id int primary key check (id = 1), version int not null)',
  'insert into profile_order values (1, 1)',
  `update profile set content = jsonb_set(content - 'priority', '{claimBindings}', (
     select coalesce(jsonb_agg(jsonb_build_object('claim', binding->'attribute', 'required', true) || binding order by place), '[]')
     from jsonb_array_elements(content->'claimBindings') with ordinality as each (binding, place)))`,
];
