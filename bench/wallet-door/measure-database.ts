import pg from 'pg';
import { asksForCredential, mara, openSmallHouse } from '../../journeys/in-process/index.ts';
import { type Figure, percentile } from '../report.ts';

const answers = 60;

/**
 * What one answer spends in the database: from each statement's start to its end, one answer after the other, in this process. Beside
 * it the whole answer, so that the rest (HTTP, opening, verification) is the difference.
 */
export async function measureDatabase(databaseServer: string): Promise<Figure[]> {
  const watch = watchStatements();
  const house = await openSmallHouse({ databaseServer });
  try {
    const [inDatabase, whole, counts]: [number[], number[], number[]] = [[], [], []];
    for (let index = 0; index < answers; index += 1) {
      const browser = house.openBrowser();
      const address = await asksForCredential(browser, `bench.nobody.${index}`);
      const wire = {
        get: browser.get,
        postForm: async (path: string, fields: Readonly<Record<string, string>>) => {
          watch.take();
          const startedAt = performance.now();
          const answer = await browser.postForm(path, fields);
          whole.push(performance.now() - startedAt);
          const { count, ms } = watch.take();
          inDatabase.push(ms);
          counts.push(count);
          return answer;
        },
      };
      const { status } = await house.wallet.present(wire, address, mara);
      if (status !== 200) throw new Error(`an honest answer was refused: ${status}`);
    }
    const figure = (name: string, values: readonly number[], unit: 'ms' | 'count'): Figure => ({
      ...{ name, value: percentile(values, 0.5), unit },
    });
    return [
      figure('one answer alone: in the database', inDatabase, 'ms'),
      figure('one answer alone: statements', counts, 'count'),
      figure('one answer alone: whole', whole, 'ms'),
    ];
  } finally {
    await house.close();
    watch.stop();
  }
}

/** Every statement of this process, timed at the driver. */
function watchStatements(): {
  take(): { readonly count: number; readonly ms: number };
  stop(): void;
} {
  const driver = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = driver;
  let [count, ms] = [0, 0];
  driver.query = function (this: unknown, ...args: unknown[]) {
    const startedAt = performance.now();
    const result = query.apply(this, args);
    const note = () => {
      count += 1;
      ms += performance.now() - startedAt;
    };
    if (result instanceof Promise) result.then(note, note);
    return result;
  };
  return {
    take: () => {
      const taken = { count, ms };
      [count, ms] = [0, 0];
      return taken;
    },
    stop: () => {
      driver.query = query;
    },
  };
}
