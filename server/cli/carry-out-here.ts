import { createLocalFaceMatcher } from '../../connectors/face-matcher/local/index.ts';
import { DatabaseProblem } from '../../connectors/storage/postgres/index.ts';
import { AdminProblem, createAdministration } from '../administration/index.ts';
import { assembleJourney } from '../assemble-journey.ts';
import type { Config } from '../config.ts';
import { carryOut } from '../doors/admin.ts';
import { openInstallation } from '../installation.ts';
import { CommandProblem } from './command-problem.ts';

/** Takes the lock, opens the database and performs the act in this process. Throws `CommandProblem` or `ConfigProblem`. */
export async function carryOutHere(config: Config, act: string, body: object): Promise<unknown> {
  try {
    const installation = await openInstallation(config);
    const faceMatcher = createLocalFaceMatcher();
    try {
      const { journey } = await assembleJourney(installation, faceMatcher);
      return await carryOut(createAdministration({ installation, faceMatcher, journey }), act, body);
    } finally {
      await faceMatcher.close();
      await installation.close();
    }
  } catch (cause) {
    const isKnown = cause instanceof AdminProblem || cause instanceof DatabaseProblem;
    throw isKnown ? new CommandProblem(cause.message) : cause;
  }
}
