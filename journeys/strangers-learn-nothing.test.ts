import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  asksForCredential,
  bringsCode,
  openSmallHouse,
  type SmallHouse,
  showsFace,
} from './in-process/index.ts';

let house: SmallHouse;
beforeAll(async () => {
  house = await openSmallHouse();
  // What decoys are drawn from is counted when the server starts, whoever comes first.
  await house.openBrowser().post('/api/recovery', { identifier: 'nobody.was.here' });
});
afterAll(() => house.close());

/** One stranger's own proof may fail on ten accounts a day (D16): each observation is somebody else's. */
let strangers = 0;

/** Everything an outsider can see of a recovery, with what is random or typed by themselves taken out; and every statement it cost. */
async function observe(identifier: string, by: 'link' | 'browser' = 'link') {
  const browser = house.openBrowser();
  house.takeStatements();
  const seen: unknown[] = [];
  const note = (answer: { status: number; text: string; headers: Readonly<Record<string, unknown>> }) => {
    const { date, 'content-length': _length, ...headers } = answer.headers;
    void date;
    const scrub = (text: string) =>
      text
        .replaceAll(JSON.stringify(identifier).slice(1, -1), '<identifier>')
        .replace(/"caseNumber":"[^"]+"/g, '"caseNumber":"<case>"')
        .replace(/request(%2F|\/)[A-Za-z0-9_-]{32}/g, 'request/<id>')
        .replace(/"expiresAt":\d+/g, '"expiresAt":0')
        // What the camera is asked is drawn anew each time.
        .replace(/"session":"[^"]+"/g, '"session":"<drawn>"')
        .replace(/"(leftMs|afterMs)":\d+/g, '"$1":0')
        .replace(/"look":"(centre|left|right)"/g, '"look":"<drawn>"')
        // A decoy draws profile and country from the real distribution: these two differ between any two people.
        .replace(/"rehearsal":(true|false)/, '"rehearsal":"<drawn>"')
        .replace(/"suggestedCountry":"[A-Z]{2}"/, '"suggestedCountry":"<drawn>"');
    seen.push({
      status: answer.status,
      body: scrub(answer.text),
      headers: scrub(JSON.stringify(headers)).replace(/regain-recovery=[^;]+/, 'regain-recovery=<cookie>'),
    });
  };
  note(await browser.post('/api/recovery', { identifier }));
  note(await browser.post('/api/recovery/begin'));
  note(await browser.post('/api/recovery/identity-verification', { country: 'DE', route: 'wallet' }));
  // Somebody with a genuine credential that belongs to nobody here.
  strangers += 1;
  const stranger = {
    given_name: `Greta ${'abcdefghijklmnopqrstuvwxyz'[strangers]}`,
    family_name: 'Unbekannt',
    birthdate: '1970-01-01',
  };
  if (by === 'link') {
    note(await browser.post('/api/recovery/presentation', { device: 'this' }));
    const { now } = (await browser.get('/api/recovery')).body as { now: { request: { address: string } } };
    const shown = await house.wallet.present(browser, now.request.address, stranger);
    note(await bringsCode(browser, shown.body.redirect_uri));
  } else {
    const asked = await browser.post('/api/recovery/presentation/browser');
    note({ ...asked, text: asked.text.replace(/"(id|request)":"[^"]+"/g, '"$1":"<fresh>"') });
    const brought = await house.wallet.answerPrompt(asked.body, stranger);
    note(await browser.post('/api/recovery/presentation/answer', brought));
  }
  note(await showsFace(browser, note));
  note(await browser.get('/api/recovery'));
  return { seen, statements: house.takeStatements() };
}

const others = [
  ['nobody', 'nobody.at.all'],
  ['a mail nobody has', 'who@example.org'],
  ['excluded', 'ruth.abel'],
  ['disabled', 'omar.haddad'],
  ['never signed in', 'nele.novak'],
  ['without a birth date', 'paul.okoro'],
  ['an admin', 'admin.anders'],
  ['a twin', 'jonas.weber'],
] as const;

test.each(others)(
  '%s looks and costs like a failed match: same bytes, same statements (R23, T17, D14)',
  async (_who, identifier) => {
    const real = await observe('mara.lindqvist');
    const decoy = await observe(identifier);
    expect(decoy.seen).toEqual(real.seen);
    expect(decoy.statements).toEqual(real.statements);
  },
);

test('nor by way of the browser’s own prompt', async () => {
  const real = await observe('mara.lindqvist', 'browser');
  const decoy = await observe('nobody.at.all', 'browser');
  expect(decoy.seen).toEqual(real.seen);
  expect(decoy.statements).toEqual(real.statements);
});

test('starting changes nothing on the account, and sign-in still works for whoever has it (R24)', async () => {
  const account = () => house.installation.builtInDirectory.accounts.find('mara.lindqvist');
  const before = await account();
  await asksForCredential(house.openBrowser(), 'mara.lindqvist');
  expect(await account()).toEqual(before);
});
