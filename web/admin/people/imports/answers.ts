export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export const delimiters = [',', ';', '\t', '|'] as const;
export const targets = [
  'accountName',
  'givenName',
  'surname',
  'birthDate',
  'country',
  'employeeNumber',
  'mails',
  'groups',
  'enabled',
] as const;
export type Encoding = (typeof encodings)[number];
export type Delimiter = (typeof delimiters)[number];
export type Target = (typeof targets)[number];

export interface Options {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly mapping: readonly (Target | null)[];
  readonly dateOrder: 'dayFirst' | 'monthFirst';
  readonly emptyCells: 'keep' | 'clear';
}

export interface FileProblem {
  readonly code:
    | 'quoteNotClosed'
    | 'quoteMisplaced'
    | 'lineTooLong'
    | 'tooManyColumns'
    | 'notText'
    | 'encodingWrong'
    | 'empty'
    | 'fileGone'
    | 'fileUnreadable'
    | 'uploaderGone'
    | 'failed';
  readonly line: number;
}

// POST /people-imports (a file) → 201 ImportView; GET /people-imports → Paged<ImportView>; GET /people-imports/:id
// POST …/check (Options), …/apply, …/resume, …/stop, …/undo → 202 ImportView; DELETE …/:id → 204
export interface ImportView {
  readonly id: string;
  readonly createdAt: number;
  readonly fileName: string;
  readonly size: number;
  readonly state:
    | 'uploaded'
    | 'checking'
    | 'checked'
    | 'broken'
    | 'applying'
    | 'stopped'
    | 'applied'
    | 'undoing'
    | 'undoStopped'
    | 'undone';
  readonly options: Options | null;
  readonly bytesRead: number;
  readonly records: number;
  readonly counts: {
    readonly rows: number;
    readonly created: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly wrong: number;
    readonly problems: number;
    readonly held: number;
    readonly appliedCreated: number;
    readonly appliedChanged: number;
    readonly undone: number;
    readonly notUndone: number;
  };
  readonly problem: FileProblem | null;
}

// GET /people-imports/:id/preview?encoding&delimiter
export interface Preview {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly mapping: readonly (Target | null)[];
  readonly problem: FileProblem | null;
}

// GET /people-imports/:id/problems → Paged<LineProblem>; the same as CSV at problems.csv
export interface LineProblem {
  readonly line: number;
  readonly field: string;
  readonly code: string;
  readonly value: string;
}

// GET /people-imports/:id/not-undone → Paged<NotUndone>
export interface NotUndone {
  readonly line: number;
  /** `name` empty: there is no such account any more. */
  readonly account: { readonly id: string; readonly name: string };
  readonly why: 'changedSince' | 'gone' | 'inUse' | 'privileged' | 'excluded';
}

export const isRunning = ({ state }: ImportView): boolean =>
  state === 'checking' || state === 'applying' || state === 'undoing';
