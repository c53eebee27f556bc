import type { Logger } from 'pino';
import {
  createLocalFaceMatcher,
  type LocalFaceMatcher,
  openWorkerGroups,
  type WorkerGroups,
} from '../connectors/face-matcher/local/index.ts';

/** The engine of the built-in face check. Says once in the log how its workers are held, or that it is not there. */
export function openFaceMatcher(
  logger: Pick<Logger, 'info' | 'warn'>,
  { example, ...options }: { readonly example: boolean; readonly installed?: boolean },
): LocalFaceMatcher {
  const matcher = createLocalFaceMatcher(options);
  if (!matcher.isInstalled) {
    logger.warn(
      'the built-in face check is not installed, so its profiles wait: npm ci brings it, or let them take a vendor',
    );
    return matcher;
  }
  // An example is tried out at a desk, where the watchdog does.
  return example ? matcher : createLocalFaceMatcher({ ...options, groups: holdWorkers(logger) });
}

function holdWorkers(logger: Pick<Logger, 'info' | 'warn'>): WorkerGroups | undefined {
  const opened = openWorkerGroups();
  if (opened.kind === 'opened') {
    logger.info('face workers are held to their memory by control groups');
    return opened.groups;
  }
  logger.warn(
    { code: opened.code },
    `face workers are held to their memory by a watchdog alone: ${opened.why}`,
  );
  return undefined;
}
