import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { secondPersonActs } from './second-person-acts.ts';

const texts: { readonly acts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../texts/portal/home/en.json'), 'utf8'),
);

test('a second person reads in words what they are asked to agree to: every act has a text (D3)', () => {
  const names = secondPersonActs.map(({ name }) => name.replaceAll('.', '-'));
  expect(Object.keys(texts.acts).toSorted()).toEqual(names.toSorted());
});
