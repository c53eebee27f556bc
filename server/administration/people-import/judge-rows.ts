import { type DirectoryAccount, foldIdentifier, matchingAttributes } from '../../../directory/index.ts';
import { changesPrivileged, type readWhoGetsIn } from '../people/index.ts';
import type { ColumnTarget } from './columns.ts';
import { findChanges, type PersonValues } from './compare-person.ts';
import type { ImportCounts, ImportOptions, LineProblem } from './import.ts';
import { type ImportedPerson, readRow } from './read-row.ts';
import type { TableRow } from './read-table.ts';

export interface JudgedRows {
  readonly problems: readonly LineProblem[];
  readonly created: readonly { readonly line: number; readonly person: ImportedPerson }[];
  readonly changed: readonly {
    readonly line: number;
    readonly account: DirectoryAccount;
    readonly before: PersonValues;
    readonly after: PersonValues;
    /** It touches what a recovery matches, or lets them in: recovery is held (D34). */
    readonly held: boolean;
    /** Their groups let them in, or in by weaker rules (T22). */
    readonly getsIn: boolean;
  }[];
  readonly unchanged: number;
  /** Lines with at least one problem. */
  readonly wrong: number;
}

/** What a few hundred lines would do, against the directory as it is now. The dry run and the import ask the same. */
export async function judgeRows(request: {
  readonly rows: readonly TableRow[];
  readonly options: ImportOptions;
  /** Says on which line a name was first seen; claims it for this one if on none. */
  readonly claimNames: (
    rows: readonly { readonly name: string; readonly line: number }[],
  ) => Promise<ReadonlyMap<string, number>>;
  /** Whoever is in one of these is not let out of it by a list: that takes two (D34). */
  readonly excludedGroups: readonly string[];
  /** By a change of groups. */
  readonly getsIn: GetsIn;
  readonly readByNames: (names: readonly string[]) => Promise<readonly DirectoryAccount[]>;
}): Promise<JudgedRows> {
  const problems: LineProblem[] = [];
  const read = request.rows.flatMap((row) => {
    const made = readRow(row, request.options);
    if ('person' in made)
      return [{ line: row.line, person: made.person, name: foldIdentifier(made.person.accountName) }];
    for (const { field, code } of made.problems)
      problems.push({
        line: row.line,
        field: topOf(field),
        code,
        value: cellOf(row, request.options, field),
      });
    return [];
  });
  const lineOf = await request.claimNames(read);
  const standing = await request.readByNames(read.map(({ person }) => person.accountName));
  const byName = new Map(standing.map((account) => [foldIdentifier(account.accountName), account]));
  const created: JudgedRows['created'][number][] = [];
  const changed: JudgedRows['changed'][number][] = [];
  const refuse = (line: number, code: string, value: string) =>
    problems.push({ line, field: 'accountName', code, value });
  let unchanged = 0;
  for (const { line, person, name } of read) {
    const account = byName.get(name);
    const found = account === undefined ? null : findChanges(account, person);
    if (lineOf.get(name) !== line) refuse(line, 'twiceInFile', person.accountName);
    else if (account === undefined) created.push({ line, person });
    else if (found === null) unchanged += 1;
    // Whoever may rewrite an admin may become one: those are edited one by one, by two (D34).
    else if (account.roles.length > 0 && changesPrivileged(found.after))
      refuse(line, 'privileged', person.accountName);
    else if (leavesGroup(account, found.after, request.excludedGroups))
      refuse(line, 'leavesExclusion', person.accountName);
    else {
      const getsIn = getsInBy(account, found.after, request.getsIn);
      changed.push({ line, account, ...found, getsIn, held: getsIn || isMatched(found.after) });
    }
  }
  const wrong = new Set(problems.map(({ line }) => line)).size;
  return { problems, created, changed, unchanged, wrong };
}

export type GetsIn = Awaited<ReturnType<typeof readWhoGetsIn>>;

export const getsInBy = (
  { id, groups: standing }: Pick<DirectoryAccount, 'id' | 'groups'>,
  { groups: wanted }: PersonValues,
  getsIn: GetsIn,
): boolean => wanted !== undefined && getsIn(id, standing, wanted);

/** Is somebody of such a group, and would be no more? */
export function leavesGroup(
  { groups: standing }: Pick<DirectoryAccount, 'groups'>,
  { groups: wanted }: PersonValues,
  excluded: readonly string[],
): boolean {
  if (wanted === undefined) return false;
  return excluded.some((group) => standing.includes(group) && !wanted.includes(group));
}

/** Adds what was found to what there was. */
export function addCounts(counts: ImportCounts, rows: number, judged: JudgedRows): ImportCounts {
  return {
    ...counts,
    rows: counts.rows + rows,
    created: counts.created + judged.created.length,
    changed: counts.changed + judged.changed.length,
    unchanged: counts.unchanged + judged.unchanged,
    wrong: counts.wrong + judged.wrong,
    problems: counts.problems + judged.problems.length,
    held: counts.held + judged.changed.filter(({ held }) => held).length,
  };
}

function isMatched(values: PersonValues): boolean {
  return matchingAttributes.some((attribute) => Object.hasOwn(values, attribute));
}

const topOf = (field: string): string => field.split('.')[0]!;

function cellOf(row: TableRow, { mapping }: ImportOptions, field: string): string {
  const index = mapping.indexOf(topOf(field) as ColumnTarget);
  return [...(row.cells[index] ?? '')].slice(0, 60).join('');
}
