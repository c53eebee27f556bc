import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { protect } from '../protect.ts';
import { registerPagesDoor } from './pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'regain-pages-'));
const [dist, demo] = [join(folder, 'dist'), join(folder, 'demo')];
beforeAll(() => {
  mkdirSync(join(dist, 'assets'), { recursive: true });
  mkdirSync(demo);
  writeFileSync(join(dist, 'index.html'), '<html><head><!-- scripts --></head></html>');
  writeFileSync(join(dist, 'assets', 'main-1234.js'), 'export {};');
  writeFileSync(join(dist, 'assets', 'main-1234.js.br'), 'squeezed');
  writeFileSync(join(dist, 'assets', 'main-1234.js.gz'), 'zipped');
  writeFileSync(join(dist, 'secret.txt'), 'secret');
  for (const name of ['demo-camera.js', 'demo.css', 'mara.jpg', 'specimens.json', 'draw.ts', '.env'])
    writeFileSync(join(demo, name), 'x');
  writeFileSync(join(folder, 'outside.js'), 'secret');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(more: { folder?: string; scripts?: string[]; demoFolders?: string[] } = {}) {
  const app = Fastify();
  protect(app, { origin: 'https://recover.example.org' });
  registerPagesDoor(app, { folder: dist, scripts: [], demoFolders: [], ...more });
  return app;
}

const pages = [
  '/',
  '/recover',
  '/recover/returned',
  '/recover/back',
  '/phone',
  '/recover/not-me',
  '/enrol',
  '/security-info',
  '/invitation',
  '/outbox',
];

describe('pages', () => {
  test.each(pages)('%s is the one document, never kept', async (page) => {
    const answer = await open().inject(page);
    expect([answer.statusCode, answer.body]).toEqual([200, '<html><head></head></html>']);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('a query stays the business of the page', async () => {
    expect((await open().inject('/recover/returned?request=x&status=done')).statusCode).toBe(200);
  });

  test.each(['/admin', '/recover/granted', '/index.html', '/secret.txt', '/RECOVER', '/recover/'])(
    '%s is none',
    async (page) => {
      expect((await open().inject(page)).statusCode).toBe(404);
    },
  );

  test('who mistyped an address reads a page about it; a program does not', async () => {
    const ask = (url: string, accept: string) => open().inject({ url, headers: { accept } });
    const page = await ask('/recover/granted', 'text/html,*/*');
    expect([page.statusCode, page.body]).toEqual([404, '<html><head></head></html>']);
    for (const [url, accept] of [
      ['/recover/granted', '*/*'],
      ['/api/nothing', 'text/html'],
    ] as const) {
      const answer = await ask(url, accept);
      expect([answer.statusCode, answer.json()]).toEqual([404, { error: 'notFound' }]);
    }
  });

  test('files under a name that changes with them may be kept for ever', async () => {
    const answer = await open().inject('/assets/main-1234.js');
    expect([answer.statusCode, answer.body]).toEqual([200, 'export {};']);
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  test('they go out compressed where the browser takes it, and as they are where not', async () => {
    const ask = async (accepted: string) => {
      const answer = await open().inject({
        url: '/assets/main-1234.js',
        headers: { 'accept-encoding': accepted },
      });
      return [answer.headers['content-encoding'], answer.body, answer.headers.vary];
    };
    expect(await ask('gzip, br')).toEqual(['br', 'squeezed', 'accept-encoding']);
    expect(await ask('gzip')).toEqual(['gzip', 'zipped', 'accept-encoding']);
    expect(await ask('identity')).toEqual([undefined, 'export {};', 'accept-encoding']);
    expect((await open().inject('/assets/main-1234.js')).headers['content-type']).toContain('javascript');
  });

  test.each([
    '/assets/',
    '/assets/../secret.txt',
    '/assets/..%2fsecret.txt',
    '/assets/%2e%2e/secret.txt',
    '/assets/....//secret.txt',
    '/assets/..%5csecret.txt',
  ])('%s gives nothing away', async (address) => {
    const answer = await open().inject(address);
    expect([answer.statusCode >= 400, answer.body.includes('secret')]).toEqual([true, false]);
  });
});

describe('the demo camera and the demo passkey belong to an example alone (D7)', () => {
  test('there they are scripts of every page', async () => {
    const app = open({ scripts: ['/demo/demo-camera.js'], demoFolders: [demo] });
    for (const page of pages)
      expect((await app.inject(page)).body).toContain(
        '<script type="module" src="/demo/demo-camera.js"></script>',
      );
    for (const name of ['demo-camera.js', 'demo.css', 'mara.jpg', 'specimens.json'])
      expect([name, (await app.inject(`/demo/${name}`)).statusCode]).toEqual([name, 200]);
  });

  test('the portal asks for neither, and fetches neither', async () => {
    const portal = mkdtempSync(join(folder, 'portal-'));
    mkdirSync(join(portal, 'assets'));
    writeFileSync(join(portal, 'index.html'), '<html><head><!-- scripts --></head></html>');
    writeFileSync(join(portal, 'admin.html'), '<meta nonce="__CSP_NONCE__" /><!-- scripts -->');
    const app = open({ folder: portal, scripts: ['/demo/demo-camera.js'], demoFolders: [demo] });
    for (const page of ['/admin', '/admin/people']) {
      const answer = await app.inject(page);
      const [, nonce] = /nonce="([^"]+)"/.exec(answer.body) ?? [];
      expect(answer.body).toBe(`<meta nonce="${nonce}" /><!-- scripts -->`);
      expect(answer.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}';`);
    }
    expect((await app.inject('/')).body).toContain('/demo/demo-camera.js');
  });

  test.each(['draw.ts', '.env', '..%2foutside.js', '../outside.js', ''])('%j is not served', async (name) => {
    const app = open({ demoFolders: [demo] });
    const answer = await app.inject(`/demo/${name}`);
    expect([answer.statusCode >= 400, answer.body.includes('secret')]).toEqual([true, false]);
  });

  test('elsewhere there is no such address', async () => {
    const app = open();
    expect((await app.inject('/demo/demo-camera.js')).statusCode).toBe(404);
    expect((await app.inject('/recover')).body).not.toContain('demo');
  });
});
