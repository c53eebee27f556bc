import { beforeAll, describe, expect, test } from 'vitest';
import { readCase } from './ask-admin.ts';
import { type LockedOutPerson, sitDown } from './locked-out-person.ts';
import type { Phone } from './phone.ts';
import { readQr } from './read-qr.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const specimen = 'Mara Lindqvist';

/** What the record says happened to the recovery in this browser, in order. */
async function activitiesOf({ page }: LockedOutPerson): Promise<readonly string[]> {
  const view = await page.request.get(`${stage.house().origin}/api/recovery`);
  const { caseNumber } = (await view.json()) as { caseNumber: string };
  return (await readCase(stage.house(), caseNumber)).entries.map(({ activity }) => activity);
}
async function mails(): Promise<readonly { to: string; subject: string }[]> {
  const page = (await stage.sitDown()).page;
  const answer = await page.request.get(`${stage.house().origin}/api/outbox`);
  return ((await answer.json()) as { mails: { to: string; subject: string }[] }).mails;
}

describe('the QR code of a wallet, relayed: Eve starts a recovery of Mara, and Mara’s own phone answers (T2, R39, D25)', () => {
  let phone: Phone;
  /** With a genuine credential of hers in its wallet. */
  beforeAll(async () => {
    phone = await stage.takePhone();
    const mara = sitDown(phone.page, stage.house());
    await mara.startsRecovery('mara.lindqvist');
    await mara.agreesAndChoosesCountry();
    await mara.goesToProvider();
    await mara.getsCredential({ specimen });
  });

  async function eveAsks(): Promise<LockedOutPerson> {
    const eve = await stage.sitDown();
    await eve.startsRecovery('mara.lindqvist');
    await eve.presses('I agree, continue');
    await eve.sees('Where is your document from?');
    await eve.presses('I already have a credential');
    await eve.sees('Show your credential');
    await eve.presses('My wallet is on another phone');
    await eve.sees('Scan this code with your phone');
    return eve;
  }

  test('stopped: the phone says whose sign-in it is about before any wallet opens, and one press ends it', async () => {
    const eve = await eveAsks();
    await phone.opensLink(eve.page);
    await phone.sees('Somebody wants to reset a sign-in');
    expect(await phone.reads()).toContain('ma•••t');
    await phone.denies();
    await eve.sees('This session ended');
    expect(await activitiesOf(eve)).toEqual(expect.arrayContaining(['phone.joined', 'recovery.stopped']));
    expect((await mails())[0]).toMatchObject({ subject: 'A recovery of your account was stopped' });
  });

  test('stopped: Eve reads the page herself and forwards the wallet’s link alone; its answer ends on Mara’s phone', async () => {
    const eve = await eveAsks();
    const evesPhone = await stage.takePhone();
    await evesPhone.opensLink(eve.page);
    await evesPhone.agrees();
    await evesPhone.sees('Show your credential');
    const asked = await evesPhone.page.request.post(`${stage.house().origin}/api/phone/presentation`, {
      ...{ data: {}, headers: { origin: stage.house().origin } },
    });
    const { location } = (await asked.json()) as { location: string };

    await phone.page.context().clearCookies({ name: 'regain-phone' });
    await phone.page.goto(location);
    await phone.shares();
    await phone.sees('This page belongs to another phone');
    expect(phone.page.url()).not.toContain('response_code');
    await evesPhone.page.reload();
    await evesPhone.sees('Show your credential');
    await eve.sees('Continue on your phone');
    expect(await activitiesOf(eve)).not.toContain('phone.done');
  });

  test('not stopped by the page alone: who goes on and reads the code out to Eve lets her on, to a face check before Mara’s portrait', async () => {
    const eve = await eveAsks();
    await phone.opensLink(eve.page);
    await phone.agrees();
    await phone.opensWallet();
    await phone.shares();
    const code = await phone.readsCode();
    expect(await phone.reads()).toContain('Tell it to nobody');
    await eve.sees('Type the code from your phone');
    // Eve does not have it: a guess is right once in 2^40, and she has three.
    for (const [guess, left] of [
      ['0000 0000', 'You have 2 more tries.'],
      ['7777 7777', 'You have 1 more try.'],
    ]) {
      await eve.types('Code from your phone', guess!);
      await eve.presses('Continue');
      await eve.page.getByText(left!).waitFor();
    }
    // Typed in another browser, it is nobody's.
    const other = await eveAsks();
    await other.page.request.post(`${stage.house().origin}/api/recovery/phone/code`, {
      ...{ data: { code }, headers: { origin: stage.house().origin } },
    });
    await other.sees('Scan this code with your phone');
    await eve.types('Code from your phone', code);
    await eve.presses('Continue');
    await eve.sees('Face check');
    await eve.looksIntoCamera('Jonas Weber');
    await eve.sees('We could not confirm your identity');
  });

  test('three wrong codes, and what the phone did is worth nothing', async () => {
    const eve = await eveAsks();
    await phone.opensLink(eve.page);
    await phone.agrees();
    await phone.opensWallet();
    await phone.shares();
    const code = await phone.readsCode();
    for (const guess of ['0000 0000', '7777 7777', 'ZZZZ ZZZZ']) {
      await eve.sees('Type the code from your phone');
      await eve.types('Code from your phone', guess);
      const answered = eve.page.waitForResponse(/\/phone\/code$/);
      await eve.presses('Continue');
      await answered;
    }
    await eve.sees('Show your credential');
    expect(await eve.reads()).toContain('Three codes were wrong');
    const late = await eve.page.request.post(`${stage.house().origin}/api/recovery/phone/code`, {
      ...{ data: { code }, headers: { origin: stage.house().origin } },
    });
    expect(((await late.json()) as { now: { page: string } }).now.page).toBe('present');
  });
});

