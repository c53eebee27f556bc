import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDirectory, type TestDirectory } from '../test-directory.ts';
import type { AccountFilter } from './index.ts';

/** More people than a search walks along the list before it looks words up. */
const many = 26_000;
let here: TestDirectory;

/** `p00000` and so on, in this order; every 97th is called Needle too, all of the last thousand Haystack, the very last Pin. */
const surnameOf = (at: number) =>
  ['p', at % 97 === 0 ? 'needle' : '', at >= many - 1_000 ? 'haystack' : '', at === many - 1 ? 'pin' : '']
    .filter((word) => word !== '')
    .join(' ');

beforeAll(async () => {
  here = await openTestDirectory();
  await here.directory.accounts.createMany([{ accountName: 'first', givenName: '', surname: 'A' }]);
  const columns = await sql<{ column_name: string }>`
    select column_name from information_schema.columns where table_name = 'account' and is_generated = 'NEVER'`.execute(
    here.database.query(),
  );
  const rows = Array.from({ length: many }, (_, at) => ({
    name: `p${String(at).padStart(5, '0')}`,
    surname: surnameOf(at),
  }));
  const copied = columns.rows.map(({ column_name: name }) => {
    if (name === 'id') return sql`gen_random_uuid()`;
    if (name === 'account_name' || name === 'account_name_folded' || name === 'sort_name')
      return sql`one.name`;
    if (name === 'surname') return sql`one.surname`;
    if (name === 'search') return sql`to_tsvector('simple', one.surname)`;
    return sql`a.${sql.ref(name)}`;
  });
  await sql`insert into account (${sql.join(columns.rows.map((each) => sql.ref(each.column_name)))})
    select ${sql.join(copied)} from account a,
      jsonb_to_recordset(cast(${JSON.stringify(rows)} as jsonb)) as one (name text, surname text)
    where a.account_name = 'first'`.execute(here.database.query());
});
afterAll(() => here.database.close());

/** Every page of the answer, one after the other. */
async function readAll(filter: AccountFilter): Promise<string[]> {
  const seen: string[] = [];
  for (let after: string | undefined; ; ) {
    const page = await here.directory.accounts.search({
      ...{ filter, limit: 50 },
      ...(after !== undefined && { after }),
    });
    seen.push(...page.map(({ accountName }) => accountName));
    after = page.at(-1)?.id;
    if (page.length < 50) return seen;
  }
}

test.each([
  ['met now and then, over several stretches', 'needle'],
  ['all at the far end', 'haystack'],
  ['met at the far end only', 'pin'],
  ['of nobody', 'nothing'],
])('words %s: all who are called so, each once, in the order of the list', async (_, text) => {
  const expected = Array.from({ length: many }, (_each, at) => at)
    .filter((at) => surnameOf(at).split(' ').includes(text))
    .map((at) => `p${String(at).padStart(5, '0')}`);
  expect(await readAll({ text })).toEqual(expected);
});
