import { type RawBuilder, sql } from 'kysely';
import type {
  CaseLine,
  Ending,
  Funnel,
  FunnelGrouping,
  Milestone,
  RecoveryFilter,
  RecoveryInsight,
  StepTime,
} from '../../../recovery/insight/index.ts';
import type { Database } from './open-database.ts';
import type { RegainTables } from './tables.ts';

/** When each milestone was reached, as stored. */
const times: Readonly<Record<Milestone, RawBuilder<number | null>>> = {
  started: sql`created_at`,
  begun: sql`begun_at`,
  sent: sql`sent_at`,
  presented: sql`presented_at`,
  facePassed: sql`face_passed_at`,
  matched: sql`proved_at`,
  granted: sql`granted_at`,
  redeemed: sql`redeemed_at`,
  enrolled: sql`case when outcome = 'recovered' then ended_at end`,
};

/** Steps that a person takes time for; the rest is the server's own work. */
const steps: readonly (readonly [Milestone, Milestone])[] = [
  ['started', 'begun'],
  ['begun', 'sent'],
  ['sent', 'presented'],
  ['presented', 'facePassed'],
  ['facePassed', 'granted'],
  ['granted', 'redeemed'],
  ['redeemed', 'enrolled'],
  ['started', 'granted'],
];

const columns = [
  ...(['id', 'case_number', 'state', 'outcome', 'mode', 'profile_id', 'profile_name'] as const),
  ...(['profile_version', 'country', 'provider_id', 'eligibility', 'ended_from', 'end_code'] as const),
  ...(['created_at', 'updated_at', 'ended_at'] as const),
] as const;

/** Questions about many recoveries, on PostgreSQL. Never reads a policy snapshot or anything sealed: those lie elsewhere on disk. */
export function createRecoveryInsight(options: {
  readonly database: Database<RegainTables>;
}): RecoveryInsight {
  const db = () => options.database.query();
  return {
    listCases: async ({ filter, limit, after }) => {
      const rows = await db()
        .selectFrom('recovery')
        .select(columns)
        .where(conditionOf(filter))
        .$if(after !== undefined, (query) =>
          query.where(sql<boolean>`(created_at, id) < (${after?.createdAt}::double precision, ${after?.id})`),
        )
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toCaseLine);
    },
    readCase: async (caseNumber) => {
      const row = await db()
        .selectFrom('recovery')
        .select(columns)
        .where('case_number', '=', caseNumber)
        .executeTakeFirst();
      return row === undefined ? null : toCaseLine(row);
    },
    readCaseNumbers: async (recoveryIds) => {
      if (recoveryIds.length === 0) return new Map();
      const rows = await db()
        .selectFrom('recovery')
        .select(['id', 'case_number'])
        .where('id', 'in', [...recoveryIds])
        .execute();
      return new Map(rows.map((row) => [row.id, row.case_number]));
    },
    countFunnel: async ({ filter, by, timeZone }) => {
      const { rows } = await sql<Funnel & { key: string }>`
        select ${keyOf(by, timeZone)} as key, count(*)::int as started, count(begun_at)::int as begun, count(sent_at)::int as sent,
          count(presented_at)::int as presented, count(face_passed_at)::int as "facePassed", count(proved_at)::int as matched,
          count(granted_at)::int as granted, count(redeemed_at)::int as redeemed,
          (count(*) filter (where outcome = 'recovered'))::int as enrolled
        from recovery where ${conditionOf(filter)}
        group by 1 order by ${by === 'day' ? sql`1` : sql`2 desc, 1`} limit 400`.execute(db());
      return rows;
    },
    countEndings: async (filter) => {
      const { rows } = await sql<Ending>`
        select outcome, ended_from as "endedFrom", end_code as code, count(*)::int as cases
        from recovery where ${conditionOf(filter)} group by 1, 2, 3 order by 4 desc, 1, 2, 3`.execute(db());
      return rows;
    },
    measureSteps: async (filter) => {
      const measured = steps.map(([from, to], index) => {
        const took = sql`(${times[to]} - ${times[from]})`;
        const [count, quantiles] = [sql.ref(`count${index}`), sql.ref(`quantiles${index}`)];
        return sql`count(${took})::int as ${count},
          percentile_cont(array[0.5, 0.9]) within group (order by ${took}) as ${quantiles}`;
      });
      const { rows } = await sql<Record<string, unknown>>`
        select ${sql.join(measured)} from recovery where ${conditionOf(filter)}`.execute(db());
      return steps.map(([from, to], index) => toStepTime({ from, to, index, row: rows[0] ?? {} }));
    },
    readChoices: async () => {
      const profiles = await sql<{ id: string; name: string }>`
        select distinct on (profile_id) profile_id as id, profile_name as name from (${each('profile_id')}) as known
        cross join lateral (select profile_id, profile_name from recovery where profile_id = known.value
          order by created_at desc limit 1) as latest order by profile_id`.execute(db());
      const valuesOf = async (column: 'country' | 'provider_id') =>
        (await sql<{ value: string }>`${each(column)}`.execute(db())).rows.map(({ value }) => value);
      return {
        profiles: profiles.rows,
        countries: await valuesOf('country'),
        providers: await valuesOf('provider_id'),
      };
    },
  };
}

