import type { FastifyInstance } from 'fastify';
import { createReturnAddress } from '../hand-over/index.ts';
import {
  type Check,
  COUNTRIES,
  CREDENTIAL_KINDS,
  DOCUMENT_TYPES,
  MORE_OUTCOMES,
  OUTCOMES,
  type PrintedDataField,
  parsePrintedData,
} from '../verification/index.ts';
import { choosePage } from './choose-page.ts';
import { documentPage } from './document-page.ts';
import { readPicture, readText } from './forms.ts';
import { DOWN_NOTICE, noticePage } from './notice-page.ts';
import type { PageOptions } from './page-options.ts';
import { portraitPage } from './portrait-page.ts';
import type { Problem } from './problem-list.ts';
import type { Answer, Visit, WithCheck } from './with-check.ts';

type DocumentRouteOptions = PageOptions & { readonly withCheck: WithCheck };

/** From the first page to the start of the checks. Each page leads back to the first one that is still open. */
export function documentRoutes(app: FastifyInstance, options: DocumentRouteOptions): void {
  const { withCheck, now } = options;
  const today = () => new Date(now()).toISOString().slice(0, 10);

  app.get(
    '/check',
    withCheck(({ check, context }) => ({
      page: choosePage(context, check, createReturnAddress(check.handOver, 'cancelled')),
    })),
  );
  app.post(
    '/check',
    withCheck((visit) => choose(visit, options)),
  );
  app.get(
    '/check/document',
    withCheck((visit) => showDocument(visit, { options, problems: [], typed: {} })),
  );
  app.post(
    '/check/specimen',
    withCheck(({ request, check }) => {
      const specimen = options.specimens.find(({ id }) => id === readText(request, 'specimen'));
      if (!check.chosen || !specimen) return { goTo: '/check/document' };
      check.document = { printed: specimen.printed, picture: specimen.picture };
      check.portrait = specimen.picture;
      return startChecks(check, now());
    }),
  );
  app.post(
    '/check/document',
    withCheck(async (visit) => {
      const { request, check } = visit;
      if (!check.chosen) return { goTo: '/check' };
      const typed = readPrintedFields(visit);
      const printed = parsePrintedData(typed, today());
      const picture = await readPicture(request);
      const problems: Problem[] = typeof picture === 'string' ? [picture] : [];
      if ('wrong' in printed) problems.push(...printed.wrong);
      if (typeof picture === 'string' || 'wrong' in printed)
        return showDocument(visit, { options, problems, typed });
      check.document = { printed, picture };
      delete check.portrait;
      return { goTo: '/check/portrait' };
    }),
  );
  app.get(
    '/check/portrait',
    withCheck(({ check, context }) =>
      check.document ? { page: portraitPage(context, []) } : { goTo: '/check/document' },
    ),
  );
  app.post(
    '/check/portrait',
    withCheck(({ check }) => {
      if (!check.document) return { goTo: '/check/document' };
      check.portrait = check.document.picture;
      return startChecks(check, now());
    }),
  );
  app.post(
    '/check/portrait-picture',
    withCheck(async ({ request, check, context }) => {
      if (!check.document) return { goTo: '/check/document' };
      const picture = await readPicture(request);
      if (typeof picture === 'string') return { page: portraitPage(context, [picture]), status: 422 };
      check.portrait = picture;
      return startChecks(check, now());
    }),
  );
}

function choose({ request, check, context }: Visit, options: DocumentRouteOptions): Answer {
  const country = COUNTRIES.find((code) => code === readText(request, 'country'));
  const documentType = DOCUMENT_TYPES.find((type) => type === readText(request, 'documentType'));
  const outcome = [...OUTCOMES, ...MORE_OUTCOMES].find((name) => name === readText(request, 'outcome'));
  if (!country || !documentType || !outcome) return { goTo: '/check' };
  if (outcome === 'down') {
    options.health.goDown();
    const backAddress = createReturnAddress(check.handOver, 'failed');
    return { page: noticePage(context, { ...DOWN_NOTICE, backAddress }), status: 503 };
  }
  const credential = CREDENTIAL_KINDS.find((kind) => kind === readText(request, 'credential')) ?? 'identity';
  check.chosen = { country, documentType, outcome, credential };
  forgetResult(check);
  return { goTo: '/check/document' };
}

function showDocument(
  { check, context }: Visit,
  form: {
    readonly options: DocumentRouteOptions;
    readonly problems: readonly Problem[];
    readonly typed: Readonly<Partial<Record<PrintedDataField, string>>>;
  },
): Answer {
  if (!check.chosen) return { goTo: '/check' };
  const { problems, typed, options } = form;
  const page = documentPage(context, {
    country: check.chosen.country,
    specimens: options.specimens,
    problems,
    typed,
  });
  return problems.length > 0 ? { page, status: 422 } : { page };
}

function readPrintedFields({ request }: Visit): Record<PrintedDataField, string> {
  return {
    givenName: readText(request, 'givenName'),
    familyName: readText(request, 'familyName'),
    birthDate: readText(request, 'birthDate'),
    documentNumber: readText(request, 'documentNumber'),
    country: readText(request, 'country'),
  };
}

function startChecks(check: Check, now: number): Answer {
  forgetResult(check);
  check.checksStartedAt = now;
  return { goTo: '/check/running' };
}

/** New answers make an earlier result void; an offer that was made for it stays what it is, unreferenced. */
function forgetResult(check: Check): void {
  delete check.checksStartedAt;
  delete check.offerId;
}
