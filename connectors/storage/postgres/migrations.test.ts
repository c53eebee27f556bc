import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createRecoveryInsight, openDatabase, type RegainTables, recoveryMigrations } from './index.ts';

const older = Object.fromEntries(Object.entries(recoveryMigrations).filter(([name]) => name < '0006'));

/** As version 0.1 left them: how far they came stands in their chains only. */
const recoveries = [
  ['rehearsed', 'closed', 'rehearsed', 'evaluation'],
  ['decoy', 'closed', 'refused', 'production'],
  ['open', 'chooseCountry', null, 'production'],
] as const;
const entries: readonly (readonly [string, string, string, string, object])[] = [
  ['rehearsed', 'eligibility.assessed', 'success', '', {}],
  ['rehearsed', 'recovery.begun', 'success', '', {}],
  ['rehearsed', 'identityVerification.sent', 'failed', 'providerUnavailable', { country: 'DE' }],
  ['rehearsed', 'identityVerification.sent', 'success', '', { provider: 'sandbox' }],
  ['rehearsed', 'presentation.received', 'success', '', { device: 'other' }],
  ['rehearsed', 'faceCheck.passed', 'success', '', {}],
  ['rehearsed', 'accessPass.rehearsed', 'success', '', {}],
  ['decoy', 'eligibility.assessed', 'refused', 'unknownAccount', {}],
  ['decoy', 'recovery.begun', 'success', '', {}],
  ['decoy', 'identityVerification.routeChosen', 'success', '', { route: 'wallet' }],
  ['decoy', 'presentation.completed', 'success', '', {}],
  ['decoy', 'matching.refused', 'refused', 'decoy', {}],
  ['open', 'eligibility.assessed', 'success', '', {}],
  ['open', 'recovery.begun', 'success', '', {}],
];

test('0006: the course of recoveries from before is read out of the record, once', async () => {
  const database = await openDatabase<RegainTables>({ url: null, folder: null, migrations: older });
  const db = database.query();
  const policy = JSON.stringify({ profile: { id: 'staff', name: 'Staff', version: 4 } });
  for (const [id, state, outcome, mode] of recoveries)
    await sql`insert into recovery (id, version, case_number, state, outcome, account_ref, attempt_ref, network_ref, cookie_hash,
      identifier_sealed, mode, profile_id, policy, country, returned_from_provider, provider_down, capture_tries, pass_reissues,
      sessions_ended, created_at, updated_at, expires_at) values (${id}, 1, ${id}, ${state}, ${outcome}, '', '', '', ${id}, '',
      ${mode}, 'staff', ${policy}::jsonb, 'DE', false, false, 0, 0, 0, 0, 9, 99)`.execute(db);
  for (const [index, [chain, activity, result, code, data]] of entries.entries())
    await sql`insert into audit_entry (chain, sequence, at, activity, result, code, actor, data, previous, hash)
      values (${chain}, ${index}, ${index}, ${activity}, ${result}, ${code}, 'person', ${JSON.stringify(data)}, '', '')`.execute(
      db,
    );
  await recoveryMigrations['0006-course-of-recoveries']!.up(db);

  const { rows } =
    await sql`select id, profile_name, profile_version, eligibility, provider_id, begun_at, sent_at, presented_at,
    face_passed_at, granted_at, ended_from, ended_at, end_code from recovery order by id`.execute(db);
  const named = { profile_name: 'Staff', profile_version: 4 };
  expect(rows).toEqual([
    {
      ...{ id: 'decoy', ...named, eligibility: 'unknownAccount', provider_id: null, begun_at: 8, sent_at: 9 },
      ...{ presented_at: 10, face_passed_at: null, granted_at: null },
      ...{ ended_from: 'faceCheck', ended_at: 9, end_code: 'decoy' },
    },
    {
      ...{ id: 'open', ...named, eligibility: '', provider_id: null, begun_at: 13, sent_at: null },
      ...{ presented_at: null, face_passed_at: null, granted_at: null },
      ...{ ended_from: null, ended_at: null, end_code: '' },
    },
    {
      ...{ id: 'rehearsed', ...named, eligibility: '', provider_id: 'sandbox', begun_at: 1, sent_at: 3 },
      ...{ presented_at: 4, face_passed_at: 5, granted_at: 6 },
      ...{ ended_from: 'granting', ended_at: 9, end_code: '' },
    },
  ]);
  expect(await createRecoveryInsight({ database }).readCase('decoy')).toMatchObject({ endCode: 'decoy' });
  await database.close();
});

