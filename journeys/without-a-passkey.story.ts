import { expect, test } from 'vitest';
import { setUpAuthenticatorApp } from './authenticator-app.ts';
import { setStage } from './stage.ts';
import { staysPut } from './stays-put.ts';

const stage = setStage();

test('Mara has no device for a passkey, and comes back with a password and an authenticator app', async () => {
  const mara = await stage.sitDown();
  await mara.provesIdentity({ accountName: 'mara.lindqvist', specimen: 'Mara Lindqvist' });
  await mara.continuesWithPass();
  await mara.sees(/^Set up your new passkey/);
  await mara.presses('Create a passkey');
  await mara.answers('Cancel');
  await mara.page.getByRole('alert').waitFor();
  await mara.presses('Use a password and an authenticator app');

  await mara.sees('Choose a new password');
  const password = 'heron lamp sideways 47';
  await mara.types('New password', password);
  await mara.presses('Save password');
  await mara.sees('Connect an authenticator app');
  await mara.opens("I can't scan the code");
  const key = await mara.readsAuthenticatorKey();
  await staysPut(stage, mara, { heading: 'Connect an authenticator app', path: '/enrol' });
  await mara.opens("I can't scan the code");
  expect(await mara.readsAuthenticatorKey()).toBe(key);
  const app = setUpAuthenticatorApp(key);
  await mara.types('Six-digit code', app.nextCode());
  await mara.presses('Confirm code');

  await mara.sees('Your password and app are ready');
  await staysPut(stage, mara, { heading: 'Your password and app are ready', path: '/enrol' });
  await mara.presses('Sign in with password and code');
  await mara.types('Password', password);
  await mara.presses('Continue');
  await mara.types('Six-digit code', app.nextCode());
  await mara.presses('Sign in');

  await mara.sees("You're back");
  expect(await mara.reads()).toContain('No longer works');
  await mara.presses('See your security info');
  await mara.sees('Your security info');
  expect(await mara.readsMethodsInUse()).toEqual(['Authenticator app', 'Password']);
});
