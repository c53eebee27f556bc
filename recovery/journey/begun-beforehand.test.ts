import { describe, expect, test } from 'vitest';
import { type Holder, openTestJourney, type TestJourney } from './test-journey.ts';

const minute = 60_000;
const route = { type: 'chooseRoute', country: 'DE', route: 'wallet' } as const;

async function begin(house: TestJourney, identifier: string, network: string): Promise<string> {
  const { recovery } = await house.journey.start({ identifier, network });
  const recoveryId = recovery.id;
  await house.journey.advance({ recoveryId, event: { type: 'begin' } });
  await house.journey.advance({ recoveryId, event: route });
  return recoveryId;
}

/** One after the other all are begun, and only then is the first of them proved. */
async function beginMany(house: TestJourney, count: number, make: (index: number) => [string, string]) {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push(await begin(house, ...make(index)));
  return ids;
}

async function prove(house: TestJourney, recoveryId: string, holder: Holder): Promise<string | null> {
  await house.presentOn(recoveryId, 'this', holder);
  await house.showFace(recoveryId);
  const { state, outcome } = (await house.ports.store.read(recoveryId))!;
  return outcome ?? state;
}

const lastCode = (house: TestJourney) => house.memory.audit.entries.at(-1)?.code;

describe('recoveries that were begun before the first of them failed (R11, R29, D16)', () => {
  test('ten refusals of a name from one network end the eleventh too, however good its proof', async () => {
    const house = await openTestJourney();
    const ids = await beginMany(house, 12, () => ['mara', '10.0.0']);
    for (const [index, id] of ids.slice(0, 10).entries())
      expect(await prove(house, id, index % 2 === 0 ? 'stranger' : 'tiago')).toBe('refused');
    expect([await prove(house, ids[10]!, 'mara'), lastCode(house)]).toEqual(['refused', 'rateLimited']);
    house.clock.now += 24 * 60 * minute;
    const next = await begin(house, 'mara', '10.0.0');
    expect(await prove(house, next, 'mara'), 'the next day').toBe('accessPass');
  });

  test('nine of them, or ten from elsewhere, are in nobody’s way (T18)', async () => {
    const house = await openTestJourney();
    const ids = await beginMany(house, 20, (index) => ['mara', index < 9 ? '10.0.0' : '10.0.1']);
    const own = await begin(house, 'mara', '10.0.0');
    for (const [index, id] of ids.slice(0, 18).entries())
      expect(await prove(house, id, index % 2 === 0 ? 'stranger' : 'tiago')).toBe('refused');
    expect(await prove(house, own, 'mara')).toBe('accessPass');
  });

  test('one person’s own proof, shown on eleven accounts before it failed on the first (D16)', async () => {
    const house = await openTestJourney();
    const ids = await beginMany(house, 11, (index) => [`person.${index}`, `10.${index}.0`]);
    for (const id of ids) await house.presentOn(id, 'this', 'stranger');
    const codes: unknown[] = [];
    for (const id of ids) {
      await house.showFace(id);
      codes.push(lastCode(house));
    }
    expect(codes).toEqual([...Array(10).fill('decoy'), 'rateLimited']);
  });

  test.each([
    [99, 'accessPass'],
    [100, 'refused'],
  ])(
    '%i refusals of a name from everywhere: what is under way is %s (SP 800-63B 3.2.2)',
    async (times, end) => {
      const house = await openTestJourney();
      const own = await begin(house, 'mara', '10.0.0');
      const { attemptRef } = (await house.ports.store.read(own))!;
      for (let index = 0; index < times; index += 1)
        await house.ports.store.countAttempt({
          ...{ kind: 'refusalsPerName', keyHash: attemptRef },
          ...{ now: house.clock.now, windowMs: 24 * 60 * minute },
        });
      expect(await prove(house, own, 'mara')).toBe(end);
    },
  );
});