/** The few values of a column among a million rows, by hopping along its index instead of reading it. */
function each(column: 'profile_id' | 'country' | 'provider_id'): RawBuilder<{ value: string }> {
  const ref = sql.ref(column);
  return sql`with recursive hop as (
      (select ${ref} as value from recovery where ${ref} is not null order by ${ref} limit 1)
      union all
      select (select ${ref} from recovery where ${ref} > hop.value order by ${ref} limit 1) from hop where hop.value is not null
    ) select value from hop where value is not null`;
}

function conditionOf(filter: RecoveryFilter): RawBuilder<boolean> {
  const { profileId, mode, state, outcome, country, providerId, applicant, from, to } = filter;
  const parts = [
    sql<boolean>`true`,
    ...(profileId === undefined ? [] : [sql<boolean>`profile_id = ${profileId}`]),
    ...(mode === undefined ? [] : [sql<boolean>`mode = ${mode}`]),
    // The open ones are few and have an index of their own.
    ...(state === undefined ? [] : [sql<boolean>`state = ${state}`]),
    ...(state === undefined || state === 'closed' ? [] : [sql<boolean>`outcome is null`]),
    ...(outcome === undefined ? [] : [sql<boolean>`outcome = ${outcome}`]),
    ...(country === undefined ? [] : [sql<boolean>`country = ${country}`]),
    ...(providerId === undefined ? [] : [sql<boolean>`provider_id = ${providerId}`]),
    ...(applicant === undefined
      ? []
      : [applicant === 'decoy' ? sql<boolean>`eligibility <> ''` : sql<boolean>`eligibility = ''`]),
    ...(from === undefined ? [] : [sql<boolean>`created_at >= ${from}`]),
    ...(to === undefined ? [] : [sql<boolean>`created_at < ${to}`]),
  ];
  return sql<boolean>`${sql.join(parts, sql` and `)}`;
}

function keyOf(by: FunnelGrouping, timeZone: string): RawBuilder<string> {
  switch (by) {
    case 'profile':
      return sql`profile_id`;
    case 'mode':
      return sql`mode`;
    case 'country':
      return sql`country`;
    case 'provider':
      return sql`coalesce(provider_id, '')`;
    case 'day':
      return sql`to_char(to_timestamp(created_at / 1000) at time zone ${timeZone}, 'YYYY-MM-DD')`;
  }
}

function toStepTime(read: {
  readonly from: Milestone;
  readonly to: Milestone;
  readonly index: number;
  readonly row: Readonly<Record<string, unknown>>;
}): StepTime {
  const { from, to, index, row } = read;
  const [median = null, p90 = null] = (row[`quantiles${index}`] as readonly number[] | null) ?? [];
  return { from, to, cases: Number(row[`count${index}`] ?? 0), median, p90 };
}

function toCaseLine(row: Pick<RegainTables['recovery'], (typeof columns)[number]>): CaseLine {
  return {
    id: row.id,
    caseNumber: row.case_number,
    state: row.state,
    outcome: row.outcome,
    mode: row.mode,
    profileId: row.profile_id,
    profileName: row.profile_name,
    profileVersion: row.profile_version,
    country: row.country,
    providerId: row.provider_id,
    eligibility: row.eligibility,
    endedFrom: row.ended_from,
    endCode: row.end_code,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    endedAt: row.ended_at,
  };
}
