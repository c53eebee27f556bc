import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultPassPolicy } from '../index.ts';
import { openTestDirectory, type TestDirectory } from '../test-directory.ts';
import { completeSignIn } from './complete-sign-in.ts';

let fixture: TestDirectory;
beforeAll(async () => {
  fixture = await openTestDirectory();
});
afterAll(() => fixture.database.close());

test.each([
  ['removed', true],
  ['disabled', false],
])('T20: no session by a method that was %s after it was proven', async (_name, removed) => {
  const { id: accountId } = await fixture.addPerson();
  const { methods, sessions } = fixture.directory;
  const passwordId = await methods.addPassword({ accountId, password: 'x' });
  const totpId = await methods.addTotp({ accountId, secret: new Uint8Array(20) });
  const query = fixture.database.query();
  if (removed) await query.deleteFrom('authentication_method').where('id', '=', totpId).execute();
  else
    await query
      .updateTable('authentication_method')
      .set({ disabled_at: 1 })
      .where('id', '=', totpId)
      .execute();
  const context = {
    ...fixture.settings,
    now: () => fixture.clock.now,
    randomBytes,
    readPassPolicy: async () => defaultPassPolicy,
  };
  const proven = { accountId, userAgent: '' };
  expect(await completeSignIn(context, { ...proven, methodIds: [passwordId, totpId] })).toBeNull();
  expect(await sessions.list(accountId)).toEqual([]);
  expect(await completeSignIn(context, { ...proven, methodIds: [passwordId] })).toMatchObject({ accountId });
});
