import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const cores = availableParallelism();
/** A unit that waits as stories do: the demo camera, before a browser. */
const waiting = 'example/demo-camera.test.ts';

/**
 * Two kinds of test. Units stand beside what they test and take milliseconds. Stories drive the whole system in a real
 * browser: each file starts its own house of three processes, after the units. In a story people look, hold still and wait
 * more than machines compute: so more of them run at a time than there are cores, and whatever they wait for may take long.
 */
export default defineConfig({
  test: {
    globalSetup: 'journeys/prepare-tests.ts',
    projects: [
      {
        test: {
          name: 'units',
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/dist/**', 'journeys/**', waiting],
          pool: 'forks',
          maxWorkers: cores,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['journeys/**/*.{story,test}.ts', waiting],
          pool: 'forks',
          maxWorkers: 2 * cores,
          testTimeout: 400_000,
          hookTimeout: 400_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
