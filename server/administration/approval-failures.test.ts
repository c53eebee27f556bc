import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const room = import.meta.dirname;
const read = (file: string) => readFileSync(join(room, file), 'utf8');
const texts: { readonly failedBecause: Readonly<Record<string, string>> } = JSON.parse(
  read('../../texts/portal/home/en.json'),
);

/** Said to whoever asks or decides, at once: by then nothing has been agreed to that could fail. */
const saidBefore = [
  ...['alreadyDecided', 'ownRequest', 'notYourRequest', 'samePerson', 'askerGone', 'approvalPending'],
  // Of files without a second person in them.
  'nobody',
];

/** Files in which an act is defined that somebody else agrees to: what they refuse may be found out when it is performed. */
const files = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && read(file).includes(': SecondPersonAct<'),
);

test('an agreed change that could not be done any more is explained in words, whatever the reason (D3)', () => {
  expect(files.length).toBeGreaterThan(5);
  const reasons = files.flatMap((file) =>
    [...read(file).matchAll(/reason: '(\w+)'/g)].map(([, reason = '']) => reason),
  );
  const codes = ['changedMeanwhile', 'notFound', 'invalid', 'outdated'];
  const needed = [...new Set([...reasons, ...codes])].filter((each) => !saidBefore.includes(each));
  expect(needed.filter((each) => !(each in texts.failedBecause))).toEqual([]);
});
