import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goToOffer, openTestBrowser, type TestBrowser } from '../test-browser.ts';
import { JPEG, startTestInstallation, type TestInstallation } from '../test-installation.ts';
import { html } from './html.ts';

let installation: TestInstallation;
beforeAll(async () => {
  installation = await startTestInstallation();
});
afterAll(() => installation.close());

async function open(changes: Record<string, unknown> = {}, outcome = 'pass'): Promise<TestBrowser> {
  const browser = openTestBrowser(installation);
  await browser.get(`/start?token=${await installation.createToken(changes)}`);
  await browser.post('/check', { country: 'DE', documentType: 'passport', outcome });
  return browser;
}

function ownDocument(changes: Record<string, string | Blob> = {}): FormData {
  const form = new FormData();
  const fields = {
    givenName: 'Ada',
    familyName: 'Muster',
    birthDate: '1990-02-28',
    documentNumber: 'X1',
    country: 'PT',
    picture: new Blob([new Uint8Array(JPEG.bytes)]),
    ...changes,
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const bytes = (length: number, start: readonly number[]) => {
  const content = new Uint8Array(length);
  content.set(start);
  return new Blob([content]);
};

describe('pages', () => {
  test('every page has the strict policy, no inline script or style, one heading', async () => {
    const browser = await open();
    const pages = [
      await browser.get('/check'),
      await browser.get('/check/document'),
      await browser.get('/nowhere'),
    ];
    await browser.post('/check/document', ownDocument());
    pages.push(await browser.get('/check/portrait'));
    await browser.post('/check/portrait');
    pages.push(await browser.get('/check/credential'), await browser.get('/start?token=x'));
    for (const page of pages) {
      expect(page.headers.get('content-security-policy')).toBe(
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'",
      );
      expect(page.headers.get('cache-control')).toBe('no-store');
      const text = await page.text();
      expect(text).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
      expect(text.match(/<h1>/g)).toHaveLength(1);
    }
  });

  test('what comes from outside is escaped', async () => {
    expect(html`<b title="${'"\'<&>'}">${['<i>', html`<i>`]}</b>`.html).toBe(
      '<b title="&quot;&#39;&lt;&amp;&gt;">&lt;i&gt;<i></b>',
    );
    const browser = await open();
    const answer = await browser.post(
      '/check/document',
      ownDocument({ givenName: '"><script>', documentNumber: '' }),
    );
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('value="&quot;&gt;&lt;script&gt;"');
  });

  test.each<[string, Record<string, string | Blob>, string]>([
    ['no picture', { picture: new Blob([]) }, 'Choose a picture.'],
    ['a picture that is text', { picture: new Blob(['<svg>']) }, 'The file is not a JPEG or PNG picture.'],
    [
      'a picture above 4 MB',
      { picture: bytes(4 * 1024 * 1024 + 1, [0xff, 0xd8, 0xff]) },
      'The picture is larger than 4 MB.',
    ],
    ['a blank name', { familyName: ' ' }, 'Type the family name.'],
    ['a control character in a name', { givenName: 'a\u202eb' }, 'Type the given name.'],
    ['a day that does not exist', { birthDate: '1990-02-30' }, 'Type the date of birth.'],
    ['a birth to come', { birthDate: '2099-01-01' }, 'Type the date of birth.'],
    ['an unknown country', { country: 'ZZ' }, 'Choose the issuing country.'],
  ])('a document with %s is asked for again', async (_name, changes, message) => {
    const answer = await (await open()).post('/check/document', ownDocument(changes));
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(message);
  });

  test('a PNG of 4 MB is taken', async () => {
    const png = bytes(4 * 1024 * 1024, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const answer = await (await open()).post('/check/document', ownDocument({ picture: png }));
    expect(answer.headers.get('location')).toBe('/check/portrait');
  });

  test('each page leads back to the first one that is open', async () => {
    const browser = openTestBrowser(installation);
    await browser.get(`/start?token=${await installation.createToken()}`);
    const target = async (path: string) => (await browser.get(path)).headers.get('location');
    expect(await target('/check/document')).toBe('/check');
    expect(await target('/check/portrait')).toBe('/check/document');
    expect(await target('/check/credential')).toBe('/check/running');
    expect(await target('/check/running')).toBe('/check/document');
  });

  test.each([
    ['documentRefused', 'We could not accept your document'],
    ['faceRefused', 'We could not match your face'],
  ])('outcome %s explains, offers another try and the way back', async (outcome, title) => {
    const browser = await open({}, outcome);
    await browser.post('/check/specimen', { specimen: 'mara' });
    expect((await browser.get('/check/credential')).headers.get('location')).toBe('/check/running');
    expect((await browser.get('/check/running')).headers.get('location')).toBe('/check/refused');
    const page = await (await browser.get('/check/refused')).text();
    expect(page).toContain(title);
    expect(page).toContain('status=failed');
    expect((await browser.post('/check/again')).headers.get('location')).toBe('/check');
  });

  test('outcome slow takes its time and survives a reload', async () => {
    const browser = await open({}, 'slow');
    await browser.post('/check/specimen', { specimen: 'mara' });
    installation.advance(6000);
    expect(await (await browser.get('/check/progress')).json()).toEqual({
      checks: [
        { name: 'picture', state: 'passed' },
        { name: 'document', state: 'passed' },
        { name: 'face', state: 'running' },
        { name: 'credential', state: 'waiting' },
      ],
      next: null,
    });
    expect((await browser.get('/check/running')).status).toBe(200);
    installation.advance(4001);
    expect(((await (await browser.get('/check/progress')).json()) as { next: string }).next).toBe(
      '/check/credential',
    );
  });

  test('outcome down: 503 for health and start, until brought up or a minute later', async () => {
    const health = async () => (await fetch(`${installation.origin}/healthz`)).status;
    expect(await health()).toBe(200);
    expect(
      (await (await open()).post('/check', { country: 'DE', documentType: 'passport', outcome: 'down' }))
        .status,
    ).toBe(503);
    expect(await health()).toBe(503);
    const start = await fetch(`${installation.origin}/start?token=${await installation.createToken()}`);
    expect(start.status).toBe(503);
    await fetch(`${installation.origin}/sandbox/up`, { method: 'POST' });
    expect(await health()).toBe(200);
    await (await open()).post('/check', { country: 'DE', documentType: 'passport', outcome: 'down' });
    installation.advance(60_001);
    expect(await health()).toBe(200);
  });

  test.each([
    ['de-AT', '<html lang="de" dir="ltr">'],
    ['ar', '<html lang="ar" dir="rtl">'],
    ['fr', '<html lang="en" dir="ltr">'],
  ])('locale %s chooses language and direction', async (locale, start) => {
    expect(await (await (await open({ locale })).get('/check')).text()).toContain(start);
  });

  test('another site’s form is refused; a check ends after thirty minutes', async () => {
    const response = await fetch(`${installation.origin}/sandbox/up`, {
      method: 'POST',
      headers: { origin: 'http://elsewhere.example' },
    });
    expect(response.status).toBe(403);
    const { browser } = await goToOffer(installation);
    installation.advance(30 * 60_000 + 1);
    expect((await browser.get('/check/credential')).status).toBe(404);
  });

  test('a person’s own picture is shown to nobody else', async () => {
    const browser = await open();
    await browser.post('/check/document', ownDocument());
    expect((await browser.get('/check/document-picture')).headers.get('content-type')).toBe('image/jpeg');
    expect((await openTestBrowser(installation).get('/check/document-picture')).status).toBe(404);
  });
});
