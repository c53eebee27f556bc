import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { ReadinessRules, ReadinessScan } from '../../recovery/insight/index.ts';
import { scanReadiness } from '../../recovery/insight/index.ts';
import { newId } from '../ids.ts';
import { readProviders } from '../providers/index.ts';
import type { Acting, AdministrationParts } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';

type ScanParts = Pick<AdministrationParts, 'installation' | 'onBackgroundFailure'>;

/** Scanning everybody in the background; one scan at a time, whoever asks (behaviour.md 2.6). */
export function readinessActs(acting: Acting) {
  const { installation, actor, record } = acting;
  const { database, readiness, now } = installation;
  return {
    startReadinessScan: async (): Promise<ReadinessScan> => {
      const rules = await readRules(acting);
      // Before anybody is met: whoever is changed from here on makes the version another one.
      const { version: peopleVersion } = await installation.people.readVersion();
      const total = await installation.people.count();
      const scan = await database.transaction(async () => {
        const begun = await readiness.begin({
          ...{ id: newId(), startedAt: now(), startedBy: actor, total },
          ...{ rulesVersion: rulesVersionOf(rules), peopleVersion },
        });
        if (begun !== null) await record('admin.readinessScanStarted', { scan: begun.id });
        return begun;
      });
      if (scan === null)
        throw new AdminProblem('A scan is running already; its result will serve you too', {
          reason: 'scanRunning',
        });
      void carryOn(acting, scan.id, rules);
      return scan;
    },
    stopReadinessScan: async (): Promise<void> => {
      const latest = await readiness.readLatest();
      if (latest?.state !== 'running') throw new AdminProblem('No scan is running', { code: 'notFound' });
      await database.transaction(async () => {
        await readiness.end({ id: latest.id, state: 'stopped', now: now() });
        await record('admin.readinessScanStopped', { scan: latest.id });
      });
    },
    readReadiness: async () => {
      const [latest, finished, trend, rules, people] = [
        await readiness.readLatest(),
        await readiness.readLastFinished(),
        await readiness.readTrend(30),
        await readRules(acting),
        await installation.people.readVersion(),
      ];
      const outOfDate = finished !== null && finished.rulesVersion !== rulesVersionOf(rules);
      const peopleChanged = finished !== null && finished.peopleVersion !== people.version;
      return { latest, finished, trend, outOfDate, peopleChanged };
    },
  };
}

export async function readRules(acting: Acting): Promise<ReadinessRules> {
  const { policy, now } = acting.installation;
  const organisation = await policy.readOrganisation();
  return {
    profiles: await policy.readProfiles(),
    organisation: organisation!,
    providers: (await readProviders(acting.installation)).filter(({ enabled }) => enabled),
    now: now(),
  };
}

/** Everything about the rules that an answer depends on: a provider that is switched off is not among them. */
export function rulesVersionOf({ profiles, organisation, providers }: ReadinessRules): string {
  // The order of profiles moves apart from their content.
  const profileVersions = profiles.map(({ id, version, priority }) => `${id}:${version}:${priority}`);
  const serving = providers.map(({ id, countries }) => `${id}:${[countries].flat().join(',')}`);
  return [`organisation:${organisation.version}`, ...profileVersions.toSorted(), ...serving.toSorted()].join(
    ' ',
  );
}

/** Batch by batch, so that a cut loses nothing but the rest; between batches everybody else has their turn. */
async function carryOn(parts: ScanParts, id: string, rules: ReadinessRules): Promise<void> {
  const { people, readiness, now } = parts.installation;
  try {
    for await (const batch of scanReadiness({ people, rules })) {
      if (!(await readiness.add({ id, batch, now: now() }))) return;
      await letOthersRun();
    }
    await readiness.end({ id, state: 'finished', now: now() });
  } catch (cause) {
    parts.onBackgroundFailure?.({ work: 'readinessScan', cause });
    await readiness.end({ id, state: 'failed', now: now() }).catch(() => {});
  }
}
