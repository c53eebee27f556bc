import {
  type AdministrationParts,
  createImportWorker,
  createRequirementWorker,
  forgetOldImports,
} from '../administration/index.ts';
import type { Job } from './start-jobs.ts';

const day = 24 * 60 * 60_000;
/** How long an import can be looked into and undone. Then its values are erased (R19). */
const keepImportsMs = 30 * day;

/**
 * What admins set going with many people, a second at a time: imports and required recoveries. Each piece is stored with where it
 * stands, so a restart goes on in the middle (D32).
 */
export function peopleJobs(parts: AdministrationParts): readonly Job[] {
  const imports = createImportWorker(parts);
  const requirements = createRequirementWorker(parts);
  const { now, database, builtInDirectory } = parts.installation;
  return [
    // Each by itself: a compromise response must never wait for a list that cannot be read.
    { name: 'imports', everyMs: 500, run: () => imports.run({ forMs: 1_000 }) },
    { name: 'required-recoveries', everyMs: 500, run: () => requirements.run({ forMs: 1_000 }) },
    // A server gathers these by itself; the embedded engine does not, and plans for a table of a few rows.
    ...(database.engine === 'embedded'
      ? [
          {
            name: 'statistics',
            everyMs: 60 * 60_000,
            run: () => builtInDirectory.refreshStatistics(),
          },
        ]
      : []),
    {
      name: 'forget-imports',
      everyMs: 60 * 60_000,
      run: () => forgetOldImports(parts.installation, now() - keepImportsMs),
    },
  ];
}
