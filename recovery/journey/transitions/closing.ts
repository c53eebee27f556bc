import type { RecoveryState } from '../../store/index.ts';
import type { JourneyPorts } from '../ports.ts';
import { closed, type Transition } from '../transition.ts';

/** "I can't do this", or "Start again": only before redemption, so that nobody can leave to silence the notices (T21). */
export const leave: Transition<'leave'> = async ({ ports, recovery }) => ({
  changes: closed('left'),
  audit: { activity: 'recovery.left', result: 'success' },
  within: async () => {
    await revokeWhatWasOpened(recovery, ports);
    return {};
  },
});

const outcomeOf = {
  admin: 'stopped',
  objection: 'stopped',
  superseded: 'superseded',
  // Under a deleted profile nobody is confirmed: the page is the one of every other "no" (behaviour.md 2.4, D15).
  profileDeleted: 'refused',
} as const;

/** By an admin, by "This wasn't me", because another recovery of the account was granted first (D31), or the profile is gone. */
export const stop: Transition<'stop'> = async ({ ports, recovery, event }) => ({
  changes: closed(outcomeOf[event.reason]),
  audit: { activity: 'recovery.stopped', result: 'success', code: event.reason, actor: event.by },
  within: async () => {
    await revokeWhatWasOpened(recovery, ports);
    return {};
  },
});

export const expire: Transition<'expire'> = async ({ ports, recovery, now }) =>
  recovery.expiresAt > now
    ? null
    : {
        changes: closed('expired'),
        audit: { activity: 'recovery.expired', result: 'success', actor: 'system' },
        within: async () => {
          await revokeWhatWasOpened(recovery, ports);
          return {};
        },
      };

/** States in which the directory holds something of this recovery: an unused pass, or an open set-up and what it has made. */
const opened: ReadonlySet<RecoveryState> = new Set(['accessPass', 'enrol']);

/** Ending a recovery ends what it opened, in the same transaction: a set-up session must not outlive an objection (T20, D29). */
export async function revokeWhatWasOpened(
  recovery: { readonly id: string; readonly state: RecoveryState },
  ports: Pick<JourneyPorts, 'directory'>,
): Promise<void> {
  if (opened.has(recovery.state)) await ports.directory.revokeRecoveryPass({ recoveryId: recovery.id });
}
