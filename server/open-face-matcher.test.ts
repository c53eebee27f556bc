import { expect, test } from 'vitest';
import { openFaceMatcher } from './open-face-matcher.ts';

function open(about: { readonly example: boolean; readonly installed?: boolean }) {
  const said: string[] = [];
  const note = (...all: readonly unknown[]) => void said.push(String(all.at(-1)));
  const matcher = openFaceMatcher({ info: note, warn: note }, about);
  return { matcher, said };
}

test('not installed: said once, with what to do, and Regain starts all the same', async () => {
  const { matcher, said } = open({ example: false, installed: false });
  expect(said).toEqual([expect.stringMatching(/not installed.*npm ci/)]);
  expect(matcher.isInstalled).toBe(false);
  await expect(matcher.warmUp()).rejects.toMatchObject({ code: 'faceMatcherNotInstalled' });
});

test('installed: said once how its workers are held; an example is quiet', () => {
  expect(open({ example: false }).said).toEqual([expect.stringMatching(/^face workers are held .* by /)]);
  expect(open({ example: true }).said).toEqual([]);
});
