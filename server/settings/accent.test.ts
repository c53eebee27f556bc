import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast, deriveAccent } from './accent.ts';

const lightGround = '#f4f4f0';
const darkGround = '#1c2226';

test('contrast as WCAG counts it', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(contrast('#777777', '#ffffff').toFixed(2)).toBe('4.48');
  expect(contrast('#ffffff', '#777777')).toBe(contrast('#777777', '#ffffff'));
});

test('a colour that can be read is shown as it was chosen', () => {
  expect(deriveAccent('#0b5c6b')).toMatchObject({
    darkened: false,
    light: { accent: '#0b5c6b', onAccent: '#ffffff' },
  });
});

test('one that cannot is darkened, and says so; on dark pages it is lightened', () => {
  const { light, dark, darkened } = deriveAccent('#ffee00');
  expect([darkened, light.accent === '#ffee00', dark.accent]).toEqual([true, false, '#ffee00']);
  expect(deriveAccent('#000080').dark.accent).not.toBe('#000080');
});

test('whatever is chosen can be read everywhere: at least 4.5:1 (WCAG 2.2, 1.4.3)', () => {
  const channel = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(channel, channel, channel, (...channels) => {
      const hex = `#${channels.map((each) => each.toString(16).padStart(2, '0')).join('')}`;
      const { light, dark } = deriveAccent(hex);
      const pairs = [
        [light.accent, lightGround],
        [light.accent, '#ffffff'],
        [light.accent, light.accentSoft],
        [light.accent, light.onAccent],
        [light.accentStrong, light.onAccent],
        [light.accentStrong, lightGround],
        [dark.accent, darkGround],
        [dark.accent, '#14181b'],
        [dark.accent, dark.accentSoft],
        [dark.accent, dark.onAccent],
        [dark.accentStrong, dark.onAccent],
      ] as const;
      for (const [one, other] of pairs) expect(contrast(one, other)).toBeGreaterThanOrEqual(4.5);
    }),
    { numRuns: 300 },
  );
});
