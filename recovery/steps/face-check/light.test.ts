import { describe, expect, test } from 'vitest';
import { answerToLight, type Colour, drawLights, type Light, lights } from './light.ts';

test('white first, never the same twice in a row, and every order as likely as any other', () => {
  const orders = new Map<string, number>();
  for (let first = 0; first < 256; first += 1)
    for (let second = 0; second < 4; second += 1) {
      const order = drawLights(Uint8Array.from([first, second]), 3);
      expect(order[0]).toBe('white');
      expect(order.every((light, at) => light !== order[at - 1])).toBe(true);
      orders.set(order.join(), (orders.get(order.join()) ?? 0) + 1);
    }
  expect([orders.size, new Set(orders.values()).size]).toEqual([16, 1]);
});

test('no colour is a saturated red (WCAG 2.3.1: R / (R + G + B) below 0.8), and all are pale', () => {
  for (const [red, green, blue] of Object.values(lights)) {
    expect(red / (red + green + blue)).toBeLessThan(0.5);
    expect(Math.min(red, green, blue)).toBeGreaterThanOrEqual(110);
  }
});

const order: readonly Light[] = ['white', 'blue', 'amber', 'green', 'violet', 'blue'];
const skin: Colour = [190, 140, 120];
const wall: Colour = [120, 125, 130];
/** A surface under a colour of which so much comes back. */
const under = (surface: Colour, light: Light, share: number): Colour => {
  const [red, green, blue] = surface.map(
    (value, at) => value * (1 - share + (share * lights[light][at]!) / 255),
  );
  return [red!, green!, blue!];
};
const seen = (share: { readonly skin: number; readonly around: number }, shown = order) =>
  order.map((light, at) => ({
    light,
    tint: {
      skin: under(skin, shown[at]!, share.skin),
      around: under(wall, shown[at]!, share.around),
    },
  }));

describe('the answer of a face to the colours', () => {
  test('a face that gives back a fifth of each follows them', () => {
    const answer = answerToLight(seen({ skin: 0.2, around: 0 }))!;
    expect(answer.agreement).toBeGreaterThan(0.98);
    expect(answer.strength).toBeGreaterThan(0.1);
  });

  test.each([
    ['nothing comes back', seen({ skin: 0, around: 0 })],
    ['the wall gives back as much: a whole picture that is lit', seen({ skin: 0.2, around: 0.2 })],
  ])('%s: no answer', (_, frames) => {
    expect(Math.abs(answerToLight(frames)!.strength)).toBeLessThan(0.01);
  });

  test('colours of another order do not agree', () => {
    const other: readonly Light[] = ['white', 'amber', 'blue', 'violet', 'green', 'amber'];
    expect(answerToLight(seen({ skin: 0.2, around: 0 }, other))!.agreement).toBeLessThan(0.3);
  });

  test('fewer than four measured frames say nothing; a black one is none', () => {
    const frames = seen({ skin: 0.2, around: 0 });
    const without = (count: number) =>
      frames.map((each, at) => (at < count ? { light: each.light, tint: undefined } : each));
    expect(answerToLight(without(3))).toBeNull();
    expect(answerToLight(without(2))).not.toBeNull();
    const black = frames.map((each) => ({ ...each, tint: { skin: [0, 0, 0] as const, around: wall } }));
    expect(answerToLight(black)).toBeNull();
  });
});
