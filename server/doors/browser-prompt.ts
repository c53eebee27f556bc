import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Journey, Recovery } from '../../recovery/journey/index.ts';
import type { Cookies } from '../cookies.ts';

const largestAnswer = 2_000_000;
const nothing = z.object({});
const id = z.string().regex(/^[A-Za-z0-9_-]{20,64}$/);
const answer = z.union([
  z.object({ id, response: z.string().min(1).max(largestAnswer) }),
  /** What a wallet gives in place of an answer (OpenID4VP 1.0, A.4). */
  z.object({ id, error: z.string().max(200) }),
]);

/**
 * The door of the browser's own prompt (W3C Digital Credentials API, OpenID4VP 1.0 appendix A): the page takes a signed request
 * here, gives it to the browser, and brings back what the wallet says. Both by the cookie of the recovery, since such an answer
 * names no session of its own.
 */
export function registerBrowserPromptDoor(
  app: FastifyInstance,
  { journey, cookies }: { readonly journey: Journey; readonly cookies: Cookies },
): void {
  app.post('/api/recovery/presentation/browser', async (request, reply) => {
    nothing.parse(request.body);
    const recovery = await ours(request);
    if (recovery === null) return none(reply);
    const event = { type: 'requestPresentation', device: 'browser' } as const;
    const advanced = await journey.advance({ recoveryId: recovery.id, event });
    const asked = advanced?.moved ? await journey.readBrowserRequest(advanced.recovery) : null;
    return asked ?? reply.code(409).send({ error: 'notNow' });
  });

  app.post(
    '/api/recovery/presentation/answer',
    { bodyLimit: largestAnswer + 1_000 },
    async (request, reply) => {
      const { id: requestId, ...brought } = answer.parse(request.body);
      const before = await ours(request);
      if (before === null) return none(reply);
      const { accepted } = await journey.answerPresentation({ requestId, ...brought, broughtBy: before.id });
      const recovery = await ours(request);
      if (recovery === null) return none(reply);
      // Refused for good, or moved on in another tab: that is where the person is. Otherwise nothing is lost, and they try again.
      if (accepted || recovery.state !== 'present') return journey.view(recovery);
      return reply.code(422).send({ error: 'answerNotTaken' });
    },
  );

  async function ours(request: FastifyRequest): Promise<Recovery | null> {
    const cookie = cookies.read(request, 'recovery');
    return cookie === undefined ? null : journey.findByCookie(cookie);
  }
}

function none(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: 'noRecovery' });
}
