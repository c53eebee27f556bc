import { isRefusal } from '../../outcome.ts';
import { completeReenrolment } from '../../steps/re-enrolment/index.ts';
import { noticeTo } from '../notices.ts';
import { readSafety } from '../safety.ts';
import { closed, Overtaken, type Transition } from '../transition.ts';
import { refused } from './refused.ts';

/** Thrown inside the transaction to undo it: the sign-in used a method from before the recovery. */
export class NotANewMethod extends Error {}

/**
 * The first sign-in with a method that was added after redemption: only now are the old ones disabled, never because a
 * pass ran out, so that nobody is left with nothing (D30). The case closes and the person is told.
 */
export const completeSignIn: Transition<'signedIn'> = async (context) => {
  const { ports, recovery, event, now } = context;
  const granted = context.evidence('granted');
  const matched = context.evidence('matched');
  if (granted === null || matched === null) return null;
  const { accountId } = granted;
  const { refusal, account, organisation } = await readSafety(ports, {
    recovery,
    accountId,
    credential: matched.credential,
  });
  if (refusal !== null) return refused(context, refusal, { step: 'reEnrolment' });
  return {
    changes: closed('recovered'),
    audit: { activity: 'reEnrolment.completed', result: 'success' },
    within: async () => {
      const { disabled, added } = await ports.directory.retireOldMethods({
        accountId,
        recoveryId: recovery.id,
      });
      if (!added.some((each) => each.id === event.methodId)) throw new NotANewMethod();
      const reenrolled = completeReenrolment({
        granted,
        disabledMethods: disabled.length,
        addedMethods: added.length,
      });
      if (isRefusal(reenrolled)) throw new Overtaken();
      const lines = (methods: typeof disabled) => methods.map(({ kind, label }) => ({ kind, label }));
      const receipt = {
        at: now,
        added: lines(added),
        disabled: lines(disabled),
        sessionsEnded: recovery.sessionsEnded,
      };
      return {
        changes: { receipt },
        audit: {
          activity: 'reEnrolment.completed',
          result: 'success',
          data: {
            added: reenrolled.addedMethods,
            disabled: reenrolled.disabledMethods,
            sessionsEnded: recovery.sessionsEnded,
          },
        },
        mail: noticeTo(account, organisation, {
          kind: 'recovered',
          at: now,
          values: { added: JSON.stringify(receipt.added), disabled: JSON.stringify(receipt.disabled) },
        }),
      };
    },
  };
};
