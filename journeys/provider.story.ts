import { expect, test } from 'vitest';
import { readCase } from './ask-admin.ts';
import { setStage } from './stage.ts';

const stage = setStage();

test('the provider refuses a document: try again there, or come back and be told what is missing', async () => {
  const mara = await stage.sitDown();
  await mara.startsRecovery('mara.lindqvist');
  await mara.agreesAndChoosesCountry();
  await mara.goesToProvider();
  await mara.showsDocument({ specimen: 'Mara Lindqvist', outcome: 'Document refused' });
  await mara.sees('We could not accept your document');
  await mara.presses('Try again');
  await mara.showsDocument({ specimen: 'Mara Lindqvist', outcome: 'Face refused' });
  await mara.sees('We could not match your face');
  await mara.returnsToRegain();

  await mara.page.getByText('We have no credential from you yet').waitFor();
  await mara.goesToProvider();
  await mara.getsCredential({ specimen: 'Mara Lindqvist' });
  await mara.showsCredential();
  await mara.sees('Face check');
});

test('the provider goes down: the recovery is kept, and goes on when it is up again', async () => {
  const mara = await stage.sitDown();
  await mara.startsRecovery('mara.lindqvist');
  await mara.agreesAndChoosesCountry();

  const tester = await stage.sitDown();
  await tester.startsRecovery('ines.carvalho');
  await tester.agreesAndChoosesCountry();
  await tester.goesToProvider();
  await tester.page.getByLabel('Provider goes down for a minute').check();
  await tester.presses('Continue to my document');
  await tester.sees('Our service is down');

  await mara.presses(/^Go to Specimen ID/);
  await mara.sees('Please try again a little later');
  await mara.page.reload();
  await mara.sees('Please try again a little later');
  await mara.presses('Try again');
  await mara.page.getByText('It still cannot be reached.').waitFor();

  await tester.presses('Bring it up again now');
  await tester.sees('Our service is up again');
  await mara.presses('Try again');
  await mara.page.waitForURL(`${stage.house().sandboxOrigin}/**`);
  await mara.getsCredential({ specimen: 'Mara Lindqvist' });

  await mara.opens("I can't do this");
  const { entries } = await readCase(stage.house(), await mara.caseNumber());
  expect(entries.filter(({ code }) => code === 'providerUnavailable')).toHaveLength(2);
});
