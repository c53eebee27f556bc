import { z } from 'zod';
import { columnTargets } from './columns.ts';
import { encodings } from './decode.ts';
import { dateOrders } from './read-row.ts';
import { delimiters, tableProblemCodes } from './read-table.ts';

/** How the file is read; chosen by an admin, suggested by looking at its beginning. */
export const importOptions = z.strictObject({
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  mapping: z.array(z.enum(columnTargets).nullable()).min(1).max(200),
  dateOrder: z.enum(dateOrders),
  emptyCells: z.enum(['keep', 'clear']),
});
export type ImportOptions = z.output<typeof importOptions>;

export const importStates = [
  /** The file is here; nobody has said what its columns mean. */
  'uploaded',
  /** Every line is read and compared; nothing changes. */
  'checking',
  'checked',
  /** The file as a whole cannot be read; `problem` says where. */
  'broken',
  'applying',
  /** Stopped by an admin: what was applied stands, and can be undone. */
  'stopped',
  'applied',
  'undoing',
  /** Stopped by an admin, or by a problem: what is undone is, and it can go on. */
  'undoStopped',
  'undone',
] as const;
export type ImportState = (typeof importStates)[number];

export const noCounts = {
  /** Of the dry run. */
  ...{ rows: 0, created: 0, changed: 0, unchanged: 0, wrong: 0, problems: 0, held: 0 },
  /** Of the import itself, and of its undo. */
  ...{ appliedCreated: 0, appliedChanged: 0, undone: 0, notUndone: 0 },
} as const;
export type ImportCounts = { readonly [Name in keyof typeof noCounts]: number };

export interface PeopleImport {
  readonly id: string;
  readonly createdAt: number;
  /** `admin:<account id>`. */
  readonly createdBy: string;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  readonly state: ImportState;
  readonly options: ImportOptions | null;
  readonly suggested: Pick<ImportOptions, 'encoding' | 'delimiter'>;
  /** Of the pass under way. */
  readonly bytesRead: number;
  readonly records: number;
  readonly counts: ImportCounts;
  readonly problem: FileProblem | null;
  readonly movedAt: number;
}

/**
 * Why a pass ended before its time. `failed`: it broke again and again, and the log says why. `uploaderGone`: whoever uploaded it has
 * lost their role since.
 */
export const fileProblem = z.object({
  code: z.enum([...tableProblemCodes, 'failed', 'uploaderGone']),
  line: z.number(),
});
export type FileProblem = z.output<typeof fileProblem>;

/** Why an undo left somebody as they are. */
export const notUndone = ['changedSince', 'gone', 'inUse', 'privileged', 'excluded'] as const;
export type NotUndone = (typeof notUndone)[number];
export type Undone = 'restored' | 'removed' | NotUndone;

/** One thing that is wrong with one line. */
export interface LineProblem {
  readonly line: number;
  readonly field: string;
  readonly code: string;
  /** What stood there, shortened. */
  readonly value: string;
}

/** More problems than anybody reads are counted, not kept. */
export const mostProblemsKept = 10_000;
