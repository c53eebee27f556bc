import { expect, test } from 'vitest';
import { readCase } from './ask-admin.ts';
import { readAccount } from './read-account.ts';
import { setStage } from './stage.ts';
import { staysPut } from './stays-put.ts';

const stage = setStage();

test('Tiago rehearses: everything runs, nobody gets in, nothing changes', async () => {
  const tiago = await stage.sitDown();
  const rehearsal = tiago.page.getByText('Rehearsal: nothing will change.');
  await tiago.startsRecovery('tiago.ferreira');
  await rehearsal.waitFor();
  await tiago.agreesAndChoosesCountry();
  await tiago.goesToProvider();
  await tiago.getsCredential({ specimen: 'Tiago Ferreira' });
  await tiago.showsCredential();
  await tiago.looksIntoCamera('Tiago Ferreira');

  await tiago.sees('It works');
  await rehearsal.waitFor();
  expect(await tiago.reads()).toContain('you got no access pass');
  await staysPut(stage, tiago, { heading: 'It works' });

  // The record ends with the rehearsal: no pass, no set-up, no old method touched.
  const { recovery, entries } = await readCase(stage.house(), await tiago.caseNumber());
  expect(recovery).toMatchObject({ mode: 'evaluation', outcome: 'rehearsed' });
  const activities = entries.map(({ activity }) => activity);
  expect(activities.at(-1)).toBe('accessPass.rehearsed');
  expect(activities.filter((each) => /granted|shown|redeemed|reEnrolment/.test(each))).toEqual([]);

  // Nor is there a door left open in this browser.
  for (const act of ['show', 'redeem']) {
    const address = `${stage.house().origin}/api/recovery/access-pass/${act}`;
    const headers = { origin: stage.house().origin };
    const answer = await tiago.page.request.post(address, { data: {}, headers });
    expect(answer.status()).toBe(409);
  }
  await tiago.page.goto(`${stage.house().origin}/enrol`);
  await tiago.sees('The time for setting up is over');

  // He was told that a recovery began; nobody wrote that anything changed.
  await tiago.page.goto(`${stage.house().origin}/outbox`);
  await tiago.sees('Outbox');
  const mails = tiago.page.getByRole('article');
  await mails.first().waitFor();
  expect(await mails.count()).toBe(1);
  expect(await mails.first().textContent()).toContain('tiago.ferreira@alderfinch.example');

  // And what he lost stands as it stood: in use, and still signed in.
  await stage.house().end();
  const { methods, sessions } = await readAccount(stage.house(), 'tiago.ferreira');
  const inUse = methods.filter(({ disabledAt }) => disabledAt === null);
  expect(inUse.map(({ kind }) => kind).toSorted()).toEqual(['passkey', 'password', 'totp']);
  expect(methods).toHaveLength(3);
  expect(sessions).toHaveLength(2);
});
