import { describe, expect, test } from 'vitest';
import { readReason } from './ask-admin.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const specimen = 'Mara Lindqvist';

describe('a credential that does not hold', () => {
  test.each([
    ['Credential is 30 days old', 'credentialTooOld'],
    ['Credential from an unknown authority', 'issuerUntrusted'],
  ])('%s: the wallet hears no, Regain says only that it could not confirm', async (outcome, reason) => {
    const mara = await stage.sitDown();
    await mara.startsRecovery('mara.lindqvist');
    await mara.agreesAndChoosesCountry();
    await mara.goesToProvider();
    await mara.getsCredential({ specimen, outcome });
    await mara.opensWallet();
    await mara.presses('Share');
    await mara.sees('The other side did not accept it');

    await mara.looksAgain();
    await mara.sees('We could not confirm your identity');
    expect(await readReason(stage.house(), await mara.caseNumber())).toBe(reason);
  });

  test('Credential has expired: the wallet does not even keep it, and the way back to the provider is open', async () => {
    const mara = await stage.sitDown();
    await mara.startsRecovery('mara.lindqvist');
    await mara.agreesAndChoosesCountry();
    await mara.goesToProvider();
    await mara.showsDocument({ specimen, outcome: 'Credential has expired' });
    const wallet = await mara.offersCodeToWallet();
    await wallet.getByRole('heading', { level: 1, name: 'Nothing was added' }).waitFor();
    await wallet.close();
    // The provider cannot know; the wallet has the last word.
    await mara.sees('It is in your wallet');
    await mara.returnsToRegain();

    await mara.sees('Show your credential');
    await mara.opensWallet();
    await mara.sees('You have nothing that fits');
    await mara.presses('Tell Alder & Finch no');
    await mara.page.waitForURL(`${stage.house().origin}/**`);

    // Nothing is lost: back to the provider, for another one.
    await mara.sees('Show your credential');
    await mara.presses('I have no credential yet');
    await mara.sees('Where is your document from?');
    await mara.choosesCountry();
    await mara.goesToProvider();
    await mara.getsCredential({ specimen });
    await mara.showsCredential();
    await mara.sees('Face check');
  });
});
