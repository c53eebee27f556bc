import { createPeople } from '../../connectors/directory/built-in/index.ts';
import { createTestDatabase } from '../../journeys/in-process/index.ts';
import { scanReadiness } from '../../recovery/insight/index.ts';
import type { Figure, Report } from '../report.ts';
import { fillDirectory } from './fill.ts';
import { plantedRules } from './planted-rules.ts';

/** The readiness scan over made-up people, without storing its findings: how long, and how much memory at most (D40). */
export async function measureReadiness(): Promise<Report> {
  const about = { measurement: 'Readiness of everybody', node: process.version };
  const server = process.env.DATABASE_URL;
  const embedded = await measureOn('embedded, 100 000', { url: null, count: 100_000 });
  if (server === undefined)
    return { ...about, figures: embedded, notes: ['DATABASE_URL is not set: PostgreSQL was not measured.'] };
  const own = await createTestDatabase(server);
  try {
    const onServer = await measureOn('PostgreSQL, 1 000 000', { url: own!.url, count: 1_000_000 });
    return { ...about, figures: [...embedded, ...onServer], notes: [] };
  } finally {
    await own?.drop();
  }
}

async function measureOn(name: string, on: { url: string | null; count: number }): Promise<Figure[]> {
  const { directory, database } = await fillDirectory({ ...on, seed: 1 });
  const people = createPeople({ directory });
  const before = process.memoryUsage().heapUsed;
  let [most, scanned, notReady] = [0, 0, 0];
  const startedAt = performance.now();
  for await (const batch of scanReadiness({ people, rules: plantedRules(Date.now()) })) {
    scanned += batch.length;
    notReady += batch.filter(({ verdict }) => verdict === 'notReady').length;
    most = Math.max(most, process.memoryUsage().heapUsed - before);
  }
  const ms = performance.now() - startedAt;
  await database.close();
  return [
    { name: `${name}: scanned`, value: scanned, unit: 'count' },
    { name: `${name}: not ready`, value: notReady, unit: 'count' },
    { name: `${name}: whole scan`, value: ms, unit: 'ms', aim: '≤ 60 000 for a million' },
    { name: `${name}: heap above its start, at most`, value: most / 1e6, unit: 'MB' },
  ];
}
