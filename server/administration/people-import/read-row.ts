import { z } from 'zod';
import type { FieldProblem } from '../admin-problem.ts';
import { fieldProblems, groupName, personFields } from '../people/index.ts';
import type { ColumnMapping, ColumnTarget } from './columns.ts';
import type { TableRow } from './read-table.ts';

export const dateOrders = ['dayFirst', 'monthFirst'] as const;
export type DateOrder = (typeof dateOrders)[number];

export interface RowRules {
  readonly mapping: ColumnMapping;
  /** How `04/12/1988` is read. `12.04.1988` and `1988-04-12` are always read the same. */
  readonly dateOrder: DateOrder;
  /** What an empty cell says: leave what is there, or take it away. */
  readonly emptyCells: 'keep' | 'clear';
}

const importedPerson = z.strictObject({
  ...personFields,
  groups: z.array(groupName).max(100),
});
const readable = importedPerson.partial({
  ...{ givenName: true, surname: true, birthDate: true, country: true, employeeNumber: true },
  ...{ mails: true, enabled: true, groups: true },
});
export type ImportedPerson = z.output<typeof readable>;

/** One row as a person, or everything that is wrong with it. */
export function readRow(
  row: TableRow,
  rules: RowRules,
): { readonly person: ImportedPerson } | { readonly problems: readonly FieldProblem[] } {
  const said: Record<string, unknown> = {};
  rules.mapping.forEach((target, index) => {
    if (target === null) return;
    const cell = withoutApostrophe((row.cells[index] ?? '').trim());
    if (cell !== '' || target === 'accountName') said[target] = readers[target](cell, rules);
    else if (rules.emptyCells === 'clear' && target !== 'enabled') said[target] = emptied[target];
  });
  const parsed = readable.safeParse(said);
  return parsed.success ? { person: parsed.data } : { problems: fieldProblems(parsed.error) };
}

const emptied: Readonly<Record<Exclude<ColumnTarget, 'accountName' | 'enabled'>, unknown>> = {
  ...{
    givenName: '',
    surname: '',
    birthDate: null,
    country: null,
    employeeNumber: '',
    mails: [],
    groups: [],
  },
};

const asIs = (cell: string): unknown => cell;
const listOf = (cell: string): unknown =>
  cell
    .split(';')
    .map((each) => each.trim())
    .filter((each) => each !== '');

const readers: Readonly<Record<ColumnTarget, (cell: string, rules: RowRules) => unknown>> = {
  accountName: asIs,
  givenName: asIs,
  surname: asIs,
  birthDate: (cell, { dateOrder }) => toIsoDate(cell, dateOrder),
  country: asIs,
  employeeNumber: asIs,
  mails: (cell) => listOf(cell.replaceAll(',', ';')),
  groups: listOf,
  enabled: (cell) => {
    const word = cell.toLowerCase();
    if (['true', 'yes', '1', 'ja', 'wahr', 'active', 'aktiv', 'enabled', 'نعم'].includes(word)) return true;
    return ['false', 'no', '0', 'nein', 'falsch', 'inactive', 'inaktiv', 'disabled', 'لا'].includes(word)
      ? false
      : cell;
  },
};

/** Our own exports put one before what a spreadsheet would run; coming back it goes. */
function withoutApostrophe(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

function toIsoDate(cell: string, order: DateOrder): string {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell);
  if (german !== null) return isoDate(german[3]!, german[2]!, german[1]!);
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell);
  if (slashed === null) return cell;
  const [, one, two, year] = slashed as unknown as [string, string, string, string];
  return order === 'dayFirst' ? isoDate(year, two, one) : isoDate(year, one, two);
}

const isoDate = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
