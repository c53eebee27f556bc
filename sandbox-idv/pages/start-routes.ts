import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HandOverRefusalCode } from '../hand-over/index.ts';
import { chooseLanguage } from '../texts/index.ts';
import type { CheckCookie } from './check-cookie.ts';
import { DOWN_NOTICE, type Notice } from './notice-page.ts';
import type { PageOptions } from './page-options.ts';

export type SendNotice = (
  exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  notice: Omit<Notice, 'backAddress'> & { readonly status: number },
) => FastifyReply;

const REFUSED_HAND_OVER: Record<
  HandOverRefusalCode,
  Pick<Notice, 'title' | 'text'> & { readonly status: number }
> = {
  invalid: { status: 400, title: 'notice.invalidTitle', text: 'notice.invalid' },
  returnAddressNotAllowed: { status: 400, title: 'notice.invalidTitle', text: 'notice.invalid' },
  expired: { status: 410, title: 'notice.expiredTitle', text: 'notice.expired' },
  used: { status: 410, title: 'notice.usedTitle', text: 'notice.used' },
  relyingPartyUnreachable: { status: 503, title: 'notice.unreachableTitle', text: 'notice.unreachable' },
};

/** How people arrive, and whether the provider is up at all. */
export function startRoutes(
  app: FastifyInstance,
  options: PageOptions & { readonly cookie: CheckCookie; readonly sendNotice: SendNotice },
): void {
  const { checks, cookie, health, sendNotice } = options;
  app.get('/', async (_request, reply) => reply.redirect('/check', 303));
  app.get('/healthz', async (_request, reply) =>
    health.isDown() ? reply.code(503).send({ status: 'down' }) : { status: 'up' },
  );
  app.post('/sandbox/up', async (request, reply) => {
    health.comeUp();
    return sendNotice({ request, reply }, { status: 200, title: 'notice.upTitle', text: 'notice.upText' });
  });
  app.get<{ Querystring: { token?: unknown } }>('/start', async (request, reply) => {
    if (health.isDown()) return sendNotice({ request, reply }, { status: 503, ...DOWN_NOTICE });
    const { token } = request.query;
    const result = await options.verifyHandOver(typeof token === 'string' ? token : '');
    if (result.kind === 'handedOver') {
      const language = chooseLanguage(result.handOver.locale);
      cookie.set(reply, checks.open({ handOver: result.handOver, language }));
      return reply.redirect('/check', 303);
    }
    // The browser's back button leads here again: the same browser simply goes on where it was.
    const own = checks.find(cookie.read(request));
    if (result.code === 'used' && own?.handOver.requestId === result.requestId)
      return reply.redirect('/check', 303);
    return sendNotice({ request, reply }, REFUSED_HAND_OVER[result.code]);
  });
}
