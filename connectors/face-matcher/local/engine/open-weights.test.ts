import { describe, expect, test } from 'vitest';
import { numbersOf, openWeights, type WeightSpec } from './open-weights.ts';

describe('a file of weights', () => {
  test('kinds lie side by side, small ones are scaled, and none has to be aligned', () => {
    const bytes = new Uint8Array([1, 2, 3, ...halves(0.5, -2), ...floats(7.25)]).buffer;
    const weights = openWeights(bytes, [
      { name: 'scaled', shape: [3], dtype: 'float32', quantization: { dtype: 'uint8', scale: 0.5, min: -1 } },
      { name: 'halves', shape: [1, 2], dtype: 'float32', quantization: { dtype: 'float16' } },
      { name: 'whole', shape: [], dtype: 'float32' },
    ]);
    expect([...numbersOf(weights.get('scaled'))]).toEqual([-0.5, 0, 0.5]);
    expect([...numbersOf(weights.get('halves'))]).toEqual([0.5, -2]);
    expect(weights.get('halves')?.shape).toEqual([1, 2]);
    expect([...numbersOf(weights.get('whole'))]).toEqual([7.25]);
  });

  test.each([
    ['ends too early', { name: 'long', shape: [3], dtype: 'float32' }],
    ['has a kind that our models do not have', { name: 'words', shape: [1], dtype: 'string' }],
  ] satisfies [string, WeightSpec][])('%s: misuse', (_, spec) => {
    expect(() => openWeights(new ArrayBuffer(8), [spec])).toThrow(TypeError);
  });
});

function halves(...values: readonly number[]): readonly number[] {
  return [...new Uint8Array(Float16Array.from(values).buffer)];
}

function floats(...values: readonly number[]): readonly number[] {
  return [...new Uint8Array(Float32Array.from(values).buffer)];
}
