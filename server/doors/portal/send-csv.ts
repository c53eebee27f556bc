import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** A cell that a spreadsheet would run as a formula begins with one of these (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/;

/** One cell by RFC 4180; what would be a formula is made text by an apostrophe. */
export function csvCell(value: string): string {
  const harmless = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** A table as a download, row by row as it is read: a million rows are never held. UTF-8 with a mark, so that spreadsheets see it. */
export function sendCsv(
  reply: FastifyReply,
  table: {
    readonly fileName: string;
    readonly columns: readonly string[];
    readonly rows: () => AsyncIterable<readonly string[]>;
  },
): FastifyReply {
  const lines = async function* () {
    yield `\uFEFF${table.columns.map(csvCell).join(',')}\r\n`;
    for await (const row of table.rows()) yield `${row.map(csvCell).join(',')}\r\n`;
  };
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${table.fileName}"`)
    .send(Readable.from(lines()));
}
