import type { Code } from '../../audit/index.ts';
import type { Refusal } from '../../outcome.ts';
import type { Claims } from '../../steps/presentation/index.ts';
import { countRefusal } from '../budgets.ts';
import { closed, type Move, type TransitionContext } from '../transition.ts';
import { revokeWhatWasOpened } from './closing.ts';

/** Somebody else answers to the same proof. */
const twinCodes: ReadonlySet<string> = new Set(['duplicateIdentity', 'twinAppeared']);

/**
 * A step said no. Whatever the cause, the recovery ends the same way and the person reads the same page (D15, R18);
 * the cause goes into the audit, the failure into the budgets (D16, R11), and what the recovery had opened ends.
 */
export function refused(
  context: Pick<TransitionContext, 'ports' | 'recovery' | 'now'>,
  refusal: Refusal<Code>,
  details: {
    readonly step: 'presentation' | 'faceCheck' | 'matching' | 'accessPass' | 'reEnrolment';
    readonly actor?: string;
    readonly personal?: Move['audit']['personal'];
    /** Whose proof failed: counted over all accounts it is tried on. */
    readonly claims?: Claims;
  },
): Move {
  const { ports, recovery, now } = context;
  return {
    changes: closed('refused'),
    audit: {
      activity: `${details.step}.refused`,
      result: 'refused',
      code: refusal.code,
      data: { ...refusal.detail },
      ...(details.actor !== undefined && { actor: details.actor }),
      ...(details.personal !== undefined && { personal: details.personal }),
    },
    within: async () => {
      if (twinCodes.has(refusal.code)) await alarmOfTwin(context);
      await revokeWhatWasOpened(recovery, ports);
      await countRefusal(ports, { recovery, claims: details.claims ?? null, now });
      return {};
    },
  };
}

/** An admin must know of a twin (D18). Ids only. */
async function alarmOfTwin({
  ports,
  recovery,
  now,
}: Pick<TransitionContext, 'ports' | 'recovery' | 'now'>): Promise<void> {
  await ports.store.audit({
    chain: 'administration',
    at: now,
    activity: 'alarm.twinFound',
    result: 'failed',
    code: 'duplicateIdentity',
    actor: 'system',
    data: { recovery: recovery.id },
  });
}
