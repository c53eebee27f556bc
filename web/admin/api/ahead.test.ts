import { afterEach, expect, test, vi } from 'vitest';
import { askAhead, takeAhead } from './ahead.ts';

afterEach(() => vi.unstubAllGlobals());
const answering = (status: number, body: unknown) => {
  const seen: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    seen.push(address);
    return new Response(JSON.stringify(body), { status });
  });
  return seen;
};

test('what was asked ahead is given once, to whoever reads it first', async () => {
  const seen = answering(200, { number: 7 });
  askAhead('/home/needs');
  askAhead('/home/needs');
  expect(await takeAhead('/home/needs')).toMatchObject({ kind: 'done', value: { number: 7 } });
  expect([await takeAhead('/home/needs'), await takeAhead('/other')]).toEqual([null, null]);
  expect(seen).toEqual(['/api/admin/home/needs']);
});

test('a refusal is heard anew by the page itself', async () => {
  answering(401, { error: 'notSignedIn' });
  askAhead('/home/needs');
  expect(await takeAhead('/home/needs')).toBeNull();
});
