import type { AccountFilter } from '../../directory/index.ts';
import { createTestDatabase } from '../../journeys/in-process/index.ts';
import { type Figure, percentile, type Report } from '../report.ts';
import { fillDirectory } from './fill.ts';

const rounds = 5;

/** What admins type and tick: common and rare words, several words, each filter, filters with words. */
const questions: readonly AccountFilter[] = [
  ...[{}, { text: 'm' }, { text: 'mar' }, { text: 'mara lind' }, { text: 'müll' }, { text: 'e0000123' }],
  ...[
    { text: 'mara.lindqvist7' },
    { text: 'nobody' },
    { text: 'a b' },
    { group: 'Staff' },
    { group: 'Board' },
  ],
  ...[{ group: 'Department 7' }, { country: 'DE' }, { country: 'TR', text: 'm' }, { country: null }],
  ...[{ enabled: false }, { enabled: false, text: 'm' }, { frozen: true }, { neverSignedIn: true as const }],
  ...[
    { neverSignedIn: true as const, text: 'weber' },
    { privileged: true as const },
    { onHold: true as const },
  ],
];

/**
 * Searching and paging through made-up people: the first page of every question and the one after it. Creating them is told too:
 * it is what an import of that many takes at the least (D40).
 */
export async function measurePeople(): Promise<Report> {
  const about = { measurement: 'People in the portal', node: process.version };
  const server = process.env.DATABASE_URL;
  const embedded = await measureOn('embedded, 100 000', { url: null, count: 100_000 });
  if (server === undefined) {
    const notes = ['DATABASE_URL is not set: PostgreSQL was not measured.'];
    return { ...about, figures: embedded, notes };
  }
  const own = await createTestDatabase(server);
  try {
    const onServer = await measureOn('PostgreSQL, 1 000 000', { url: own!.url, count: 1_000_000 });
    return { ...about, figures: [...embedded, ...onServer], notes: [] };
  } finally {
    await own?.drop();
  }
}

async function measureOn(name: string, on: { url: string | null; count: number }): Promise<Figure[]> {
  const { directory, database, ms } = await fillDirectory({ ...on, seed: 1 });
  const [first, next]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const filter of questions) {
      const startedAt = performance.now();
      const page = await directory.accounts.search({ filter, limit: 51 });
      first.push(performance.now() - startedAt);
      if (page.length < 51) continue;
      const again = performance.now();
      await directory.accounts.search({ filter, limit: 51, after: page[49]!.id });
      next.push(performance.now() - again);
    }
  }
  await database.close();
  return [
    { name: `People, ${name}: created`, value: on.count / (ms / 1_000), unit: 'per second' },
    { name: `People, ${name}: search, median`, value: percentile(first, 0.5), unit: 'ms' },
    { name: `People, ${name}: search, p95`, value: percentile(first, 0.95), unit: 'ms', aim: '≤ 100' },
    { name: `People, ${name}: next page, p95`, value: percentile(next, 0.95), unit: 'ms', aim: '≤ 100' },
  ];
}
