import { expect, test } from 'vitest';
import { readCase } from './ask-admin.ts';
import { setStage } from './stage.ts';

const stage = setStage();

test('Inês has two accounts with the same names and birth date, and gets back the one she asked for', async () => {
  const ines = await stage.sitDown();
  await ines.getsAccountBack({ accountName: 'ines.carvalho', specimen: 'Inês Carvalho' });
  expect(await ines.reads()).toContain('Inês’s phone');

  // Two accounts fit the document. The employee number says that both are hers, so neither is a twin (D18).
  const { entries } = await readCase(stage.house(), await ines.caseNumber());
  expect(entries.find(({ activity }) => activity === 'matching.passed')?.data).toMatchObject({
    candidates: 2,
  });

  await ines.page.goto(stage.house().origin);
  await ines.sees('You are signed in');
  expect(await ines.reads()).toContain('(ines.carvalho)');
});
