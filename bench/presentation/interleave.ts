import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Something that is run again and again, each time with the next of its inputs. */
export interface Contender {
  readonly name: string;
  readonly runOnce: () => Promise<unknown> | unknown;
}

const windowMs = 250;

setFlagsFromString('--expose-gc');
/** Sweeps up: so that nobody pays for what the contender before left, and what is left after something is what it keeps. */
export const collectGarbage = runInNewContext('gc') as () => void;

/**
 * Runs per second of each contender: all of them in turn, round after round, so that a machine that slows down slows all of
 * them. The median of the rounds counts. A second is one of this thread's own: what else the machine does takes none of it.
 */
export async function interleave(
  contenders: readonly Contender[],
  rounds: number,
): Promise<ReadonlyMap<string, number>> {
  const rates = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const { name, runOnce } of contenders) {
      collectGarbage();
      const rate = await measureWindow(runOnce);
      // The first round warms up.
      if (round >= 0) rates.get(name)?.push(rate);
    }
  }
  return new Map([...rates].map(([name, all]) => [name, median(all)]));
}

async function measureWindow(runOnce: Contender['runOnce']): Promise<number> {
  const startedAt = process.threadCpuUsage();
  let runs = 0;
  for (;;) {
    await runOnce();
    runs += 1;
    const { user, system } = process.threadCpuUsage(startedAt);
    const spentMs = (user + system) / 1000;
    if (spentMs >= windowMs) return (runs * 1000) / spentMs;
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
