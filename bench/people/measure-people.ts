import type { AccountFilter } from '../../directory/index.ts';
import { type Figure, percentile, type Report } from '../report.ts';
import type { Scale } from '../scale.ts';
import type { FilledDirectory } from './fill.ts';
import { onBothEngines } from './on-both-engines.ts';

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

/** Searching and paging through made-up people, and what a start of a recovery and the wizard count among them (D40). */
export async function measurePeople(scale: Scale): Promise<Report> {
  const asked = { scale, server: process.env.DATABASE_URL };
  return {
    measurement: 'People in the portal',
    node: process.version,
    ...(await onBothEngines(asked, askPeople)),
  };
}

/**
 * The first page of every question and the one after it. Creating them is told too: it is what an import of that many takes at the
 * least.
 */
export async function askPeople(
  name: string,
  { directory, createdPerSecond }: FilledDirectory,
): Promise<Figure[]> {
  const [first, next, counted]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    for (const filter of questions) {
      const page = await time(first, () => directory.accounts.search({ filter, limit: 51 }));
      await time(counted, () => directory.accounts.countMatching({ filter, most: 1_000 }));
      if (page.length < 51) continue;
      await time(next, () => directory.accounts.search({ filter, limit: 51, after: page[49]!.id }));
    }
  }
  const [population, scope, groups]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    await time(population, () => directory.accounts.readPopulation());
    await time(scope, () => directory.accounts.countScope(wholeScope));
    await time(groups, () => directory.groups.list());
  }
  return [
    { name: `People, ${name}: created`, value: createdPerSecond, unit: 'per second' },
    { name: `People, ${name}: search, median`, value: percentile(first, 0.5), unit: 'ms' },
    { name: `People, ${name}: search, p95`, value: percentile(first, 0.95), unit: 'ms', aim: '≤ 100' },
    { name: `People, ${name}: next page, p95`, value: percentile(next, 0.95), unit: 'ms', aim: '≤ 100' },
    { name: `People, ${name}: how many match, p95`, value: percentile(counted, 0.95), unit: 'ms' },
    { name: `People, ${name}: population, median`, value: percentile(population, 0.5), unit: 'ms' },
    { name: `People, ${name}: people in scope, median`, value: percentile(scope, 0.5), unit: 'ms' },
    { name: `People, ${name}: list of groups, median`, value: percentile(groups, 0.5), unit: 'ms' },
  ];
}

/** As the wizard asks: everybody, less one group, with a pass scope and a profile before. */
const wholeScope = {
  ...{ includeGroups: 'everyone' as const, excludedGroups: ['Board'], excludedAccountIds: [] },
  ...{ passScope: ['Staff'], earlierGroups: ['Workshop'] },
};

async function time<T>(into: number[], ask: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const answer = await ask();
  into.push(performance.now() - startedAt);
  return answer;
}
