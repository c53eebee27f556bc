import { type Kysely, sql } from 'kysely';
import type { RegainTables } from '../../connectors/storage/postgres/index.ts';
import { defaultProfile } from '../../recovery/policy/index.ts';
import { dropIndexes } from '../drop-indexes.ts';

const year = 365 * 24 * 60 * 60_000;
const start = Date.parse('2026-01-01T00:00:00Z');
const batch = 100_000;

/**
 * So many recoveries over a year and five entries of the record for each, made in the database from a counter alone: the same rows
 * every time. One in five is a decoy; the others thin out as real ones do.
 */
export async function fillRecoveries(db: Kysely<RegainTables>, count: number): Promise<void> {
  const policy = JSON.stringify({
    profile: defaultProfile({
      ...{ id: 'staff', name: 'Staff', priority: 0, includeGroups: ['Staff'], providerIds: ['sandbox'] },
      acceptedCredentials: [{ format: 'dc+sd-jwt', type: 'urn:example:identity', anchorIds: ['one'] }],
    }),
    organisationPolicyVersion: 3,
  });
  const long = 'k'.repeat(64);
  const makeIndexes = await dropIndexes(db, ['recovery', 'audit_entry']);
  for (let from = 1; from <= count; from += batch) {
    const to = Math.min(count, from + batch - 1);
    await sql`
      insert into recovery (id, version, case_number, state, outcome, account_ref, attempt_ref, network_ref, cookie_hash,
        identifier_sealed, evidence_key_wrapped, mode, profile_id, profile_name, profile_version, policy, country,
        returned_from_provider, provider_down, capture_tries, pass_reissues, sessions_ended, created_at, updated_at, expires_at,
        eligibility, provider_id, begun_at, sent_at, presented_at, face_passed_at, proved_at, granted_at, redeemed_at, ended_from,
        ended_at, end_code)
      select 'r' || lpad(i::text, 35, '0'), 9, 'C' || i, 'closed',
        case when slow < 3 then 'slowed' when far >= 7 and mode = 'production' then 'recovered' when far >= 7 then 'rehearsed'
          when far >= 4 then 'refused' when left_it < 6 then 'left' else 'expired' end,
        md5(i::text) || 'accountref', md5(i::text) || 'attemptref', md5(i::text) || 'networkref', 'cookie' || md5(i::text),
        ${long}, null, mode, 'profile-' || profile, 'Profile ' || profile, 1, ${policy}::jsonb, country,
        true, false, 0, 0, 0, at, at + 600000, at + 86400000,
        case when decoy then 'unknownAccount' else '' end, case when far >= 2 then 'provider-' || provider end,
        case when far >= 1 then at + 30000 + speed * 300 end, case when far >= 2 then at + 60000 + speed * 600 end,
        case when far >= 3 then at + 180000 + speed * 2000 end, case when far >= 5 then at + 210000 + speed * 2200 end,
        case when far >= 7 then at + 212000 + speed * 2200 end, case when far >= 7 then at + 213000 + speed * 2200 end,
        case when far >= 7 and mode = 'production' then at + 300000 + speed * 2500 end,
        case when far >= 7 and mode = 'production' then 'enrol' when far >= 7 then 'granting' when far >= 5 then 'matching'
          when far >= 4 then 'faceCheck' when far >= 3 then 'present' when far >= 2 then 'goToProvider' else 'explain' end,
        at + 600000 + speed * 3000,
        case when far in (5, 6) then case when decoy then 'decoy' else 'nameMismatch' end when far = 4 then 'faceNoMatch' else '' end
      from (select i, ${start}::double precision + i * (${year}::double precision / ${count}::double precision) as at,
          n[1] % 100 as slow, n[2] % 10 as left_it, n[3] % 1000 as speed,
          case when n[4] % 5 = 0 then least(n[1] % 9, 6) else least(n[1] % 12, 7) end as far, n[4] % 5 = 0 as decoy,
          case when n[2] % 4 = 0 then 'evaluation' else 'production' end as mode, n[3] % 8 as profile, n[1] % 5 as provider,
          (array['DE', 'PT', 'SE', 'FR', 'PL', 'IT', 'ES', 'AT', 'NL', 'LU'])[1 + n[2] % 10] as country
        from generate_series(${from}::int, ${to}::int) as i
        cross join lateral (select array[('x' || substr(md5(i::text), 1, 7))::bit(28)::int, ('x' || substr(md5(i::text), 8, 7))::bit(28)::int,
          ('x' || substr(md5(i::text), 15, 7))::bit(28)::int, ('x' || substr(md5(i::text), 22, 7))::bit(28)::int] as n) as drawn
      ) as made`.execute(db);
    await sql`
      insert into audit_entry (chain, sequence, at, activity, result, code, actor, data, previous, hash)
      select id, step, created_at + step * 60000,
        (array['eligibility.assessed', 'recovery.begun', 'identityVerification.sent', 'presentation.completed', 'matching.refused'])[1 + step],
        case when step = 4 then 'refused' else 'success' end, case when step = 4 then 'nameMismatch' else '' end,
        case when step = 4 then 'system' else 'person' end, '{"profile":"staff","profileVersion":1,"mode":"production"}',
        md5(id || step) || 'previous123', md5(id || step || 'h') || 'hash1234567'
      from recovery cross join generate_series(0, 4) as step
      where id between ${`r${String(from).padStart(35, '0')}`} and ${`r${String(to).padStart(35, '0')}`}`.execute(
      db,
    );
  }
  await makeIndexes();
  await sql`vacuum analyze recovery`.execute(db);
  await sql`vacuum analyze audit_entry`.execute(db);
}
