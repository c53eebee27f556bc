/**
 * Everything the portal promises about many people, in one report: search and pages, readiness, recoveries and their funnel, the
 * first load. Each engine is filled once. Without `DATABASE_URL` PostgreSQL is started for it, where the system has one.
 */
import { measureLighthouse } from '../lighthouse.ts';
import { measurePages } from '../pages.ts';
import { askPeople, onBothEngines, scanPeople } from '../people/index.ts';
import { askRecoveries } from '../recoveries/index.ts';
import type { Report } from '../report.ts';
import type { Scale } from '../scale.ts';
import { startPostgres } from '../throw-away-postgres.ts';

export async function measureAdmin(scale: Scale): Promise<Report> {
  const named = process.env.DATABASE_URL || undefined;
  const own = named === undefined ? await startPostgres() : null;
  const server = named ?? own?.url;
  try {
    const pages = [await measurePages(), await measureLighthouse()];
    const people = await onBothEngines({ scale, server }, async (name, filled) => [
      ...(await askPeople(name, filled)),
      ...(await scanPeople(name, filled)),
    ]);
    const recoveries = [await askRecoveries({ scale, server: undefined })];
    if (server !== undefined) recoveries.push(await askRecoveries({ scale, server }));
    const parts = [people, ...recoveries, ...pages];
    const notes = parts.flatMap((part) => part.notes);
    return {
      ...{ measurement: 'The portal', node: process.version },
      figures: parts.flatMap((part) => part.figures),
      notes: [
        ...new Set(own === null ? notes : [...notes, 'PostgreSQL was started for this, without fsync.']),
      ],
    };
  } finally {
    await own?.stop();
  }
}
