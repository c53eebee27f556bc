import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type AdminAtWork, atWork } from './admin-at-work.ts';
import { runAdmin } from './ask-admin.ts';
import { openPage } from './browser.ts';
import { type LockedOutPerson, sitDown } from './locked-out-person.ts';
import { type Authenticator, addAuthenticator } from './passkeys.ts';
import type { RealHouse } from './real-house.ts';
import { typesPass } from './typed-pass.ts';

/** What the host hands out goes through a file that is gone afterwards. */
async function askHost(house: RealHouse, ...command: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'regain-secret-'));
  try {
    await runAdmin(house, ...command, '--file', join(folder, 'secret'));
    return readFileSync(join(folder, 'secret'), 'utf8').trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function sitDownWithPasskeys(browser: Browser, house: RealHouse) {
  const person = sitDown(await openPage(browser), house);
  return { person, authenticator: await addAuthenticator(person.page) };
}

async function createsPasskey(person: LockedOutPerson): Promise<void> {
  await person.sees(/^Welcome|^Set up a passkey/);
  await person.presses('Create a passkey');
  await person.sees('Your passkey is ready');
}

/** Invited on the host (D33), with a passkey of their own device; signed in, at the portal's Home. */
export async function becomesAdmin(
  browser: Browser,
  house: RealHouse,
  invited: { readonly accountName: string; readonly givenName: string; readonly surname: string },
): Promise<AdminAtWork> {
  const { accountName, givenName, surname } = invited;
  const named = ['--name', givenName, '--surname', surname, '--mail', `${accountName}@alder.example`];
  const address = await askHost(house, 'invite', accountName, ...named);
  const { person } = await sitDownWithPasskeys(browser, house);
  await person.page.goto(address);
  await person.presses('Set up sign-in');
  await createsPasskey(person);
  await person.page.goto(`${house.origin}/admin`);
  await person.sees('Sign in to the portal');
  await person.presses('Sign in');
  await person.types('Account name or email', accountName);
  await person.presses('Continue');
  await person.presses('Sign in with a passkey');
  await person.sees('Home');
  return atWork(person, house);
}

/** With a pass from the help desk; then with a passkey on a device of their own. */
export async function signsInOnce(
  browser: Browser,
  house: RealHouse,
  accountName: string,
): Promise<Authenticator> {
  const pass = await askHost(house, 'pass', accountName);
  const { person, authenticator } = await sitDownWithPasskeys(browser, house);
  await typesPass(person, { origin: house.origin, accountName, pass });
  await createsPasskey(person);
  await person.presses('Sign in with your new passkey');
  await person.sees('Your security info');
  return authenticator;
}
