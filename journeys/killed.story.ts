import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { AuditVerification } from '../recovery/audit/index.ts';
import type { House } from './house.ts';
import { needlesOf, needlesOfPicture, readDatabase, searchFiles, searchTables } from './left-behind.ts';
import type { LockedOutPerson } from './locked-out-person.ts';
import { diesBefore, losesAnswer } from './lost-answers.ts';
import { setStage } from './stage.ts';
import { asksForRecovery, type StepOfRecovery, stepsOfRecovery } from './steps-of-recovery.ts';

const stage = setStage();
const project = resolve(import.meta.dirname, '..');
/** Access passes that were on the screen. */
const passes: string[] = [];

describe('kill -9 between every two steps: the person simply goes on, in the same browser', () => {
  test('after every answer', { timeout: 400_000 }, async () => {
    const mara = await stage.sitDown();
    const house = stage.house();
    await asksForRecovery(mara, house.origin);
    await house.killRegain();
    const steps = stepsOfRecovery(house);
    for (const [index, step] of steps.entries()) {
      const next = steps[index + 1];
      if (step.goesOn && next !== undefined) {
        await diesBefore({ page: mara.page, house, path: next.path }, () => step.act(mara));
        continue;
      }
      await step.act(mara);
      await step.arrive(mara);
      await notePass(mara);
      await house.killRegain();
      await step.elsewhere?.(mara);
    }
    await isBack(mara);
  });

  test('after every commit, before the answer arrives: the page offers to try again', {
    timeout: 400_000,
  }, async () => {
    const mara = await stage.sitDown();
    const house = stage.house();
    await asksForRecovery(mara, house.origin);
    let before = async () => {};
    for (const step of stepsOfRecovery(house)) {
      await losesAnswer({ page: mara.page, house, path: step.path }, async () => {
        await before();
        await step.act(mara);
      });
      const again = () => triesAgain(step, mara);
      // Where the browser goes on by itself, trying again is what leads into the next blow.
      before = step.goesOn ? again : async () => {};
      if (step.goesOn) continue;
      await again();
      await step.arrive(mara);
      await notePass(mara);
      await step.elsewhere?.(mara);
    }
    await isBack(mara);
  });
});

describe('after all that', () => {
  test('the record is sound, and holds both recoveries whole (R36, D35)', async () => {
    const { flaws, chains } = await verifyRecord(stage.house());
    expect(flaws).toEqual([]);
    expect(chains).toBeGreaterThanOrEqual(3);
  });

  test('nothing is left of document, portrait and passes, in no file and no row (D19, R20)', async () => {
    const { dataDir } = stage.house();
    await stage.house().end();
    expect(passes).toHaveLength(2);
    const secrets = [
      ...needlesOf('document number', 'D1234001'),
      ...needlesOfPicture('portrait', readFileSync(resolve(project, 'example/specimens/mara.jpg'))),
      ...passes.flatMap((pass) => [
        ...needlesOf('access pass', pass),
        ...needlesOf('access pass, without spaces', pass.replace(/\s/g, '')),
      ]),
    ];
    // The control: what Regain rightly holds is found by the same search.
    const control = needlesOf('mail', 'mara.lindqvist@alderfinch.example').slice(0, 1);
    expect(searchFiles(dataDir, control)).not.toEqual([]);
    expect(searchFiles(dataDir, secrets)).toEqual([]);

    await readDatabase(dataDir, async (query) => {
      expect(await searchTables(query, control)).toContain('account_mail: mail');
      expect(await searchTables(query, secrets)).toEqual([]);
      const recovered = await query
        .selectFrom('recovery')
        .select(['id', 'evidence_key_wrapped'])
        .where('outcome', '=', 'recovered')
        .execute();
      expect(recovered.map((each) => each.evidence_key_wrapped)).toEqual([null, null]);
      const ids = recovered.map(({ id }) => id);
      const evidence = await query
        .selectFrom('evidence')
        .select('kind')
        .where('recovery_id', 'in', ids)
        .execute();
      expect(evidence).toEqual([]);
      // That there were requests may stay; what they held may not.
      const requests = await query
        .selectFrom('presentation_request')
        .select(['sealed', 'presented_sealed', 'response_code_hash'])
        .where('recovery_id', 'in', ids)
        .execute();
      expect(new Set(requests.flatMap((each) => Object.values(each)))).toEqual(new Set([null]));
    });
  });
});

async function triesAgain(step: StepOfRecovery, mara: LockedOutPerson): Promise<void> {
  if (step.asksAgain) return;
  await mara.page
    .getByRole('alert')
    .or(mara.page.getByRole('button', { name: 'Try again' }))
    .first()
    .waitFor();
  await (step.tryAgain ?? step.act)(mara);
}

async function isBack(mara: LockedOutPerson): Promise<void> {
  await mara.sees("You're back");
  expect(await mara.page.getByRole('alert').count()).toBe(0);
}

async function notePass({ page }: LockedOutPerson): Promise<void> {
  const shown = page.locator('.pass');
  if ((await shown.count()) > 0) passes.push((await shown.locator('span').allTextContents()).join(' '));
}

/** `npm run audit -- verify` on the host. */
async function verifyRecord(house: House): Promise<AuditVerification> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['server/cli/audit.ts', 'verify', '--json'],
    {
      cwd: project,
      env: { ...process.env, REGAIN_DATA_DIR: house.dataDir },
    },
  );
  return JSON.parse(stdout) as AuditVerification;
}
