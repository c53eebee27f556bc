import jsqr from 'jsqr';
import { describe, expect, test } from 'vitest';
import { createScene, now, sandboxType } from '../../recovery/steps/presentation/fixtures/index.ts';
import { parseTestProfile } from './index.ts';
import { resultPage } from './result-page.ts';
import { formOf, openTestBench, origin } from './test-bench.ts';

const scene = await createScene();
const profile = {
  trustAnchors: [{ certificatePem: scene.root.pem }],
  query: { credentials: [{ id: 'one', format: 'dc+sd-jwt', meta: { vct_values: [sandboxType] } }] },
};
const token = 'token-of-this-bench';

describe('who may start requests and read results', () => {
  test('where it is reachable from elsewhere, whoever holds the token and nobody else', async () => {
    const bench = await openTestBench({ token });
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    const attempts = [
      [undefined, 401],
      [`Bearer ${token}x`, 401],
      [basic(`x:${token}x`), 401],
      [basic(token.slice(1)), 401],
      ['Bearer', 401],
      [token, 401],
      [`Bearer ${token}`, 201],
      [basic(`anybody:${token}`), 201],
    ] as const;
    for (const [authorization, expected] of attempts) {
      const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
      const reply = await bench.post('/transactions', profile, headers);
      expect([authorization, reply.statusCode]).toEqual([authorization, expected]);
      if (expected === 401) {
        expect(reply.json()).toEqual({ error: 'token' });
        continue;
      }
      const { id, requestUri } = reply.json();
      expect((await bench.get(`/transactions/${id}`)).statusCode).toBe(401);
      expect((await bench.get(`/transactions/${id}`, headers)).statusCode).toBe(200);
      // The wallet holds no token.
      expect((await bench.get(new URL(requestUri).pathname)).statusCode).toBe(200);
    }
  });

  test('without a token only under its own name (DNS rebinding), and never from a foreign page', async () => {
    const bench = await openTestBench();
    const foreign = { host: 'evil.example' };
    expect((await bench.post('/transactions', profile, foreign)).statusCode).toBe(421);
    expect((await bench.post('/transactions', profile, { origin: 'https://evil.example' })).statusCode).toBe(
      403,
    );
    expect((await bench.post('/transactions', profile, { origin })).statusCode).toBe(201);
    expect((await bench.post('/other', {})).statusCode).toBe(403);
  });

  test('a profile that cannot be tested is refused with every reason', async () => {
    const bench = await openTestBench();
    const reply = await bench.post('/transactions', { trustAnchors: [], query: {}, vct: 'x' });
    expect([reply.statusCode, reply.json()]).toEqual([
      400,
      {
        error: 'badProfile',
        problems: ['trustAnchors: must name at least one', expect.stringContaining('"vct"')],
      },
    ]);
  });

  test('the profile that it was started with is asked where a request brings none', async () => {
    const parsed = parseTestProfile(profile);
    if (parsed.kind === 'invalid') throw new TypeError(parsed.problems.join());
    const without = await openTestBench();
    const start = (bench: typeof without) =>
      bench.app.inject({ method: 'POST', url: '/transactions', headers: { host: new URL(origin).host } });
    expect((await start(without)).json()).toEqual({
      error: 'badProfile',
      problems: ['a test profile is missing'],
    });
    const reply = await start(await openTestBench({ profile: parsed.profile }));
    expect([reply.statusCode, reply.headers.location]).toEqual([201, reply.json().result]);
  });
});

/** What the QR code of a page says, read by an independent decoder: its squares drawn as pixels. */
function readQr(html: string): string | undefined {
  const [, width = '', path = ''] = /viewBox="0 0 (\d+) \d+".* d="([^"]+)"/.exec(html) ?? [];
  const size = Number(width);
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const square of path.matchAll(/M(\d+),(\d+)h(\d+)/g)) {
    const [x = 0, y = 0, side = 0] = square.slice(1).map(Number);
    for (let row = y; row < y + side; row += 1)
      for (let column = x; column < x + side; column += 1)
        pixels.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3);
  }
  // A CommonJS package: for Node the function is the default, for the types the default of the default.
  const decode = jsqr as unknown as typeof jsqr.default;
  return decode(pixels, size, size)?.data;
}

