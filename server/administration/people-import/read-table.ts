import { Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import { decodeFile, decodeSample, type Encoding } from './decode.ts';

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** One record: the line it ends on, counted as an editor counts, and its cells. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

export const tableProblemCodes = [
  'quoteNotClosed',
  'quoteMisplaced',
  'lineTooLong',
  'tooManyColumns',
  'notText',
  'encodingWrong',
  'empty',
  'fileGone',
  'fileUnreadable',
] as const;
export type TableProblemCode = (typeof tableProblemCodes)[number];

/** The file as a whole cannot be read from here on; what to do about it depends on the code. */
export class TableProblem extends Error {
  readonly code: TableProblemCode;
  /** 0: no particular line. */
  readonly line: number;

  constructor(code: TableProblemCode, line: number) {
    super(`line ${line}: ${code}`);
    this.code = code;
    this.line = line;
  }
}

const mostColumns = 200;
const longestRecord = 64 * 1024;

/** Cells of ten columns and more that nobody quoted right are found here, not after a gigabyte. */
const rules = (delimiter: Delimiter) => ({
  delimiter,
  info: true as const,
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: longestRecord,
});

/** The records of a table, the header included, one at a time. Throws `TableProblem`. */
export async function* readTable(table: {
  readonly file: string;
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly onBytes: (count: number) => void;
}): AsyncGenerator<TableRow> {
  const parser = parse(rules(table.delimiter));
  const text = Readable.from(decodeFile(table.file, table.encoding, table.onBytes));
  // A fault of the text must end the parser too, or nobody would hear of it.
  text.on('error', (cause) => parser.destroy(cause));
  text.pipe(parser);
  let line = 0;
  try {
    for await (const read of parser) {
      const { record, info } = read as { record: string[]; info: Info };
      line = info.lines;
      yield checked({ line, cells: record });
    }
  } catch (cause) {
    throw toTableProblem(cause, line);
  } finally {
    text.destroy();
    parser.destroy();
  }
}

/** The first records of a file, for choosing what its columns mean. */
export function readFirstRows(
  sample: Uint8Array,
  { encoding, delimiter, most }: { encoding: Encoding; delimiter: Delimiter; most: number },
): readonly TableRow[] {
  const text = decodeSample(sample, encoding);
  // The sample may stop inside a record: whatever follows its last line break is left out.
  const whole = text.length < 1_000 ? text : text.slice(0, text.lastIndexOf('\n') + 1) || text;
  try {
    const rows = parseSync(whole, { ...rules(delimiter), to: most }) as unknown as {
      record: string[];
      info: Info;
    }[];
    return rows.map(({ record, info }) => checked({ line: info.lines, cells: record }));
  } catch (cause) {
    throw toTableProblem(cause, 0);
  }
}

/** The separator that cuts the first lines into most columns, the same number in each. */
export function detectDelimiter(sample: Uint8Array, encoding: Encoding): Delimiter {
  const scored = delimiters.map((delimiter) => {
    try {
      const widths = readFirstRows(sample, { encoding, delimiter, most: 10 }).map(
        ({ cells }) => cells.length,
      );
      const isEven = widths.every((width) => width === widths[0]);
      const width = widths[0] ?? 0;
      return { delimiter, score: width === 1 ? 0 : width * (isEven ? 100 : 1) };
    } catch {
      return { delimiter, score: 0 };
    }
  });
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).delimiter;
}

function checked(row: TableRow): TableRow {
  if (row.cells.length > mostColumns) throw new TableProblem('tooManyColumns', row.line);
  // A picture or an Excel workbook that was named .csv.
  if (row.cells.some((cell) => cell.includes('\0'))) throw new TableProblem('notText', row.line);
  return row;
}

function toTableProblem(cause: unknown, line: number): unknown {
  if (cause instanceof TypeError) return new TableProblem('encodingWrong', line + 1);
  // Of the file system; nothing else speaks here. Asking again every second would not bring the file back.
  if (cause instanceof Error && 'syscall' in cause)
    return new TableProblem('code' in cause && cause.code === 'ENOENT' ? 'fileGone' : 'fileUnreadable', 0);
  if (!(cause instanceof CsvError)) return cause;
  const at = typeof cause.lines === 'number' ? cause.lines : line + 1;
  // Where it was opened, not where the file ended.
  if (cause.code === 'CSV_QUOTE_NOT_CLOSED') return new TableProblem('quoteNotClosed', line + 1);
  if (cause.code === 'CSV_MAX_RECORD_SIZE') return new TableProblem('lineTooLong', at);
  if (cause.code === 'INVALID_OPENING_QUOTE' || cause.code === 'CSV_INVALID_CLOSING_QUOTE')
    return new TableProblem('quoteMisplaced', at);
  return cause;
}
