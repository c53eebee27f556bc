import { type Ask, parseJsonObject, parseWebAddress, type Reply } from '../network/index.ts';
import { Fault, type Refusal, refuse } from '../outcome.ts';
import type { WayBack } from './verify-request.ts';

export interface Sent {
  readonly kind: 'sent';
  /** Where the verifier wants the person to go on, if anywhere. */
  readonly redirect: URL | undefined;
}

type ToPost = Extract<WayBack, { kind: 'post' }>;

/** Posts the encrypted answer (OpenID4VP 8.3.1). A Fault means: nobody knows whether it arrived; send the same again. */
export async function sendAnswer(
  { responseUri }: ToPost,
  answer: string,
  ask: Ask,
): Promise<Sent | Refusal<'notAccepted'>> {
  return readReply(await ask(new URL(responseUri), { form: { response: answer } }));
}

/** Tells the verifier that the person said no (OpenID4VP 8.5). */
export async function sendRefusal(
  { responseUri, state }: ToPost,
  ask: Ask,
): Promise<Sent | Refusal<'notAccepted'>> {
  const form = { error: 'access_denied', ...(state !== undefined && { state }) };
  return readReply(await ask(new URL(responseUri), { form }));
}

function readReply(reply: Reply): Sent | Refusal<'notAccepted'> {
  if (reply.status >= 500) throw new Fault('brokenPeer');
  if (reply.status !== 200) return refuse('notAccepted');
  return {
    kind: 'sent',
    redirect: parseWebAddress(parseJsonObject(reply.text)?.redirect_uri, { fragment: true }),
  };
}
