import { describe, expect, test } from 'vitest';
import { challenges, drawChallenge } from './draw-challenge.ts';

describe('the orders that may be asked', () => {
  test('sixteen, each once: six looks, three of them at the centre, the first among them, none twice in a row', () => {
    expect(challenges).toHaveLength(16);
    expect(new Set(challenges.map((order) => order.join())).size).toBe(16);
    for (const order of challenges) {
      expect([order.length, order[0], order.filter((look) => look === 'centre').length]).toEqual([
        ...[6, 'centre', 3],
      ]);
      expect(order.some((look, at) => look === order[at + 1])).toBe(false);
    }
  });
});

describe('drawing', () => {
  const bytes = (first: number, hold: number) => (length: number) =>
    Uint8Array.from({ length }, (_, at) => (at === 0 ? first : hold));

  test('the first byte says which order, each of the others how long a step is held', () => {
    expect(drawChallenge(bytes(0, 0)).map(({ look }) => look)).toEqual(challenges[0]);
    expect(drawChallenge(bytes(31, 0)).map(({ look }) => look)).toEqual(challenges[15]);
    expect(drawChallenge(bytes(0, 0)).map(({ holdMs }) => holdMs)).toEqual(Array(6).fill(500));
    expect(drawChallenge(bytes(0, 255)).map(({ holdMs }) => holdMs)).toEqual(Array(6).fill(1200));
  });

  test('no colour is shown shorter than a third of a second, whatever is drawn: under three flashes a second (WCAG 2.3.1)', () => {
    // A flash is two changes, there and back; even if each change were one, three a second would be 333 ms each.
    for (let value = 0; value < 256; value += 1)
      for (const { holdMs } of drawChallenge(bytes(0, value))) expect(holdMs).toBeGreaterThan(1000 / 3);
  });

  test('every order and every hold is drawn by as many bytes as any other', () => {
    const orders = new Map<string, number>();
    const holds = new Map<number, number>();
    for (let value = 0; value < 256; value += 1) {
      const steps = drawChallenge(bytes(value, value));
      const order = steps.map(({ look }) => look).join();
      orders.set(order, (orders.get(order) ?? 0) + 1);
      holds.set(steps[0]!.holdMs, (holds.get(steps[0]!.holdMs) ?? 0) + 1);
    }
    expect([...orders.values()]).toEqual(Array(16).fill(16));
    expect([...holds.values()]).toEqual(Array(8).fill(32));
  });
});
