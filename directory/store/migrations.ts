import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { noId } from './create-id.ts';
import { searchVectorOf, sortNameOf } from './search-words.ts';
import type { AccountRow } from './tables.ts';

const statements = [
  `create table account (
     id uuid primary key, account_name text not null, account_name_folded text not null unique,
     given_name text not null, surname text not null, birth_date text, country text, employee_number text not null,
     enabled boolean not null, frozen boolean not null, attribute_hold_until double precision,
     first_signed_in_at double precision, created_at double precision not null)`,
  `create table account_mail (account_id uuid not null references account on delete cascade, mail text not null,
     mail_folded text not null, confirmed boolean not null, primary key (account_id, mail_folded))`,
  'create index account_mail_confirmed on account_mail (mail_folded) where confirmed',
  `create table account_group (account_id uuid not null references account on delete cascade, group_name text not null,
     primary key (account_id, group_name))`,
  'create index account_group_by_name on account_group (group_name)',
  `create table account_role (account_id uuid not null references account on delete cascade, role_name text not null,
     primary key (account_id, role_name))`,
  `create table account_name_key (account_id uuid not null references account on delete cascade, name_key text not null,
     primary key (account_id, name_key))`,
  'create index account_name_key_by_key on account_name_key (name_key)',
  `create table authentication_method (
     id uuid primary key, account_id uuid not null references account on delete cascade, kind text not null, label text not null,
     created_at double precision not null, last_used_at double precision, disabled_at double precision,
     disabled_by_recovery text, enrolment_id uuid, credential_id text unique, public_key text, counter double precision,
     transports text, password_hash text, totp_secret text, totp_step double precision,
     check (kind in ('passkey', 'password', 'totp')))`,
  'create index authentication_method_by_account on authentication_method (account_id)',
  `create table access_pass (
     id uuid primary key, account_id uuid not null references account on delete cascade, recovery_id text unique,
     value_hmac text not null, created_at double precision not null, expires_at double precision not null,
     usable_once boolean not null, used_at double precision, wrong_tries int not null, issued_by text)`,
  'create unique index access_pass_one_per_person on access_pass (account_id) where recovery_id is null',
  `create table sign_in_session (
     id uuid primary key, token_hash text not null unique, account_id uuid not null references account on delete cascade,
     method_id uuid not null, opened_at double precision not null,
     auth_time double precision not null, last_seen_at double precision not null, expires_at double precision not null,
     device text not null)`,
  'create index sign_in_session_by_account on sign_in_session (account_id)',
  'create index sign_in_session_by_expiry on sign_in_session (expires_at)',
  `create table enrolment_session (
     id uuid primary key, token_hash text not null unique, account_id uuid not null references account on delete cascade,
     reason text not null, recovery_id text unique, access_pass_id uuid references access_pass on delete cascade,
     opened_at double precision not null, expires_at double precision not null, password_hash text, done text,
     retired_at double precision)`,
  'create index enrolment_session_by_account on enrolment_session (account_id)',
  `create table invitation (
     id uuid primary key, token_hash text not null unique, account_id uuid not null references account on delete cascade,
     created_at double precision not null, expires_at double precision not null, used_at double precision)`,
  'create index invitation_by_account on invitation (account_id)',
  `create table ceremony (
     token_hash text primary key, purpose text not null, account_id uuid, challenge text, totp_secret text,
     tries int not null, expires_at double precision not null)`,
  'create index ceremony_by_expiry on ceremony (expires_at)',
  `create table sign_in_attempt_counter (
     counter_key text primary key, attempts int not null, window_started_at double precision not null,
     blocked_until double precision not null, updated_at double precision not null)`,
];

const peopleStatements = [
  'alter table account add column version int not null default 1',
  `alter table account add column sort_name text collate "C" not null default ''`,
  "alter table account add column search tsvector not null default ''",
  `alter table account_group add column sort_name text collate "C" not null default ''`,
];

/** After the rows are filled: lists by name, searches by words, and one small index for each thing that is rare and looked for. */
const peopleIndexes = [
  'update account_group g set sort_name = a.sort_name from account a where a.id = g.account_id',
  'drop index account_group_by_name',
  // A group's people in the order of lists: a small one among a million would otherwise be searched for, or sorted, each time.
  'create index account_group_by_name on account_group (group_name, sort_name, account_id)',
  'create index account_by_sort_name on account (sort_name, id)',
  // Without a pending list: it would be read through by every search after an import.
  'create index account_by_word on account using gin (search) with (fastupdate = off)',
  'create index account_by_country on account (country, sort_name, id)',
  'create index account_disabled on account (sort_name, id) where not enabled',
  'create index account_frozen on account (sort_name, id) where frozen',
  'create index account_on_hold on account (attribute_hold_until) where attribute_hold_until is not null',
  'create index account_never_signed_in on account (sort_name, id) where first_signed_in_at is null',
  `create table attribute_hold (
     id uuid primary key, account_id uuid not null references account on delete cascade, started_at double precision not null,
     until double precision not null, attributes text not null, started_by text not null)`,
  'create index attribute_hold_by_account on attribute_hold (account_id)',
  'create index attribute_hold_by_end on attribute_hold (until, id)',
];

/** Fills what a list is sorted and searched by, for accounts that were there before. */
async function fillSearch(db: Kysely<unknown>): Promise<void> {
  for (let after = noId; ; ) {
    const { rows } = await sql<AccountRow & { mails: { mail: string; confirmed: boolean }[] }>`
      select a.*, (select coalesce(json_agg(json_build_object('mail', m.mail, 'confirmed', m.confirmed)), '[]')
        from account_mail m where m.account_id = a.id) as mails
      from account a where a.id > ${after} order by a.id limit 1000`.execute(db);
    for (const row of rows) {
      const names = { givenName: row.given_name, surname: row.surname };
      const search = searchVectorOf({
        ...names,
        accountName: row.account_name,
        employeeNumber: row.employee_number,
        mails: row.mails,
      });
      await sql`update account set sort_name = ${sortNameOf(names)}, search = cast(${search} as tsvector)
        where id = ${row.id}`.execute(db);
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** The tables of the built-in directory; for PostgreSQL 15 and the embedded engine alike. */
export const directoryMigrations: Readonly<Record<string, Migration>> = {
  '0001-directory': {
    up: async (db: Kysely<unknown>) => {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  },
  '0005-people': {
    up: async (db: Kysely<unknown>) => {
      for (const statement of peopleStatements) await sql.raw(statement).execute(db);
      await fillSearch(db);
      for (const statement of peopleIndexes) await sql.raw(statement).execute(db);
    },
  },
  '0007-readiness': {
    up: async (db: Kysely<unknown>) => {
      await sql
        .raw(`create index account_by_birth_date on account ((coalesce(birth_date, '')), id)`)
        .execute(db);
    },
  },
  '0008-first-admin': {
    up: async (db: Kysely<unknown>) => {
      await sql`alter table invitation add column first_of_role text`.execute(db);
    },
  },
  '0010-ceremony-resumed': {
    up: async (db: Kysely<unknown>) => {
      await sql`alter table ceremony add column started_by text`.execute(db);
    },
  },
  '0014-people-change': {
    up: async (db: Kysely<unknown>) => {
      await sql`create table people_change (slot int primary key generated always as identity,
        changes double precision not null, changed_at double precision not null)`.execute(db);
    },
  },
  // An account that goes takes its passes along; those of recoveries were in no index by account, and each went through all of them.
  '0020-pass-by-account': {
    up: async (db: Kysely<unknown>) => {
      await sql`create index access_pass_by_account on access_pass (account_id)`.execute(db);
    },
  },
};