describe('a result for a person', () => {
  const html = { accept: 'text/html,*/*' };
  test('waits, says when a wallet has read, and then what it says, in the language of the browser', async () => {
    const bench = await openTestBench();
    const started = (await bench.post('/transactions', profile)).json();
    const page = async (language = 'en') =>
      (await bench.get(`/transactions/${started.id}`, { ...html, 'accept-language': language })).body;
    expect(await page()).toContain('<p class="state waiting" role="status">Waiting for a wallet</p>');
    // A wallet on a phone finds the same address in the picture.
    expect(readQr(await page())).toBe(started.address);
    const requestPath = new URL(started.requestUri).pathname;
    const request = JSON.parse(
      Buffer.from((await bench.get(requestPath)).body.split('.')[1] ?? '', 'base64url').toString(),
    );
    const read = await page('de-DE,de;q=0.9');
    expect(read).toContain('Eine Wallet hat die Anfrage gelesen');
    expect(read).toContain('<script defer src="/follow-transaction.js"></script>');
    expect(read).toContain('<body data-shown="waiting 1">');
    const claims = { given_name: 'Mara <b>&"', family_name: 'L', birthdate: '1988-04-12' };
    const binding = { payload: { aud: request.client_id, nonce: request.nonce } };
    const presentation = await scene.present({ claims }, binding);
    await bench.answer(request, await formOf(request, { one: [presentation] }));
    const accepted = await page('ar');
    expect(accepted).toContain('<html lang="ar" dir="rtl">');
    expect(accepted).toContain('<p class="state accepted" role="status">مقبول</p>');
    expect(accepted).toContain('<bdi>Mara &lt;b&gt;&amp;&quot;</bdi>');
    expect(accepted).not.toContain('<script');
  });

  test('why it was refused, in the words of the record', async () => {
    const bench = await openTestBench();
    const { id, request } = await bench.ask(profile);
    await bench.answer(request, { response: 'noise' });
    const { body, headers } = await bench.get(`/transactions/${id}`, html);
    expect(body).toContain('<dd><bdi>responseNotEncrypted</bdi></dd>');
    expect(body).not.toContain('codes.');
    expect(headers).toMatchObject({ 'cache-control': 'no-store', vary: 'accept, accept-language' });
  });

  test('every text that a page needs is there', () => {
    const common = {
      ...{ id: 'x', timesRead: 1, expiresAt: '', responseMode: 'direct_post', clientIdPrefix: 'x509_hash' },
    };
    const names = ['givenName', 'familyName', 'birthDate', 'documentNumber', 'issuingCountry'];
    const claims = Object.fromEntries([...names, 'nationality', 'nationalId'].map((name) => [name, null]));
    const credential = { format: 'f', type: 't', anchorId: 'a', issuedAt: 'i' };
    const pages = [
      { ...common, state: 'waiting' } as const,
      { ...common, state: 'expired' } as const,
      { ...common, state: 'refused', code: 'keyBindingNonce', detail: { reason: 'x' } } as const,
      { ...common, state: 'accepted', claims, credential, portrait: null, responseCode: 'c' } as const,
    ].map((described) => resultPage({ described, address: 'openid4vp://', languages: ['de'] }));
    for (const page of pages)
      expect(page).not.toMatch(/>(state|means|asked|claim|origin|answered|codes)\.[\w.]+</);
  });

  test('where a wallet sends its person nothing of the answer stands', async () => {
    const bench = await openTestBench({ token });
    const { body, statusCode } = await bench.get('/answered');
    expect([statusCode, body.includes('<h1>Your wallet has answered</h1>')]).toEqual([200, true]);
    expect((await bench.get('/authority.pem')).body).toBe('PEM\n');
    expect((await bench.get('/verifier.css')).headers['content-type']).toContain('text/css');
    expect((await bench.get('/follow-transaction.js')).headers['content-type']).toContain('text/javascript');
  });
});

test('a request ends ten minutes after it was started', async () => {
  const bench = await openTestBench();
  const { expiresAt } = (await bench.post('/transactions', profile)).json();
  expect(Date.parse(expiresAt)).toBe(now + 600_000);
});
