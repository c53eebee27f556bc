import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultPassPolicy } from '../index.ts';
import { completeSignIn } from '../sign-in/complete-sign-in.ts';
import { openTestDirectory, type TestDirectory } from '../test-directory.ts';

let fixture: TestDirectory;
let ids: { anna: string; unused: string; methodId: string };

beforeAll(async () => {
  fixture = await openTestDirectory();
  const [anna, unused] = [(await fixture.addPerson()).id, (await fixture.addPerson()).id];
  const methodId = await fixture.directory.methods.addPassword({ accountId: anna, password: 'x' });
  ids = { anna, unused, methodId };
});
afterAll(() => fixture.database.close());

const version = async () => (await fixture.directory.accounts.readVersion()).version;
const signIn = () =>
  completeSignIn(
    {
      ...fixture.settings,
      now: () => fixture.clock.now,
      randomBytes,
      readPassPolicy: async () => defaultPassPolicy,
    },
    { accountId: ids.anna, methodIds: [ids.methodId], userAgent: '' },
  );
const edit = (changes: object) => fixture.directory.accounts.edit({ id: ids.anna, changes });

describe('the version of the people', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['somebody new', () => fixture.addPerson()],
    ['an edit, and its hold', () => edit({ surname: 'Berg' })],
    ['a freeze', () => edit({ frozen: true })],
    ['a mail', () => edit({ mails: [{ mail: 'a@example.org', confirmed: true }] })],
    ['a role', () => edit({ roles: ['Auditor'] })],
    [
      'somebody in a group',
      () => fixture.directory.groups.changeMembers({ group: 'Staff', add: [ids.anna], remove: [] }),
    ],
    ['a group with another name', () => fixture.directory.groups.rename({ from: 'Staff', to: 'Crew' })],
    [
      'somebody out of a group',
      () => fixture.directory.groups.changeMembers({ group: 'Crew', add: [], remove: [ids.anna] }),
    ],
    ['the first sign-in', signIn],
    ['somebody removed', () => fixture.directory.accounts.removeUnused([ids.unused])],
  ])('grows with %s, and says when', async (_what, change) => {
    const before = await version();
    fixture.clock.now += 1_000;
    await change();
    expect(await version()).toBeGreaterThan(before);
    expect((await fixture.directory.accounts.readVersion()).changedAt).toBe(fixture.clock.now);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['the second sign-in', signIn],
    ['nobody moved', () => fixture.directory.groups.changeMembers({ group: 'X', add: [], remove: [] })],
    ['a group that nobody is in', () => fixture.directory.groups.rename({ from: 'None', to: 'Other' })],
    ['somebody in use, who stays', () => fixture.directory.accounts.removeUnused([ids.anna])],
    ['nobody created', () => fixture.directory.accounts.createMany([])],
    [
      'a change that is taken back',
      () =>
        fixture.database
          .transaction(async () => {
            await edit({ surname: 'Other' });
            throw new Error('taken back');
          })
          .catch(() => {}),
    ],
  ])('stays with %s', async (_what, change) => {
    const before = await fixture.directory.accounts.readVersion();
    await change();
    expect(await fixture.directory.accounts.readVersion()).toEqual(before);
  });
});
