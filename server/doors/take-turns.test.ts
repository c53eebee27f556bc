import { expect, test } from 'vitest';
import { takeTurns } from './take-turns.ts';

test('one after the other for one key, side by side for two, and a failure stops nobody', async () => {
  const inTurn = takeTurns();
  const said: string[] = [];
  const work =
    (name: string, fails = false) =>
    async () => {
      said.push(`${name} begins`);
      await Promise.resolve();
      said.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    };
  const answers = await Promise.allSettled([
    inTurn('one', work('a', true)),
    inTurn('one', work('b')),
    inTurn('two', work('c')),
    inTurn('one', work('d')),
  ]);
  expect(answers.map((each) => each.status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled']);
  const ofOne = said.filter((each) => !each.startsWith('c'));
  expect(ofOne).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'd begins', 'd ends']);
  expect(said.indexOf('c begins')).toBeLessThan(said.indexOf('b begins'));
});
