import type { Refusal } from '../../outcome.ts';
import { keyedHash } from '../seal.ts';
import { closed, type Move, type TransitionContext } from '../transition.ts';

const hour = 60 * 60_000;

/** Somebody else answers to the same proof. */
const twinCodes: ReadonlySet<string> = new Set(['duplicateIdentity', 'twinAppeared']);

/**
 * A step said no. Whatever the cause, the recovery ends the same way and the person reads the same page (D15, R18);
 * the cause goes into the audit. Failures are counted per account and per credential, over all doors and both modes (D16, R11).
 */
export function refused(
  context: Pick<TransitionContext, 'ports' | 'recovery' | 'now'>,
  refusal: Refusal,
  details: {
    readonly step: string;
    readonly actor?: string;
    readonly personal?: Readonly<Record<string, string>>;
    readonly credentialFingerprint?: string;
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
      const { store, keys } = ports;
      if (twinCodes.has(refusal.code)) await alarmOfTwin(context);
      await store.countAttempt({
        kind: 'refusal.account',
        keyHash: recovery.accountRef,
        now,
        windowMs: 24 * hour,
      });
      const credential = keyedHash(
        keys.reference,
        `credential|${details.credentialFingerprint ?? recovery.id}`,
      );
      await store.countAttempt({ kind: 'refusal.credential', keyHash: credential, now, windowMs: hour });
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
