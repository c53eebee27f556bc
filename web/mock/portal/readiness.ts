import type { Finding, ReadinessView, Scan } from '../../admin/readiness/answers.ts';
import type { Answers } from './answers.ts';

const now = Date.UTC(2026, 10, 22, 9);
const scan: Scan = {
  ...{ id: 's3', state: 'finished', startedAt: now - 60_000, finishedAt: now },
  ...{ total: 12_840, scanned: 12_840, ready: 11_902, notReady: 611, outside: 327 },
  counts: {
    attributeMissing: 318,
    noPriorSignIn: 190,
    duplicateIdentity: 42,
    nameMissing: 37,
    notices: 4_120,
  },
};
const running: Scan = { ...scan, id: 's4', state: 'running', finishedAt: null, scanned: 4_200 };
const earlier: Scan = { ...scan, id: 's2', finishedAt: now - 86_400_000, notReady: 940, ready: 11_573 };
const people: readonly Finding[] = [
  {
    ...{ accountId: 'a1', accountName: 'jonas.weber', displayName: 'Jonas Weber', verdict: 'notReady' },
    codes: ['duplicateIdentity', 'notices'],
  },
  {
    ...{
      accountId: 'a2',
      accountName: 'wolfeschlegelsteinhausenbergerdorff',
      displayName: 'Maximiliane Wolfeschlegelsteinhausenbergerdorff',
    },
    verdict: 'notReady',
    codes: ['attributeMissing', 'noPriorSignIn', 'nameMissing'],
  },
  {
    ...{ accountId: 'a3', accountName: 'salma.alharbi', displayName: 'سلمى الحربي', verdict: 'ready' },
    codes: ['notices'],
  },
];

export const readiness: Answers = {
  'GET /readiness': (page: string): ReadinessView => {
    if (page === 'never')
      return { latest: null, finished: null, outOfDate: false, peopleChanged: false, trend: [] };
    const latest = page === 'running' ? running : scan;
    return {
      latest,
      finished: scan,
      outOfDate: false,
      peopleChanged: page === 'changed',
      trend: [scan, earlier],
    };
  },
  'GET /readiness/findings': { items: people, next: 'a3' },
};
