import { globSync, readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { askBefore } from './ask-before.ts';
import { sessionGate } from './session-gate.ts';

const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});
const answering = (...statuses: readonly number[]) => {
  const left = [...statuses];
  const asked: string[] = [];
  globalThis.fetch = async (address) => {
    asked.push(String(address));
    return new Response('{}', { status: left.shift() ?? 500 });
  };
  return asked;
};

test('a lost session: a file waits until somebody has signed in again', async () => {
  const asked = answering(401, 200);
  const answer = askBefore();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect([sessionGate.closedBecause(), asked]).toEqual(['notSignedIn', ['/api/admin/session']]);
  sessionGate.open();
  expect([await answer, asked.length]).toEqual([null, 2]);
});

test('whatever else is in the way is said, and no file is begun', async () => {
  answering(500);
  expect(await askBefore()).toMatchObject({ status: 500 });
});

test('no page lets the browser fetch a file without asking first: only `DownloadLink` says `download`', () => {
  const plain = globSync('web/admin/**/*.tsx').filter((file) =>
    /^\s*(?:<a .*)?download(?:=|>|$)|<a [^>]*\sdownload\b/m.test(readFileSync(file, 'utf8')),
  );
  expect(plain).toEqual(['web/admin/ui/download-link.tsx']);
});
