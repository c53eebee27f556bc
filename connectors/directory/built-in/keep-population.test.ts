import { expect, test } from 'vitest';
import { keepPopulation } from './index.ts';

function counted() {
  const waiting: { resolve: (people: number) => void; reject: (cause: Error) => void }[] = [];
  const clock = { now: 0 };
  const read = keepPopulation({
    count: () =>
      new Promise((resolve, reject) =>
        waiting.push({
          resolve: (people) => resolve([{ group: 'Staff', country: null, people }]),
          reject,
        }),
      ),
    now: () => clock.now,
    forMs: 1_000,
  });
  const people = async () => (await read())[0]?.people;
  return { waiting, clock, people };
}

test('whoever comes first waits for the count, together; then it serves everybody', async () => {
  const { waiting, people } = counted();
  const both = [people(), people()];
  waiting[0]!.resolve(7);
  expect(await Promise.all(both)).toEqual([7, 7]);
  expect([await people(), waiting.length]).toEqual([7, 1]);
});

test('when its time is over it is counted anew, once, and nobody waits', async () => {
  const { waiting, clock, people } = counted();
  const first = people();
  waiting[0]!.resolve(7);
  await first;
  clock.now = 1_000;
  expect([await people(), await people(), waiting.length]).toEqual([7, 7, 2]);
  waiting[1]!.resolve(9);
  await expect.poll(people).toBe(9);
  expect(waiting.length).toBe(2);
});

test('a count that fails leaves the old one, and is made again', async () => {
  const { waiting, clock, people } = counted();
  const failed = people();
  waiting[0]!.reject(new Error('away'));
  await expect(failed).rejects.toThrow('away');
  const again = people();
  waiting[1]!.resolve(7);
  await again;
  clock.now = 1_000;
  await people();
  waiting[2]!.reject(new Error('away'));
  await expect.poll(async () => [await people(), waiting.length]).toEqual([7, 4]);
});