test('0010: profiles make nobody wait, and a rehearsal from before still counts (D3)', async () => {
  const before = Object.entries(recoveryMigrations).filter(([name]) => name < '0010');
  const database = await openDatabase<RegainTables>({
    ...{ url: null, folder: null, migrations: Object.fromEntries(before) },
  });
  const db = database.query();
  await sql`insert into profile (id, version, content) values ('staff', 1, '{"name":"Staff"}')`.execute(db);
  const policy = JSON.stringify({ profile: { id: 'staff', name: 'Staff', crossDevice: true } });
  await sql`insert into recovery (id, version, case_number, state, account_ref, attempt_ref, network_ref, cookie_hash, identifier_sealed,
    mode, profile_id, policy, country, returned_from_provider, provider_down, capture_tries, pass_reissues, sessions_ended, created_at,
    updated_at, expires_at) values ('r', 1, 'r', 'explain', '', '', '', 'r', '', 'evaluation', 'staff', ${policy}::jsonb, 'DE', false,
    false, 0, 0, 0, 0, 9, 99)`.execute(db);
  await recoveryMigrations['0010-other-device']!.up(db);
  const { rows } =
    await sql`select profile.content, policy, other_device, waits_until from recovery, profile`.execute(db);
  expect(rows).toEqual([
    {
      content: { name: 'Staff', crossDeviceWaitHours: 0 },
      policy: { profile: { id: 'staff', name: 'Staff', crossDevice: true, crossDeviceWaitHours: 0 } },
      ...{ other_device: false, waits_until: null },
    },
  ]);
  await database.close();
});

test('0012: the built-in one did every face check, and a rehearsal from before still counts (D3)', async () => {
  const before = Object.entries(recoveryMigrations).filter(([name]) => name < '0012');
  const database = await openDatabase<RegainTables>({
    ...{ url: null, folder: null, migrations: Object.fromEntries(before) },
  });
  const db = database.query();
  const faceCheck = { threshold: 80, acceptedWithoutLiveness: null };
  const content = JSON.stringify({ name: 'Staff', faceCheck });
  await sql`insert into profile (id, version, content) values ('staff', 1, ${content}::jsonb)`.execute(db);
  const policy = JSON.stringify({ profile: { id: 'staff', faceCheck } });
  for (const [id, outcome] of [
    ['open', null],
    ['rehearsed', 'rehearsed'],
    ['long over', 'refused'],
  ] as const)
    await sql`insert into recovery (id, version, case_number, state, outcome, account_ref, attempt_ref, network_ref, cookie_hash,
      identifier_sealed, mode, profile_id, policy, country, returned_from_provider, provider_down, capture_tries, pass_reissues,
      sessions_ended, created_at, updated_at, expires_at) values (${id}, 1, ${id}, 'explain', ${outcome}, '', '', '', ${id}, '',
      'evaluation', 'staff', ${policy}::jsonb, 'DE', false, false, 0, 0, 0, 0, 9, 99)`.execute(db);
  await recoveryMigrations['0012-face-checks']!.up(db);
  const { rows } =
    await sql`select recovery.id, profile.content, policy from recovery, profile order by recovery.id`.execute(
      db,
    );
  const now = { ...faceCheck, provider: 'built-in' };
  expect(rows).toEqual([
    // Nobody compares it with anything any more, and there may be a million of them.
    {
      id: 'long over',
      content: { name: 'Staff', faceCheck: now },
      policy: { profile: { id: 'staff', faceCheck } },
    },
    ...['open', 'rehearsed'].map((id) => ({
      ...{
        id,
        content: { name: 'Staff', faceCheck: now },
        policy: { profile: { id: 'staff', faceCheck: now } },
      },
    })),
  ]);
  await database.close();
});
