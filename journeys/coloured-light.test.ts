import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lights } from '../recovery/steps/face-check/light.ts';

const sheet = readFileSync(join(import.meta.dirname, '../web/recover/face-check/face-check.css'), 'utf8');
const shown = (light: string): readonly number[] => {
  const fill =
    new RegExp(`data-light="${light}"\\] \\.camera-shade \\{\\s*fill: ([^;]+);`).exec(sheet)?.[1] ?? '';
  if (fill === '#ffffff') return [255, 255, 255];
  return [...fill.matchAll(/\d+/g)].map(Number);
};

test.each(Object.entries(lights))(
  'the page shows %s as the server measures it, and no other',
  (light, colour) => {
    expect(shown(light)).toEqual([...colour]);
  },
);

test('nothing on the camera page moves or fades by itself (WCAG 2.3.1, 2.2.2)', () => {
  expect(sheet).not.toMatch(/animation|transition|@keyframes/);
});
