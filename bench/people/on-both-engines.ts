import { createTestDatabase } from '../../journeys/in-process/index.ts';
import type { Figure, Report } from '../report.ts';
import { type Scale, told } from '../scale.ts';
import { type FilledDirectory, fillDirectory } from './fill.ts';

export type MeasurePeople = (name: string, filled: FilledDirectory) => Promise<readonly Figure[]>;

/** Measures among made-up people: in the embedded engine, and on PostgreSQL where `server` names one (D40). Filled once for all. */
export async function onBothEngines(
  { scale, server }: { readonly scale: Scale; readonly server: string | undefined },
  measure: MeasurePeople,
): Promise<Pick<Report, 'figures' | 'notes'>> {
  const embedded = await onOne(`embedded, ${told(scale.embedded)}`, null, scale.embedded, measure);
  if (server === undefined)
    return { figures: embedded, notes: ['DATABASE_URL is not set: PostgreSQL was not measured.'] };
  const own = (await createTestDatabase(server))!;
  try {
    const onServer = await onOne(`PostgreSQL, ${told(scale.onServer)}`, own.url, scale.onServer, measure);
    return { figures: [...embedded, ...onServer], notes: [] };
  } finally {
    await own.drop();
  }
}

async function onOne(
  name: string,
  url: string | null,
  count: number,
  measure: MeasurePeople,
): Promise<readonly Figure[]> {
  const filled = await fillDirectory({ url, count, seed: 1 });
  try {
    return await measure(name, filled);
  } finally {
    await filled.database.close();
  }
}
