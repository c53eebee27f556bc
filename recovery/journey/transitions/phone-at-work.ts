import { type AtPhone, isItsCookie, type Phone, stageOf } from '../phone/index.ts';
import type { Move, TransitionContext } from '../transition.ts';

/** What it did is worth nothing any more. */
export function phoneOver(phone: Phone): Pick<Move, 'put' | 'drop'> {
  return {
    put: { phone: { ...phone, over: true } },
    drop: phone.purpose === 'wallet' ? ['presented'] : ['samePerson'],
  };
}

/** The phone that asks, when it is the one that joined and its part is not done; null for everybody else. */
export function phoneAtWork({
  recovery,
  event,
  evidence,
  now,
}: Pick<TransitionContext, 'recovery' | 'evidence' | 'now'> & { readonly event: AtPhone }): Phone | null {
  const phone = evidence('phone');
  if (phone === null || stageOf(phone, recovery, now) !== 'joined') return null;
  return isItsCookie({ recoveryId: recovery.id, phone }, event.phone) ? phone : null;
}
