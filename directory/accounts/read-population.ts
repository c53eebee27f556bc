import type { DirectoryContext } from '../context.ts';

export interface Population {
  readonly group: string;
  readonly country: string | null;
  readonly people: number;
}

/** How many enabled people each group has in each country. */
export async function readPopulation(context: DirectoryContext): Promise<Population[]> {
  const rows = await context.database
    .query()
    .selectFrom('account_group as g')
    .innerJoin('account as a', 'a.id', 'g.account_id')
    .where('a.enabled', '=', true)
    .select(({ fn }) => ['g.group_name', 'a.country', fn.countAll<string | number>().as('people')])
    .groupBy(['g.group_name', 'a.country'])
    .orderBy('g.group_name')
    .orderBy('a.country')
    .execute();
  return rows.map((row) => ({ group: row.group_name, country: row.country, people: Number(row.people) }));
}
