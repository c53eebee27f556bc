import { expect, test } from 'vitest';
import { cutSquare, squeeze } from './resample.ts';

/** Red runs with the column, green with the row, ten apart; blue is one. */
const picture = (width: number, height: number) => ({
  ...{ width, height },
  data: Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const [pixel, channel] = [Math.floor(at / 3), at % 3];
    return [(pixel % width) * 10, Math.floor(pixel / width) * 10, 1][channel]!;
  }),
});
const channel = (values: Float32Array, nth: number) =>
  [...values].filter((_, at) => at % 3 === nth).map((value) => Math.round(value * 1000) / 1000);

test('squeezed, pixels begin at the upper left corner and the last ones are not passed', () => {
  const into = new Float32Array(4 * 4 * 3);
  squeeze(picture(6, 2), into, { edge: 4, zero: 0, scale: 1 });
  expect(channel(into, 0).slice(0, 4)).toEqual([0, 15, 30, 45]);
  expect([0, 1, 2, 3].map((row) => channel(into, 1)[row * 4])).toEqual([0, 5, 10, 10]);
  squeeze(picture(6, 2), into, { edge: 4, zero: 127.5, scale: 127.5 });
  expect(into[2]).toBeCloseTo(-126.5 / 127.5, 6);
});

const cut = (square: Parameters<typeof cutSquare>[2]['square']) => {
  const into = new Float32Array(3 * 3 * 3);
  cutSquare(picture(9, 9), into, { square, edge: 3 });
  return [channel(into, 0), channel(into, 1)].map((values) => values.map((value) => Math.round(value * 255)));
};

test('a square is cut out corner on corner', () => {
  expect(cut({ x: 4.5, y: 4.5, edge: 4.5, angle: 0 })).toEqual([
    [20, 40, 60, 20, 40, 60, 20, 40, 60],
    [20, 20, 20, 40, 40, 40, 60, 60, 60],
  ]);
});

test('turned by a quarter, its rows run down the picture', () => {
  expect(cut({ x: 4.5, y: 4.5, edge: 4.5, angle: Math.PI / 2 })).toEqual([
    [60, 60, 60, 40, 40, 40, 20, 20, 20],
    [20, 40, 60, 20, 40, 60, 20, 40, 60],
  ]);
});

test('where the picture ends it is black', () => {
  expect(cut({ x: 0, y: 4.5, edge: 4.5, angle: 0 })[0]).toEqual([0, 0, 20, 0, 0, 20, 0, 0, 20]);
});
