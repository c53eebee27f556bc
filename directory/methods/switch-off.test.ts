import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestAuthenticator } from '../test-authenticator.ts';
import { openTestDirectory, type TestDirectory } from '../test-directory.ts';

let here: TestDirectory;
beforeAll(async () => {
  here = await openTestDirectory();
});
afterAll(() => here.database.close());

async function personWithEverything() {
  const { directory, addPerson } = here;
  const { id: accountId } = await addPerson();
  const methodId = await directory.methods.addPassword({ accountId, password: 'three small green boats' });
  const { sessionToken } = await directory.sessions.open({ accountId, methodId, userAgent: '' });
  return { accountId, sessionToken };
}

test('D32: sessions end, methods are disabled and not deleted; passes and invitations are void', async () => {
  const { directory } = here;
  const { accountId, sessionToken } = await personWithEverything();
  const other = await personWithEverything();
  await directory.passes.issue({ accountId, issuedBy: 'admin:1' });
  const invitation = await directory.invitations.create({ accountId });
  expect(await directory.methods.switchOff({ accountId, reason: 'required:1' })).toEqual({
    methods: 1,
    sessions: 1,
  });
  expect(await directory.sessions.read(sessionToken)).toBeNull();
  expect(await directory.methods.list(accountId)).toMatchObject([{ disabledAt: here.clock.now }]);
  expect(await directory.passes.read(accountId)).toBeNull();
  expect(await directory.invitations.redeem(invitation!.token)).toBeNull();
  expect(await directory.sessions.read(other.sessionToken), 'nobody else').not.toBeNull();
  expect(await directory.methods.switchOff({ accountId, reason: 'required:1' }), 'once').toEqual({
    methods: 0,
    sessions: 0,
  });
});

test('D32, T20: a set-up that somebody has open brings nothing in', async () => {
  const { directory } = here;
  const { accountId } = await personWithEverything();
  const invitation = await directory.invitations.create({ accountId });
  const opened = await directory.invitations.redeem(invitation!.token);
  await directory.methods.switchOff({ accountId, reason: 'required:1' });
  expect(await directory.enrolments.startPasskey(opened!.enrolmentToken)).toBe('enrolmentEnded');
});

test('D32: whoever is recovering is not thrown out again', async () => {
  const { directory } = here;
  const { accountId } = await personWithEverything();
  const recoveryId = 'recovery-under-way';
  await directory.passes.issueForRecovery({ accountId, recoveryId, lifetimeMinutes: 10 });
  const redeemed = await directory.passes.redeemForRecovery({ recoveryId });
  if (typeof redeemed === 'string') throw new Error(redeemed);
  const { enrolmentToken } = redeemed;
  const start = await directory.enrolments.startPasskey(enrolmentToken);
  if (start === 'enrolmentEnded') throw new Error(start);
  const { credential } = createTestAuthenticator(here.origin).create(start.options);
  const { ceremonyToken } = start;
  await directory.enrolments.enrolPasskey({ enrolmentToken, ceremonyToken, credential, label: 'New' });
  await directory.methods.switchOff({ accountId, reason: 'required:2' });
  const methods = await directory.methods.list(accountId);
  expect(methods.map(({ kind, disabledAt }) => [kind, disabledAt !== null])).toEqual([
    ['passkey', false],
    ['password', true],
  ]);
});
