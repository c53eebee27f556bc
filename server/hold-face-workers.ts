import type { Logger } from 'pino';
import { openWorkerGroups, type WorkerGroups } from '../connectors/face-matcher/local/index.ts';

/** Control groups for the face workers where the machine lets us; says once how they are held. */
export function holdFaceWorkers(logger: Pick<Logger, 'info' | 'warn'>): WorkerGroups | undefined {
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
