import { type Ask, parseJsonObject, parseWebAddress, type Reply } from '../network/index.ts';
import { Fault, type Refusal, refuse } from '../outcome.ts';
import type { VerifiedRequest } from './verify-request.ts';

export interface Sent {
  readonly kind: 'sent';
  /** Where the verifier wants the person to go on, if anywhere. */
  readonly redirect: URL | undefined;
}

/** Posts the encrypted answer (OpenID4VP 8.3.1). A Fault means: nobody knows whether it arrived; send the same again. */
export async function sendAnswer(
  request: VerifiedRequest,
  answer: string,
  ask: Ask,
): Promise<Sent | Refusal<'notAccepted'>> {
  return readReply(await ask(request.responseUri, { form: { response: answer } }));
}

/** Tells the verifier that the person said no (OpenID4VP 8.5). */
export async function sendRefusal(
  request: VerifiedRequest,
  ask: Ask,
): Promise<Sent | Refusal<'notAccepted'>> {
  const state = request.state === undefined ? {} : { state: request.state };
  return readReply(await ask(request.responseUri, { form: { error: 'access_denied', ...state } }));
}

function readReply(reply: Reply): Sent | Refusal<'notAccepted'> {
  if (reply.status >= 500) throw new Fault('brokenPeer');
  if (reply.status !== 200) return refuse('notAccepted');
  return {
    kind: 'sent',
    redirect: parseWebAddress(parseJsonObject(reply.text)?.redirect_uri, { fragment: true }),
  };
}
