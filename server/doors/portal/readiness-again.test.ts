import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createImportStore, rescanWhenOutOfDate } from '../../administration/index.ts';
import { openTestPortal, type TestPortal } from './test-portal.ts';

let portal: TestPortal;
let mara: string;
beforeAll(async () => {
  portal = await openTestPortal();
  mara = (await portal.installation.builtInDirectory.accounts.find('mara.lindqvist'))!.id;
  await portal.administration.startReadinessScan();
  await finish();
});
afterAll(() => portal.close());

const rescan = () =>
  rescanWhenOutOfDate({
    installation: portal.installation,
    journey: portal.journey,
    faceMatcher: portal.faceMatcher,
  });
const read = () => portal.administration.readReadiness();
async function finish() {
  while ((await read()).latest?.state === 'running') await new Promise((later) => setTimeout(later, 10));
}
const change = (frozen: boolean) =>
  portal.installation.builtInDirectory.accounts.edit({ id: mara, changes: { frozen } });
/** Minutes since the change until it runs again. */
async function waitForIt(most: number, meanwhile: (minute: number) => Promise<unknown> = async () => {}) {
  for (let minute = 0; minute <= most; minute += 1) {
    if (await rescan()) {
      await finish();
      return minute;
    }
    await meanwhile(minute);
    portal.pass({ minutes: 1 });
  }
  return null;
}

describe('people have changed since a scan', () => {
  test('the page says so at once; it runs again a quarter of an hour after the last, and says so no more', async () => {
    expect([(await read()).peopleChanged, await rescan()]).toEqual([false, false]);
    await change(true);
    const told = await portal.ask('Auditor', 'GET', '/api/admin/readiness');
    expect([told.body.peopleChanged, told.body.outOfDate]).toEqual([true, false]);
    expect(await waitForIt(30)).toBe(15);
    const { peopleChanged, finished } = await read();
    expect([peopleChanged, finished?.startedBy, finished?.counts.accountFrozen]).toEqual([
      false,
      'system',
      1,
    ]);
  });

  test('long after a scan, it waits until the changes have rested for three minutes', async () => {
    portal.pass({ minutes: 20 });
    await change(false);
    expect(await waitForIt(30, async (minute) => minute < 4 && change(minute % 2 === 0))).toBe(6);
  });

  test('where they never rest, it runs after an hour', async () => {
    expect(await waitForIt(90, (minute) => change(minute % 2 === 0))).toBe(60);
    await finish();
  });

  test('after an import or its undo it does not wait; while one goes on it does not begin', async () => {
    const imports = createImportStore(portal.installation);
    const at = portal.installation.now;
    await imports.insert({
      ...{ id: 'import', created_at: at(), created_by: 'admin:x', file_name: 'people.csv', size: 1 },
      ...{ state: 'applying', encoding: 'utf-8', delimiter: ',', moved_at: at() },
    });
    await change(true);
    expect(await waitForIt(120)).toBeNull();
    await imports.move({ id: 'import', from: ['applying'], to: 'applied', now: at() });
    expect(await waitForIt(2)).toBe(0);
    await change(false);
    await imports.move({ id: 'import', from: ['applied'], to: 'undone', now: at() });
    expect(await waitForIt(2)).toBe(0);
  });

  test('a change while a scan is under way counts as after it', async () => {
    await portal.administration.startReadinessScan();
    await change(true);
    await finish();
    expect((await read()).peopleChanged).toBe(true);
    expect(await waitForIt(30)).toBe(15);
  });

  test('a scan that was cut off by a kill runs again although it had taken note of the people', async () => {
    const { readiness, people, now } = portal.installation;
    await change(false);
    await readiness.begin({
      ...{ id: 'killed', startedAt: now(), startedBy: 'system', rulesVersion: '', total: 9 },
      peopleVersion: (await people.readVersion()).version,
    });
    expect((await read()).peopleChanged).toBe(true);
    expect(await waitForIt(5)).toBeOneOf([1, 2]);
    expect((await read()).peopleChanged).toBe(false);
  });
});
