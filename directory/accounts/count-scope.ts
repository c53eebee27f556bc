import { type RawBuilder, sql } from 'kysely';
import type { DirectoryContext } from '../context.ts';
import { isId } from '../store/index.ts';

type Groups = 'everyone' | readonly string[];

/** Whom to count. Groups by name; who is in one of them is in. */
export interface ScopeQuestion {
  readonly includeGroups: Groups;
  readonly excludedGroups: readonly string[];
  readonly excludedAccountIds: readonly string[];
  /** Whose people may use a Temporary Access Pass. */
  readonly passScope: Groups;
  /** Groups that are served before these are asked. */
  readonly earlierGroups: Groups;
}

/** Enabled accounts only: a disabled one is nobody who could recover. */
export interface ScopeCount {
  readonly included: number;
  /** Included, and taken out by an exclusion. */
  readonly excluded: number;
  /** Included and not excluded; the counts below are parts of it, and overlap. */
  readonly inScope: number;
  readonly outsidePassScope: number;
  readonly privileged: number;
  readonly servedEarlier: number;
}

/**
 * Counts people by one statement, whoever many there are. Each set of groups is hashed once and joined, so the cost is one pass
 * over the accounts and one over the memberships of the groups that were named.
 */
export async function countScope(context: DirectoryContext, question: ScopeQuestion): Promise<ScopeCount> {
  const excludedIds = JSON.stringify(question.excludedAccountIds.filter(isId));
  const included = membership('included', question.includeGroups);
  const excluded = membership('excluded', question.excludedGroups);
  const mayPass = membership('may_pass', question.passScope);
  const earlier = membership('earlier', question.earlierGroups);
  const { rows } = await sql<Record<keyof ScopeCount, string | number>>`
    select count(*) as "included",
      count(*) filter (where barred) as "excluded",
      count(*) filter (where not barred) as "inScope",
      count(*) filter (where not barred and not may_pass) as "outsidePassScope",
      count(*) filter (where not barred and privileged) as "privileged",
      count(*) filter (where not barred and earlier) as "servedEarlier"
    from (
      select ${excluded.holds} or a.id = any(array(select cast(json_array_elements_text(cast(${excludedIds} as json)) as uuid))) as barred,
        ${mayPass.holds} as may_pass, ${earlier.holds} as earlier, admin.account_id is not null as privileged
      from account a ${included.join} ${excluded.join} ${mayPass.join} ${earlier.join}
      left join (select distinct account_id from account_role) admin on admin.account_id = a.id
      where a.enabled and ${included.holds}) as each`.execute(context.database.query());
  const row = rows[0]!;
  return {
    included: Number(row.included),
    excluded: Number(row.excluded),
    inScope: Number(row.inScope),
    outsidePassScope: Number(row.outsidePassScope),
    privileged: Number(row.privileged),
    servedEarlier: Number(row.servedEarlier),
  };
}

/**
 * Everyone needs no join, nobody neither. One group holds nobody twice, and the planner knows how many it has; several travel as one
 * JSON parameter.
 */
function membership(
  name: string,
  groups: Groups,
): { readonly join: RawBuilder<unknown>; readonly holds: RawBuilder<boolean> } {
  if (groups === 'everyone') return { join: sql``, holds: sql<boolean>`true` };
  if (groups.length === 0) return { join: sql``, holds: sql<boolean>`false` };
  const table = sql.ref(`in_${name}`);
  const members =
    groups.length === 1
      ? sql`select account_id from account_group where group_name = ${groups[0]}`
      : sql`select distinct account_id from account_group
          where group_name = any(array(select json_array_elements_text(cast(${JSON.stringify(groups)} as json))))`;
  return {
    join: sql`left join (${members}) as ${table} on ${table}.account_id = a.id`,
    holds: sql<boolean>`${table}.account_id is not null`,
  };
}
