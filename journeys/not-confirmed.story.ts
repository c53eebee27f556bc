import { describe, expect, test } from 'vitest';
import { readReason } from './ask-admin.ts';
import type { LockedOutPerson, Proof } from './locked-out-person.ts';
import { setStage } from './stage.ts';

const stage = setStage();

const mara = { accountName: 'mara.lindqvist', specimen: 'Mara Lindqvist' };
const cases: readonly (readonly [string, Proof, string])[] = [
  ['a document in another name', { ...mara, outcome: 'Pass, with another name' }, 'nameMismatch'],
  ['another birth date', { ...mara, outcome: 'Pass, with another birth date' }, 'birthDateMismatch'],
  ['somebody else before the camera', { ...mara, face: 'Omar Haddad' }, 'faceNoMatch'],
  ['an account with a twin', { accountName: 'jonas.weber', specimen: 'Jonas Weber' }, 'duplicateIdentity'],
  ['an account that does not exist', { ...mara, accountName: 'nobody.atall' }, 'unknownAccount'],
  ['an excluded person', { accountName: 'ruth.abel', specimen: 'Ruth Abel' }, 'excluded'],
  ['a disabled account', { accountName: 'omar.haddad', specimen: 'Omar Haddad' }, 'accountDisabled'],
];

describe('seven reasons, one page (D15); the reason is for the admin', () => {
  let firstPage: string | undefined;

  test.each(cases)('%s', async (_, proof, reason) => {
    const person = await stage.sitDown();
    await person.provesIdentity(proof);
    await person.sees('We could not confirm your identity');
    const caseNumber = await person.caseNumber();
    expect(caseNumber).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(await person.reads()).toContain('+49 30 5550 142');

    const page = await copyPage(person, caseNumber);
    firstPage ??= page;
    expect(page).toBe(firstPage);
    expect(await readReason(stage.house(), caseNumber)).toBe(reason);
    await person.page.context().close();
  });
});

/** Everything on the page but its case number and, as a decoy draws it from the real distribution (D14), the rehearsal's banner. */
async function copyPage(person: LockedOutPerson, caseNumber: string): Promise<string> {
  const page: string = await person.page.evaluate('document.body.outerHTML');
  return page.replaceAll(caseNumber, '<case>').replace(/<p class="banner banner-rehearsal">[^<]*<\/p>/, '');
}
