import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type HttpBrowser, openSmallHouse, type SmallHouse } from '../journeys/in-process/index.ts';

let house: SmallHouse;
beforeAll(async () => {
  house = await openSmallHouse();
});
afterAll(() => house.close());

let people = 0;
async function signsIn(mails: readonly { readonly mail: string; readonly confirmed: boolean }[]) {
  const { accounts, methods, sessions } = house.installation.builtInDirectory;
  people += 1;
  const accountId = await accounts.create({
    ...{ accountName: `alma.${people}`, givenName: 'Alma', surname: 'Nordberg' },
    mails,
  });
  const methodId = await methods.addPassword({ accountId, password: 'heron lamp sideways 47' });
  await methods.addTotp({ accountId, secret: new Uint8Array(20).fill(7) });
  const { sessionToken } = await sessions.open({ accountId, methodId, userAgent: 'Firefox' });
  const browser = house.openBrowser();
  browser.cookies.set('regain-session', sessionToken);
  return { accountId, browser };
}

const setsPassword = (browser: HttpBrowser) =>
  browser.post('/api/security-info/password', { password: 'three small green boats' });
const outbox = async () =>
  (await house.openBrowser().get('/api/outbox')).body.mails as {
    to: string;
    subject: string;
    text: string;
  }[];

describe('who changes how they sign in is told, at every address that is theirs (R35)', () => {
  test('a way that was added, and one that was removed, stand in the outbox', async () => {
    const { accountId, browser } = await signsIn([
      { mail: 'alma@example.org', confirmed: true },
      { mail: 'alma@home.example', confirmed: true },
      { mail: 'not.hers@example.org', confirmed: false },
    ]);
    expect((await setsPassword(browser)).status).toBe(200);
    const [added] = await outbox();
    expect(added).toMatchObject({
      to: 'alma@example.org, alma@home.example',
      subject: 'A way to sign in was added',
      text: expect.stringMatching(
        /^Hello Alma,[\s\S]+added to your account:\n\nPassword\n[\s\S]+Call your help desk/,
      ),
    });

    const { methods, passes } = house.installation.builtInDirectory;
    await passes.issue({ accountId, issuedBy: 'admin' });
    const { id } = (await passes.read(accountId))!;
    expect((await browser.delete(`/api/security-info/methods/${id}`)).status).toBe(200);
    const [removed] = await outbox();
    expect(removed?.subject).toBe('A way to sign in was removed');
    expect(removed?.text).toContain('removed from your account:\n\nAccess pass\n');
    expect((await methods.list(accountId)).length).toBe(2);
  });

  test('nothing is written for what was refused, or for somebody without an address', async () => {
    const before = (await outbox()).length;
    const { accountId, browser } = await signsIn([]);
    expect((await setsPassword(browser)).status).toBe(200);
    const [{ id = '' } = {}] = await house.installation.builtInDirectory.methods.list(accountId);
    expect((await browser.delete(`/api/security-info/methods/${id}`)).status).toBe(409);
    expect(await outbox()).toHaveLength(before);
  });

  test('a change whose notice cannot be written does not stand', async () => {
    const { accountId, browser } = await signsIn([{ mail: 'alma@example.org', confirmed: true }]);
    const { builtInDirectory, database } = house.installation;
    const before = await builtInDirectory.methods.list(accountId);
    await database.query().schema.alterTable('mail_outbox').renameTo('mail_outbox_away').execute();
    try {
      expect((await setsPassword(browser)).status).toBe(500);
    } finally {
      await database.query().schema.alterTable('mail_outbox_away').renameTo('mail_outbox').execute();
    }
    expect(await builtInDirectory.methods.list(accountId)).toEqual(before);
    expect((await setsPassword(browser)).status).toBe(200);
  });
});
