import { sql } from 'kysely';
import type { DirectoryContext } from '../context.ts';
import { isId } from '../store/index.ts';
import { noteChange } from './people-version.ts';

/** A group is there as long as somebody is in it. */
export interface Group {
  readonly name: string;
  readonly people: number;
}

export async function listGroups(context: DirectoryContext): Promise<Group[]> {
  const rows = await context.database
    .query()
    .selectFrom('account_group')
    .select(({ fn }) => ['group_name', fn.countAll<string | number>().as('people')])
    .groupBy('group_name')
    .orderBy('group_name')
    .execute();
  return rows.map((row) => ({ name: row.group_name, people: Number(row.people) }));
}

/** Gives a group another name, which nobody's group has yet. Returns how many people are in it; null when the name is taken. */
export async function renameGroup(
  context: DirectoryContext,
  { from, to }: { from: string; to: string },
): Promise<number | null> {
  return context.database.transaction(async () => {
    const query = context.database.query();
    const taken = await query
      .selectFrom('account_group')
      .select('account_id')
      .where('group_name', '=', to)
      .limit(1)
      .executeTakeFirst();
    if (taken !== undefined) return null;
    const renamed = await query
      .updateTable('account_group')
      .set({ group_name: to })
      .where('group_name', '=', from)
      .executeTakeFirst();
    const people = Number(renamed.numUpdatedRows);
    if (people > 0) await noteChange(context);
    return people;
  });
}

/** Puts people into a group, or takes them out. Returns whom it concerned; whom it does not find it leaves out. */
export async function changeMembers(
  context: DirectoryContext,
  { group, add, remove }: { group: string; add: readonly string[]; remove: readonly string[] },
): Promise<{ readonly added: readonly string[]; readonly removed: readonly string[] }> {
  return context.database.transaction(async () => {
    const db = context.database.query();
    const added = await sql<{ id: string }>`
      insert into account_group (account_id, group_name, sort_name)
      select id, ${group}, sort_name from account where id = any(array(select cast(json_array_elements_text(cast(${asJson(add)} as json)) as uuid)))
      on conflict do nothing returning account_id as id`.execute(db);
    const removed = await sql<{ id: string }>`
      delete from account_group where group_name = ${group}
      and account_id = any(array(select cast(json_array_elements_text(cast(${asJson(remove)} as json)) as uuid)))
      returning account_id as id`.execute(db);
    const moved = { added: added.rows.map(({ id }) => id), removed: removed.rows.map(({ id }) => id) };
    await sql`update account set version = version + 1
      where id = any(array(select cast(json_array_elements_text(cast(${asJson([...moved.added, ...moved.removed])} as json)) as uuid)))`.execute(
      db,
    );
    if (moved.added.length + moved.removed.length > 0) await noteChange(context);
    return moved;
  });
}

/** Ids travel as one JSON parameter: the same text from both drivers. */
function asJson(ids: readonly string[]): string {
  return JSON.stringify(ids.filter(isId));
}
