import { beforeAll, expect, test } from 'vitest';
import { type AuthenticatorApp, setUpAuthenticatorApp } from './authenticator-app.ts';
import { keyboard } from './hands.ts';
import type { LockedOutPerson } from './locked-out-person.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const password = 'heron lamp sideways 47';
let mara: LockedOutPerson;
let app: AuthenticatorApp;

beforeAll(async () => {
  mara = await stage.sitDown();
  await mara.getsAccountBack({ accountName: 'mara.lindqvist', specimen: 'Mara Lindqvist' });
});

test('Mara signs out, and in again with the passkey that the recovery gave her', async () => {
  await mara.presses('See your security info');
  await mara.sees('Your security info');
  await mara.presses('Sign out here');
  await mara.sees('Sign in');

  await mara.types('Account name or email', 'mara.lindqvist');
  await mara.presses('Continue');
  await mara.sees('Use your passkey');
  await mara.signsInWithDemoPasskey();
  // For some minutes the receipt of a recovery comes once more: the answer that brought it may have been lost.
  await mara.sees(/You're back|Your security info/);
  await mara.page.goto(`${stage.house().origin}/security-info`);
  await mara.sees('Your security info');
  expect(await mara.readsMethodsInUse()).toEqual(['Passkey']);
  expect(await switchedOff(mara)).toEqual(['Authenticator app', 'Passkey', 'Password']);
  expect(await sessions(mara)).toHaveLength(1);
});

test('she adds a password and an authenticator app, and signs in with them elsewhere', async () => {
  await mara.presses('Set a new password');
  await mara.types('New password', password);
  await mara.presses('Save password');
  await mara.page.getByText('Password saved.').waitFor();
  await mara.presses('Add an authenticator app');
  await mara.opens("I can't scan the code");
  app = setUpAuthenticatorApp(await mara.readsAuthenticatorKey());
  await mara.types('Six-digit code', app.nextCode());
  await mara.presses('Confirm code');
  await mara.page.getByText('Authenticator app added.').waitFor();
  expect(await mara.readsMethodsInUse()).toEqual(['Authenticator app', 'Passkey', 'Password']);

  const elsewhere = await stage.sitDown();
  await elsewhere.page.goto(stage.house().origin);
  await elsewhere.types('Account name or email', 'mara.lindqvist');
  await elsewhere.presses('Continue');
  await elsewhere.presses('Other ways to sign in');
  await elsewhere.presses(/^Password and code/);
  await elsewhere.types('Password', password);
  await elsewhere.presses('Continue');
  await elsewhere.types('Six-digit code', app.nextCode());
  await elsewhere.presses('Sign in');
  await elsewhere.sees('Your security info');

  // Both are signed in, until she ends the other one.
  await mara.page.reload();
  await mara.presses('Sign out everywhere else');
  await mara.page.getByText('Sign out everywhere else').waitFor({ state: 'detached' });
  expect(await sessions(mara)).toHaveLength(1);
  await elsewhere.page.reload();
  await elsewhere.sees('Sign in');
});

test('she removes the authenticator app, but cannot remove her last way in', async () => {
  await removes(mara, 'Authenticator app');
  await expect.poll(() => mara.readsMethodsInUse()).toEqual(['Passkey', 'Password']);

  await removes(mara, 'Passkey');
  await mara.page.getByText('This is your last way to sign in').waitFor();
  expect(await mara.readsMethodsInUse()).toEqual(['Passkey', 'Password']);
});

test('from the sign-in page to the first page of a recovery by keyboard', async () => {
  const ines = await stage.sitDown({ hands: keyboard });
  await ines.startsRecovery('ines.carvalho');
  await ines.sees('Get your account back');
});

const methodsOf = ({ page }: LockedOutPerson) =>
  page.getByRole('region', { name: 'Ways to sign in' }).getByRole('listitem');

/** The one in use; what the recovery switched off stands in the list as well. */
async function removes(person: LockedOutPerson, kind: string): Promise<void> {
  const inUse = methodsOf(person).filter({ hasText: kind, hasNotText: 'Switched off' });
  await inUse.getByRole('button').click();
  await person.answers(`Remove: ${kind}`);
}

async function switchedOff(person: LockedOutPerson): Promise<readonly string[]> {
  const methods = methodsOf(person);
  const kinds = await methods.filter({ hasText: 'Switched off' }).getByRole('heading').allTextContents();
  return kinds.toSorted();
}

async function sessions({ page }: LockedOutPerson): Promise<readonly string[]> {
  const list = page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem');
  await list.first().waitFor();
  return await list.allTextContents();
}
