import type { Activity, AuditEntry } from '../../recovery/audit/index.ts';
import { assessSetUp, type SetUpLine } from '../../recovery/insight/index.ts';
import { readProviders } from '../providers/index.ts';
import type { Acting } from './acting.ts';
import { readinessActs } from './readiness.ts';

/** What somebody should look at, each in the record under this name. */
const alarms = [
  'alarm.adminInvitationUsed',
  'alarm.adminInvited',
  'alarm.approvalForged',
  'alarm.ownApprovalTried',
  'alarm.secondPersonOff',
  'alarm.statusListFailing',
  'alarm.twinFound',
] as const satisfies readonly Activity[];
type Alarm = (typeof alarms)[number];

/** Alarms stay on Home for two weeks; the record keeps them for good. */
const alarmsForMs = 14 * 24 * 60 * 60_000;
const alarmsAtMost = 10;
/** More than this is told as this: on Home it is enough to know that there are many. */
const holdsAtMost = 100;

export interface AlarmLine {
  readonly activity: Alarm;
  readonly at: number;
  readonly chain: string;
  readonly sequence: number;
}

/** What Home tells: how far set-up has come, and what needs somebody now. Reads only. */
export function homeActs(acting: Acting) {
  const { installation, actor } = acting;
  const { config, policy, store, now } = installation;

  async function readProfiles() {
    const enabled = (await policy.readProfiles()).filter((profile) => profile.enabled);
    return Promise.all(
      enabled.map(async (profile) => ({
        mode: profile.mode,
        rehearsalsPassed: await store.countRehearsals(profile),
      })),
    );
  }

  async function readAlarms(): Promise<AlarmLine[]> {
    const found = await Promise.all(
      alarms.map(async (activity) => {
        const entries = await installation.auditRecord.searchEntries({
          filter: { activity, from: now() - alarmsForMs },
          limit: alarmsAtMost,
        });
        return entries.map((entry) => toLine(activity, entry));
      }),
    );
    return found
      .flat()
      .sort((a, b) => b.at - a.at)
      .slice(0, alarmsAtMost);
  }

  return {
    readSetUp: async (): Promise<{ readonly lines: readonly SetUpLine[]; readonly accounts: number }> => {
      const organisation = (await policy.readOrganisation())!;
      const { finished, outOfDate } = await readinessActs(acting).readReadiness();
      const accounts = await installation.people.count();
      const lines = assessSetUp({
        accounts,
        scan: finished && {
          finishedAt: finished.finishedAt ?? finished.movedAt,
          outOfDate,
          notReady: finished.notReady,
          outsidePassScope: finished.counts.passScope ?? 0,
        },
        anchors: organisation.trustAnchors.filter(({ enabled }) => enabled).length,
        providers: (await readProviders(installation)).filter(({ enabled }) => enabled),
        example: config.example,
        passScope: organisation.passScope,
        originMoved: installation.movedFrom !== null,
        profiles: await readProfiles(),
        now: now(),
      });
      return { lines, accounts };
    },
    readNeeds: async () => ({
      approvals: await installation.approvals.countWaiting({ exceptAskedBy: actor, now: now() }),
      holds: (await installation.builtInDirectory.accounts.listHolds({ limit: holdsAtMost })).length,
      alarms: await readAlarms(),
    }),
  };
}

const toLine = (activity: Alarm, { at, chain, sequence }: AuditEntry): AlarmLine => ({
  ...{ activity, at, chain, sequence },
});
