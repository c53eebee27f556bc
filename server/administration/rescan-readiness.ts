import { type ReadinessScan, silentScanMs } from '../../recovery/insight/index.ts';
import { type Acting, type AdministrationParts, actAs } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';
import { createImportStore } from './people-import/index.ts';
import { readinessActs, readRules, rulesVersionOf } from './readiness.ts';

const minute = 60_000;
const atLeastEveryMs = 24 * 60 * minute;
/** People change one by one: a scan for each would never end. */
const restMs = 3 * minute;
const betweenScansMs = 15 * minute;
/** Where they never rest, the scan does not wait for it for ever. */
const longestWaitMs = 60 * minute;

/**
 * For the job: the last scan was cut off with its process, rules or people moved since, or it is a day old. A scan that was never
 * asked for is not started: the first one is an admin's. All it goes by is stored, so it holds for several servers, and after a kill.
 */
export async function rescanWhenOutOfDate(parts: AdministrationParts): Promise<boolean> {
  const acting = actAs(parts, 'system');
  const latest = await parts.installation.readiness.readLatest();
  if (latest === null || !(await isDue(acting, latest))) return false;
  try {
    await readinessActs(acting).startReadinessScan();
    return true;
  } catch (cause) {
    // Another server was faster.
    if (cause instanceof AdminProblem && cause.reason === 'scanRunning') return false;
    throw cause;
  }
}

async function isDue(acting: Acting, latest: ReadinessScan): Promise<boolean> {
  const now = acting.installation.now();
  if (latest.state === 'running') return now - latest.movedAt > silentScanMs;
  if (latest.rulesVersion !== rulesVersionOf(await readRules(acting))) return true;
  const age = now - latest.startedAt;
  return age > atLeastEveryMs || (await havePeopleMoved(acting, latest, now));
}

/** And come to rest; an import that came to its end has. */
async function havePeopleMoved(
  { installation }: Acting,
  latest: ReadinessScan,
  now: number,
): Promise<boolean> {
  const { version, changedAt } = await installation.people.readVersion();
  if (version === latest.peopleVersion) return false;
  const { underWay, endedAt } = await createImportStore(installation).readMovement();
  if (underWay) return false;
  if (endedAt !== null && endedAt >= latest.startedAt) return true;
  const age = now - latest.startedAt;
  if (age < betweenScansMs) return false;
  return now - (changedAt ?? 0) >= restMs || age >= longestWaitMs;
}
