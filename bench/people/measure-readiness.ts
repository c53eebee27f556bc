import { createPeople } from '../../connectors/directory/built-in/index.ts';
import { scanReadiness } from '../../recovery/insight/index.ts';
import type { Figure, Report } from '../report.ts';
import type { Scale } from '../scale.ts';
import type { FilledDirectory } from './fill.ts';
import { onBothEngines } from './on-both-engines.ts';
import { plantedRules } from './planted-rules.ts';

/** The readiness scan over made-up people, without storing its findings: how long, and how much memory at most (D40). */
export async function measureReadiness(scale: Scale): Promise<Report> {
  const asked = { scale, server: process.env.DATABASE_URL };
  return {
    ...{ measurement: 'Readiness of everybody', node: process.version },
    ...(await onBothEngines(asked, scanPeople)),
  };
}

export async function scanPeople(name: string, { directory }: FilledDirectory): Promise<Figure[]> {
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
  return [
    { name: `Readiness, ${name}: scanned`, value: scanned, unit: 'count' },
    { name: `Readiness, ${name}: not ready`, value: notReady, unit: 'count' },
    { name: `Readiness, ${name}: whole scan`, value: ms, unit: 'ms', aim: '≤ 60 000 for a million' },
    { name: `Readiness, ${name}: heap above its start, at most`, value: most / 1e6, unit: 'MB', aim: 'flat' },
  ];
}
