import { closed, type Transition } from '../transition.ts';

/** "I can't do this", or "Start again". A pass that was granted and not used dies with it. */
export const leave: Transition<'leave'> = async ({ ports, recovery }) => ({
  changes: closed('left'),
  audit: { activity: 'recovery.left', result: 'success' },
  within: async () => {
    await revokeUnusedPass(recovery, ports);
    return {};
  },
});

/** By an admin, by "This wasn't me", or because another recovery of the account was granted first (D31). */
export const stop: Transition<'stop'> = async ({ ports, recovery, event }) => ({
  changes: closed(event.reason === 'superseded' ? 'superseded' : 'stopped'),
  audit: { activity: 'recovery.stopped', result: 'success', code: event.reason, actor: event.by },
  within: async () => {
    await revokeUnusedPass(recovery, ports);
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
          await revokeUnusedPass(recovery, ports);
          return {};
        },
      };

async function revokeUnusedPass(
  recovery: { readonly id: string; readonly state: string },
  ports: { readonly directory: { revokeRecoveryPass(request: { recoveryId: string }): Promise<void> } },
): Promise<void> {
  if (recovery.state === 'accessPass') await ports.directory.revokeRecoveryPass({ recoveryId: recovery.id });
}
