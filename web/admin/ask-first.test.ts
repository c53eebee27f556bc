import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** A page just opened: nothing was asked yet. */
const askFirst = async (pathname: string) => (await import('./ask-first.ts')).askFirst(pathname);
const seen: string[] = [];
let status = 200;
beforeEach(() => {
  seen.length = 0;
  vi.resetModules();
  vi.stubGlobal('location', { search: '?lang=en' });
  vi.stubGlobal('fetch', async (address: string) => {
    seen.push(address);
    return new Response('{}', { status });
  });
});
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['/admin', ['/session', '/home/needs', '/home/set-up']],
  ['/admin/', ['/session', '/home/needs', '/home/set-up']],
  ['/admin/people/7', ['/session']],
  ['/admin/savings', ['/session']],
])('at %s the server is asked for %j before the portal is there', async (pathname, paths) => {
  await askFirst(pathname);
  expect(seen).toEqual(paths.map((path) => `/api/admin${path}`));
});

test('nobody signed in is an answer, not a fault', async () => {
  status = 401;
  expect(await askFirst('/admin/people')).toMatchObject({ kind: 'refused', refusal: { status: 401 } });
});
