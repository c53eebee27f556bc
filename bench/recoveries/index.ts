/**
 * What an admin asks about many recoveries: the list with and without filters, the funnel, times of steps, the audit. With
 * `DATABASE_URL` a million recoveries and five million entries there, else a tenth of it in the embedded database (D40).
 */
import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  createAuditStore,
  createRecordInsight,
  createRecoveryInsight,
  type Database,
  openDatabase,
  type RegainTables,
  recoveryMigrations,
} from '../../connectors/storage/postgres/index.ts';
import { createTestDatabase } from '../../journeys/in-process/index.ts';
import { verifyAudit } from '../../recovery/audit/index.ts';
import { type Figure, percentile, type Report } from '../report.ts';
import { type Scale, told } from '../scale.ts';
import { fillRecoveries } from './fill-recoveries.ts';

const rounds = 5;
const november = { from: Date.parse('2026-11-01T00:00:00Z'), to: Date.parse('2026-12-01T00:00:00Z') };

export async function measureRecoveries(scale: Scale): Promise<Report> {
  return askRecoveries({ scale, server: process.env.DATABASE_URL });
}

/** In one engine: on PostgreSQL where `server` names one, else in the embedded one. */
export async function askRecoveries(asked: {
  readonly scale: Scale;
  readonly server: string | undefined;
}): Promise<Report> {
  const own = await createTestDatabase(asked.server);
  const recoveries = own === null ? asked.scale.embedded : asked.scale.onServer;
  const database = await openDatabase<RegainTables>({
    url: own?.url ?? null,
    folder: null,
    migrations: recoveryMigrations,
  });
  const engine = own === null ? 'embedded' : 'PostgreSQL';
  try {
    await fillRecoveries(database.query(), recoveries);
    const figures = [...(await measureQuestions(database)), ...(await measureVerification(database))];
    return {
      measurement: 'Recoveries in the portal',
      node: process.version,
      notes: [`Recoveries of a year; medians of ${rounds} after one to warm up; the verification ran once.`],
      figures: figures.map((each) => ({
        ...each,
        name: `Recoveries, ${engine}, ${told(recoveries)}: ${each.name}`,
      })),
    };
  } finally {
    await database.close();
    await own?.drop();
  }
}

async function measureQuestions(database: Database<RegainTables>): Promise<Figure[]> {
  const insight = createRecoveryInsight({ database });
  const record = createRecordInsight({ database });
  const funnel = (filter: object, by: 'day' | 'profile') =>
    insight.countFunnel({ filter, by, timeZone: 'Europe/Berlin' });
  const list = (filter: object) => insight.listCases({ filter, limit: 51 });
  const search = (filter: object) => record.searchEntries({ filter, limit: 51 });
  const questions: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['list, latest', () => list({})],
    ['list, one country, refused', () => list({ country: 'LU', outcome: 'refused' })],
    ['list, nothing fits', () => list({ country: 'XX' })],
    ['funnel of a month, by day', () => funnel(november, 'day')],
    ['funnel of the year, by profile', () => funnel({}, 'profile')],
    ['endings of a month', () => insight.countEndings(november)],
    ['times of steps, a month', () => insight.measureSteps(november)],
    ['times of steps, the year', () => insight.measureSteps({})],
    ['audit, latest', () => search({})],
    ['audit, one reason', () => search({ code: 'nameMismatch' })],
    ['audit, an admin who did nothing', () => search({ actor: 'admin:nobody' })],
  ];
  const figures: Figure[] = [];
  for (const [name, ask] of questions) {
    await ask();
    const took: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const startedAt = performance.now();
      await ask();
      took.push(performance.now() - startedAt);
    }
    figures.push({ name, value: percentile(took, 0.5), unit: 'ms' });
  }
  return figures;
}

/** The made-up hashes do not hold; what is measured is the way through all of them. */
async function measureVerification(database: Database<RegainTables>): Promise<Figure[]> {
  const store = createAuditStore({ database, randomBytes: (length) => randomBytes(length) });
  const publicKey = createPublicKey(generateKeyPairSync('ed25519').privateKey).export({ format: 'jwk' }).x!;
  const before = process.memoryUsage().rss;
  let memory = 0;
  const onProgress = () => {
    memory = Math.max(memory, process.memoryUsage().rss - before);
  };
  const startedAt = performance.now();
  const { entries } = await verifyAudit({ store, publicKey, onProgress });
  const seconds = (performance.now() - startedAt) / 1000;
  return [
    { name: 'audit verified', value: entries / seconds, unit: 'per second' },
    { name: 'audit verified, entries', value: entries, unit: 'count' },
    { name: 'audit verified, memory above its start, at most', value: memory / 1024 / 1024, unit: 'MB' },
  ];
}
