import { expect, test } from 'vitest';
import { readCase } from './ask-admin.ts';
import type { LockedOutPerson } from './locked-out-person.ts';
import { setStage } from './stage.ts';
import { isNotSignedIn, readsPass, typesPass } from './typed-pass.ts';

const stage = setStage();
const goBackThere = 'Go back to the browser where you started';

/** What the record says happened, in order. */
async function activitiesOf(person: LockedOutPerson): Promise<readonly string[]> {
  const view = await person.page.request.get(`${stage.house().origin}/api/recovery`);
  const { caseNumber } = (await view.json()) as { caseNumber: string };
  return (await readCase(stage.house(), caseNumber)).entries.map(({ activity }) => activity);
}

/** Shares in the wallet, and somebody else gets the address it leads to before Mara's own browser follows it (T2, T3). */
async function sharesAndIsOverheard(mara: LockedOutPerson): Promise<string> {
  const answers = `${stage.house().origin}/openid4vp/response/*`;
  const address = Promise.withResolvers<string>();
  await mara.opensWallet();
  await mara.page.route(answers, async (route) => {
    const response = await route.fetch();
    const { redirect_uri: way, ...rest } = (await response.json()) as { redirect_uri: string };
    address.resolve(way);
    await route.fulfill({ response, json: rest });
  });
  await mara.page.getByRole('button', { name: 'Share', exact: true }).click();
  const overheard = await address.promise;
  await mara.page.unroute(answers);
  return overheard;
}

test("the wallet's way back moves nothing in another browser, and the right one can still finish (D24, R38)", async () => {
  const mara = await stage.sitDown();
  await mara.startsRecovery('mara.lindqvist');
  await mara.agreesAndChoosesCountry();

  // The provider's way back, carried elsewhere, is only a hint, and here not even that.
  const stranger = await stage.sitDown();
  await stranger.page.goto(`${stage.house().origin}/recover/returned?request=x&status=done`);
  await stranger.sees(goBackThere);

  await mara.goesToProvider();
  await mara.getsCredential({ specimen: 'Mara Lindqvist' });
  const address = await sharesAndIsOverheard(mara);

  await stranger.page.goto(address);
  await stranger.sees(goBackThere);
  // The code is out of the address and of the history, here as well.
  expect(stranger.page.url()).not.toContain('response_code');
  await stranger.page.goto(`${stage.house().origin}/recover`);
  await stranger.sees('Do you still have any of these?');

  // Somebody in the middle of a recovery of their own stays where they are.
  const jonas = await stage.sitDown();
  await jonas.startsRecovery('jonas.weber');
  await jonas.page.goto(address);
  await jonas.sees('Get your account back');
  expect(await activitiesOf(jonas)).not.toContain('presentation.completed');
  expect(await activitiesOf(mara)).toContain('presentation.received');
  expect(await activitiesOf(mara)).not.toContain('presentation.completed');

  await mara.page.goto(address);
  await mara.sees('Face check');
  await mara.looksIntoCamera('Mara Lindqvist');
  await mara.sees('You have proved who you are');
});

test('the access pass typed in another browser does nothing, and used once it is used up (D28, T19)', async () => {
  const mara = await stage.sitDown();
  await mara.provesIdentity({ accountName: 'mara.lindqvist', specimen: 'Mara Lindqvist' });
  await mara.sees('You have proved who you are');
  await mara.presses('Show my access pass');
  const typed = { origin: stage.house().origin, accountName: 'mara.lindqvist', pass: await readsPass(mara) };

  const thief = await stage.sitDown();
  await typesPass(thief, typed);
  await isNotSignedIn(thief);
  await thief.page.goto(`${stage.house().origin}/enrol`);
  await thief.sees('The time for setting up is over');
  expect((await thief.page.context().cookies()).map(({ name }) => name)).not.toContain('regain-enrolment');

  // It costs Mara nothing: her pass is still good, once.
  await mara.continuesWithPass();
  const tab = await stage.openTab(mara);
  await typesPass(tab, typed);
  await isNotSignedIn(tab);
  await mara.createsDemoPasskey();
  await mara.signsInWithDemoPasskey();
  await mara.sees("You're back");
});