describe('the code of "Continue on my phone", photographed by somebody who looks over Mara’s shoulder (D25)', () => {
  let mara: LockedOutPerson;
  beforeAll(async () => {
    mara = await stage.sitDown();
    await mara.comesToFaceCheck({ accountName: 'mara.lindqvist', specimen });
  });

  test('the thief is first: Mara’s phone gets nothing, her page shows who has joined, and the thief is thrown out', async () => {
    await mara.presses('Continue on my phone');
    await mara.sees('Scan this code with your phone');
    const link = await readQr(mara.page);
    const [thief, phone] = [await stage.takePhone(), await stage.takePhone()];
    await thief.page.goto(link);
    await thief.agrees();
    await phone.page.goto(link);
    await phone.sees('This code was used already');
    await mara.sees('Continue on your phone');
    await mara.page.getByText('Somebody else tried to open the same code').waitFor();
    // Whatever the thief does: the code stands on the thief's phone, and only Mara's browser takes it.
    await thief.looksIntoCamera('Jonas Weber');
    await thief.readsCode();
    await mara.sees('Type the code from your phone');
    expect(await activitiesOf(mara)).toContain('faceCheck.held');
    await mara.presses('That is not my phone: throw it out');
    await mara.sees('Face check');
    await thief.page.reload();
    await thief.sees('Go back to your other screen');
  });

  test('the thief is second, or comes after everything: nothing, and Mara’s phone ends what she began', async () => {
    await mara.presses('Continue on my phone');
    await mara.sees('Scan this code with your phone');
    const link = await readQr(mara.page);
    const [thief, phone] = [await stage.takePhone(), await stage.takePhone()];
    await phone.page.goto(link);
    await phone.agrees();
    await thief.page.goto(link);
    await thief.sees('This code was used already');
    expect((await thief.page.context().cookies()).map(({ name }) => name)).not.toContain('regain-phone');
    await phone.looksIntoCamera(specimen);
    const code = await phone.readsCode();
    await mara.sees('Type the code from your phone');
    await mara.types('Code from your phone', code);
    await mara.presses('Continue');
    await mara.sees('You have proved who you are');
    await thief.page.goto('about:blank');
    await thief.page.goto(link);
    await thief.sees('This code was used already');
    // The phone's cookie opens the phone's door only.
    const shown = await phone.page.request.post(`${stage.house().origin}/api/recovery/access-pass/show`, {
      ...{ data: {}, headers: { origin: stage.house().origin } },
    });
    expect(shown.status()).toBe(404);
  });
});
