import { expect, test } from 'vitest';
import { readCase, readReason } from './ask-admin.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const specimen = 'Mara Lindqvist';
const identity = 'Identity, as an SD-JWT VC';
const licence = 'Driving licence, as an mdoc (ISO 18013-5)';
const card = 'Identity, as a JWT VC (W3C)';

test.each([
  [licence, 'mso_mdoc', 'org.iso.18013.5.1.mDL'],
  [card, 'jwt_vc_json', 'VerifiedIdentity'],
])('Mara gets her account back with another credential: %s', async (credential, _, type) => {
  const mara = await stage.sitDown();
  await mara.startsRecovery('mara.lindqvist');
  await mara.agreesAndChoosesCountry();
  await mara.opens("I can't do this");
  const caseNumber = await mara.caseNumber();
  await mara.goesToProvider();
  await mara.getsCredential({ specimen, credential });
  await mara.showsCredential();
  await mara.looksIntoCamera(specimen);
  await mara.continuesWithPass();
  await mara.createsDemoPasskey();
  await mara.signsInWithDemoPasskey();
  await mara.sees("You're back");
  const { entries } = await readCase(stage.house(), caseNumber);
  const received = entries.find(({ activity }) => activity === 'presentation.received');
  expect(received?.data).toMatchObject({ credentialType: type });
});

/** Soon after the others, so that the status lists that they brought are still kept, and know nothing of it. */
test.each([card, licence, identity])('a credential that was withdrawn is refused: %s', async (credential) => {
  const mara = await stage.sitDown();
  await mara.startsRecovery('mara.lindqvist');
  await mara.agreesAndChoosesCountry();
  await mara.goesToProvider();
  await mara.getsCredential({ specimen, credential, outcome: 'Credential has been withdrawn' });
  await mara.opensWallet();
  await mara.presses('Share');
  await mara.sees('The other side did not accept it');
  await mara.looksAgain();
  await mara.sees('We could not confirm your identity');
  expect(await readReason(stage.house(), await mara.caseNumber())).toBe('credentialRevoked');
});

test('a licence shows what was asked and no more; a card that cannot, says so before it is shared', async () => {
  for (const [credential, alsoShown] of [
    [licence, false],
    [card, true],
  ] as const) {
    const mara = await stage.sitDown();
    await mara.startsRecovery('mara.lindqvist');
    await mara.agreesAndChoosesCountry();
    await mara.goesToProvider();
    await mara.getsCredential({ specimen, credential });
    await mara.opensWallet();
    await mara.page.getByRole('button', { name: 'Share', exact: true }).waitFor();
    const said = await mara.reads();
    expect(said).toContain('Lindqvist');
    expect(said).toContain('Date of birth');
    expect(said.includes('Document number')).toBe(alsoShown);
  }
});
