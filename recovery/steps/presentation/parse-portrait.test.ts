import { expect, test } from 'vitest';
import { parsePortrait } from './parse-portrait.ts';

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]).toString('base64');
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1]).toString('base64');
const megabyte = (extra: number) => {
  const bytes = Buffer.alloc(1_048_576 + extra);
  bytes.set([0xff, 0xd8, 0xff]);
  return bytes.toString('base64');
};

test.each([
  ['a JPEG', `data:image/jpeg;base64,${jpeg}`, jpeg],
  ['a PNG', `data:image/png;base64,${png}`, png],
  ['bare base64', jpeg, jpeg],
  ['a mebibyte', megabyte(0), megabyte(0)],
])('takes %s', (_title, claim, portrait) => {
  expect(parsePortrait(claim)).toBe(portrait);
});

test.each([
  ['no text', { value: jpeg }],
  ['a list that reads like text', [`data:image/jpeg;base64,${jpeg}`]],
  ['nothing', ''],
  ['an address', 'https://idv.example/portrait.jpg'],
  ['another type', `data:image/svg+xml;base64,${jpeg}`],
  ['a type that the bytes belie', `data:image/png;base64,${jpeg}`],
  ['bytes of neither kind', Buffer.from('<svg/>').toString('base64')],
  ['a parameter in between', `data:image/jpeg;charset=x;base64,${jpeg}`],
  ['unpadded', 'data:image/jpeg;base64,/9j/4A'],
  ['a line break', `data:image/jpeg;base64,${jpeg}\n`],
  ['base64url', 'data:image/jpeg;base64,_9j_4AEC'],
  ['a byte more than a mebibyte', megabyte(1)],
  ['far more', 'A'.repeat(3_000_000)],
])('refuses %s', (_title, claim) => {
  expect(parsePortrait(claim)).toBeUndefined();
});
