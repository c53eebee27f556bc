import { type Read, useRead } from './use-read.ts';

/** Milliseconds until the next look at running work. */
const lookEvery = 1_000;

/** Watches background work until it is over. The page may be left and come back to: nothing is kept here. */
export const useWork = <T>(path: string, isRunning: (value: T) => boolean): Read<T> =>
  useRead<T>(path, { pollEvery: (value) => (isRunning(value) ? lookEvery : false) });
