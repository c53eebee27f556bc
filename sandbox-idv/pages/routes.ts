import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chooseLanguage, createTranslate, type Language } from '../texts/index.ts';
import { createCheckCookie } from './check-cookie.ts';
import { serveClientFiles } from './client-files.ts';
import { documentRoutes } from './document-routes.ts';
import { parseForms } from './forms.ts';
import { noticePage } from './notice-page.ts';
import type { PageContext } from './page-context.ts';
import type { PageOptions } from './page-options.ts';
import { pictureRoutes } from './picture-routes.ts';
import { resultRoutes } from './result-routes.ts';
import { type SendNotice, startRoutes } from './start-routes.ts';
import type { WithCheck } from './with-check.ts';

/** All pages of the person, their client files, and the health address. */
export async function pageRoutes(app: FastifyInstance, options: PageOptions): Promise<void> {
  const { checks, relyingParty } = options;
  const cookie = createCheckCookie(options.origin);
  const findCheck = (request: FastifyRequest) => checks.find(cookie.read(request));
  parseForms(app);
  const assetVersion = serveClientFiles(app);
  const contextFor = (language: Language): PageContext => ({
    language,
    t: createTranslate(language),
    relyingParty: new URL(relyingParty).host,
    assetVersion,
  });
  const sendNotice: SendNotice = ({ request, reply }, { status, ...notice }) => {
    const preferred = chooseLanguage(request.headers['accept-language']?.split(',')[0]);
    const context = contextFor(findCheck(request)?.language ?? preferred);
    return sendPage(reply.code(status), noticePage(context, { backAddress: relyingParty, ...notice }));
  };
  const withCheck: WithCheck = (answerFor) => async (request, reply) => {
    const check = findCheck(request);
    if (!check) {
      return sendNotice(
        { request, reply },
        { status: 404, title: 'notice.noCheckTitle', text: 'notice.noCheck' },
      );
    }
    const answer = await answerFor({ request, check, context: contextFor(check.language) });
    if ('goTo' in answer) return reply.redirect(answer.goTo, 303);
    if ('json' in answer) return reply.send(answer.json);
    return sendPage(reply.code(answer.status ?? 200), answer.page);
  };
  refuseOthers(app, { origin: options.origin, sendNotice });
  startRoutes(app, { ...options, cookie, sendNotice });
  pictureRoutes(app, { specimens: options.specimens, findCheck });
  documentRoutes(app, { ...options, withCheck });
  resultRoutes(app, { ...options, withCheck });
}

/** What is not one of our pages or forms. */
function refuseOthers(
  app: FastifyInstance,
  options: { readonly origin: string; readonly sendNotice: SendNotice },
): void {
  app.addHook('onRequest', async (request, reply) => {
    // Another site cannot press our buttons; browsers name the sender of every form.
    const { origin } = request.headers;
    if (request.method === 'POST' && origin !== undefined && origin !== options.origin) {
      return reply.code(403).type('text/plain').send('forms are taken from this site only');
    }
  });
  app.setErrorHandler((error: { statusCode?: number }, request, reply) => {
    const status = error.statusCode && error.statusCode < 500 ? error.statusCode : 500;
    return options.sendNotice(
      { request, reply },
      { status, title: 'notice.errorTitle', text: 'notice.error' },
    );
  });
  app.setNotFoundHandler((request, reply) =>
    options.sendNotice(
      { request, reply },
      { status: 404, title: 'notice.notFoundTitle', text: 'notice.notFound' },
    ),
  );
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(page);
}
