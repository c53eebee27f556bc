import { defineConfig } from 'vitest/config';

/**
 * Two kinds of test. Units stand beside what they test and take milliseconds. Stories drive the whole system in a
 * real browser: each file starts its own house of three processes, so two run at a time, after the units.
 */
export default defineConfig({
  test: {
    globalSetup: 'journeys/unpack-browser.ts',
    projects: [
      {
        test: {
          name: 'units',
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', '**/dist/**', 'journeys/**'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 20_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['journeys/**/*.{story,test}.ts'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
