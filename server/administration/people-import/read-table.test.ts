import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { suggestMapping } from './columns.ts';
import { detectEncoding, type Encoding } from './decode.ts';
import { readRow } from './read-row.ts';
import { type Delimiter, detectDelimiter, readFirstRows, readTable, TableProblem } from './read-table.ts';

const folder = mkdtempSync(join(tmpdir(), 'regain-table-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function encode(text: string, encoding: Encoding | 'utf-8 with mark'): Buffer {
  if (encoding === 'utf-16le') return Buffer.from(`\uFEFF${text}`, 'utf16le');
  if (encoding === 'utf-16be') return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  return Buffer.from(encoding === 'utf-8' ? text : `\uFEFF${text}`, 'utf8');
}

async function read(bytes: Buffer, delimiter: Delimiter = ',', encoding = detectEncoding(bytes)) {
  const file = join(folder, 'table.csv');
  writeFileSync(file, bytes);
  const rows = [];
  for await (const row of readTable({ file, encoding, delimiter, onBytes: () => {} })) rows.push(row);
  return rows;
}

describe('encodings', () => {
  const text = 'name,ort\nJürgen Müßig,Köln\n';
  test.each([
    ['utf-8', 'utf-8'],
    ['utf-8 with mark', 'utf-8'],
    ['utf-16le', 'utf-16le'],
    ['utf-16be', 'utf-16be'],
    ['windows-1252', 'windows-1252'],
  ] as const)('%s', async (written, detected) => {
    const bytes = encode(text, written);
    expect(detectEncoding(bytes)).toBe(detected);
    expect(await read(bytes)).toEqual([
      { line: 1, cells: ['name', 'ort'] },
      { line: 2, cells: ['Jürgen Müßig', 'Köln'] },
    ]);
  });

  test('UTF-16 without a mark, by its zero bytes', () => {
    const bytes = Buffer.from(text, 'utf16le');
    expect([detectEncoding(bytes), detectEncoding(Buffer.from(bytes).swap16())]).toEqual([
      'utf-16le',
      'utf-16be',
    ]);
  });

  test('letters that are cut in two by a piece of the file come together again', async () => {
    const many = `name\n${'ü'.repeat(200_000).replaceAll(/(.{50})/g, '$1\n')}`;
    const rows = await read(encode(many, 'utf-8'));
    expect(rows.slice(1).every(({ cells }) => cells[0] === 'ü'.repeat(50))).toBe(true);
    expect(rows).toHaveLength(4_001);
  });

  test('bytes that are no letters of the chosen encoding are told, with about where', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\nx,y\n'), Buffer.from([0xff, 0xfe, 0xfd])]);
    await expect(read(bytes, ',', 'utf-8')).rejects.toMatchObject({ code: 'encodingWrong' });
  });
});

