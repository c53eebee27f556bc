import { expect, test } from 'vitest';
import { csvCell } from './send-csv.ts';

test.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "yes"', '"say ""yes"""'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("https://x")', `"'=HYPERLINK(""https://x"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@sum', "'@sum"],
  ['', ''],
])('%j is the cell %j', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});