describe('tables', () => {
  test.each<[string, string, Delimiter, string[][]]>([
    [
      'commas',
      'a,b\n1,2',
      ',',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons',
      'a;b\n1,5;2',
      ';',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      '\t',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'bars',
      'a|b\n1|2',
      '|',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'quotes',
      'a,b\n"x,y","say ""hi"""',
      ',',
      [
        ['a', 'b'],
        ['x,y', 'say "hi"'],
      ],
    ],
    [
      'a line break in a cell',
      'a,b\n"x\ny",2',
      ',',
      [
        ['a', 'b'],
        ['x\ny', '2'],
      ],
    ],
    [
      'Windows line ends',
      'a,b\r\n1,2\r\n',
      ',',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'empty lines',
      'a,b\n\n1,2\n\n',
      ',',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['short and long lines', 'a,b\n1\n1,2,3', ',', [['a', 'b'], ['1'], ['1', '2', '3']]],
  ])('%s', async (_, text, delimiter, cells) => {
    const bytes = Buffer.from(text);
    expect(detectDelimiter(bytes, 'utf-8')).toBe(delimiter);
    expect((await read(bytes, delimiter)).map((row) => row.cells)).toEqual(cells);
    const sample = readFirstRows(bytes, { encoding: 'utf-8', delimiter, most: 10 });
    expect(sample.map((row) => row.cells)).toEqual(cells);
  });

  test('lines are counted as an editor counts them', async () => {
    const rows = await read(Buffer.from('a,b\n"x\ny",2\n\n3,4\n'));
    expect(rows.map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  test.each<[string, Buffer, string, number]>([
    ['a quote that is never closed', Buffer.from('a,b\n1,2\n"x,y\n5,6\n'), 'quoteNotClosed', 3],
    ['a quote in the middle', Buffer.from('a,b\n1,2\n"x"y,2\n'), 'quoteMisplaced', 3],
    ['a record without an end', Buffer.from(`a,b\n1,"${'x'.repeat(70_000)}`), 'lineTooLong', 2],
    ['too many columns', Buffer.from(`a\n${'x,'.repeat(300)}`), 'tooManyColumns', 2],
    ['no text at all', Buffer.from('a,b\n\0\0\0\u0001\u0002,x\n'), 'notText', 2],
  ])('%s', async (_, bytes, code, line) => {
    await expect(read(bytes, ',', 'utf-8')).rejects.toMatchObject({ code, line });
    await expect(read(bytes, ',', 'utf-8')).rejects.toBeInstanceOf(TableProblem);
  });
});

test.each([
  [
    ['Benutzername', 'Vorname', 'Nachname', 'Geburtsdatum'],
    ['accountName', 'givenName', 'surname', 'birthDate'],
  ],
  [
    ['userPrincipalName', 'displayName', 'employeeId'],
    ['accountName', null, 'employeeNumber'],
  ],
  [
    ['Login', 'User name', 'E-Mail', 'Account Enabled'],
    ['accountName', null, 'mails', 'enabled'],
  ],
])('what headings mean: %j', (header, mapping) => {
  expect(suggestMapping(header)).toEqual(mapping);
});

describe('a row', () => {
  const rules = {
    mapping: ['accountName', 'birthDate', 'mails', 'groups', 'enabled', 'country', null] as const,
    dateOrder: 'dayFirst',
    emptyCells: 'keep',
  } as const;
  const person = (cells: string[], more: object = {}) => readRow({ line: 2, cells }, { ...rules, ...more });

  test('becomes a person', () => {
    expect(person(['mara', '12.04.1988', 'a@b.org; c@d.org', 'Staff;Choir', 'ja', 'de', 'x'])).toEqual({
      person: {
        accountName: 'mara',
        birthDate: '1988-04-12',
        mails: ['a@b.org', 'c@d.org'],
        groups: ['Staff', 'Choir'],
        enabled: true,
        country: 'DE',
      },
    });
  });

  test.each([
    ['1988-04-12', 'dayFirst', '1988-04-12'],
    ['4/12/1988', 'monthFirst', '1988-04-12'],
    ['12/4/1988', 'dayFirst', '1988-04-12'],
  ])('the date %s, %s', (cell, dateOrder, birthDate) => {
    expect(person(['mara', cell], { dateOrder })).toEqual({ person: { accountName: 'mara', birthDate } });
  });

  test('an empty cell keeps what is there, or clears it', () => {
    expect(person(['mara', '', '', '', '', ''])).toEqual({ person: { accountName: 'mara' } });
    expect(person(['mara', '', '', '', '', ''], { emptyCells: 'clear' })).toEqual({
      person: { accountName: 'mara', birthDate: null, mails: [], groups: [], country: null },
    });
  });

  test('an apostrophe that our own exports put there goes', () => {
    expect(person(["'=mara"])).toEqual({ person: { accountName: '=mara' } });
  });

  test.each([
    [['', ''], 'accountName', 'required'],
    [['mara', '31.02.1988'], 'birthDate', 'notADate'],
    [['mara', '', 'nobody'], 'mails.0', 'notAMail'],
    [['mara', '', '', '', 'maybe'], 'enabled', 'otherKind'],
    [['mara', '', '', '', '', 'Germany'], 'country', 'notACountry'],
    [['ma\u202Era'], 'accountName', 'hiddenCharacters'],
  ])('what is wrong with %j', (cells, field, code) => {
    expect(person(cells)).toMatchObject({ problems: [{ field, code }] });
  });
});
