import type { FastifyInstance } from 'fastify';
import { createReturnAddress } from '../hand-over/index.ts';
import { applyOutcome, type Check, type Progress, progressAt } from '../verification/index.ts';
import { issuedPage, offerEndedPage, offerPage } from './credential-page.ts';
import type { PageOptions } from './page-options.ts';
import { refusedPage } from './refused-page.ts';
import { runningPage } from './running-page.ts';
import type { Answer, Visit, WithCheck } from './with-check.ts';

type ResultRouteOptions = PageOptions & { readonly withCheck: WithCheck };

/** From the running checks to the way back. */
export function resultRoutes(app: FastifyInstance, options: ResultRouteOptions): void {
  const { withCheck, offers } = options;

  app.get(
    '/check/running',
    withCheck(({ check, context }) => {
      const progress = progressOf(check, options);
      if (!progress) return { goTo: '/check/document' };
      if (progress.result !== 'running') return { goTo: placeOf(progress) };
      return { page: runningPage(context, progress) };
    }),
  );
  app.get(
    '/check/progress',
    withCheck(({ check }) => {
      const progress = progressOf(check, options);
      if (!progress) return { json: { checks: [], next: '/check/document' } };
      return {
        json: { checks: progress.checks, next: progress.result === 'running' ? null : placeOf(progress) },
      };
    }),
  );
  app.get(
    '/check/refused',
    withCheck(({ check, context }) => {
      const result = progressOf(check, options)?.result;
      if (result !== 'documentRefused' && result !== 'faceRefused') return { goTo: '/check/running' };
      return {
        page: refusedPage(context, { result, returnAddress: createReturnAddress(check.handOver, 'failed') }),
      };
    }),
  );
  app.post(
    '/check/again',
    withCheck(({ check }) => {
      delete check.checksStartedAt;
      delete check.document;
      delete check.portrait;
      return { goTo: '/check' };
    }),
  );
  app.get(
    '/check/credential',
    withCheck((visit) => showCredential(visit, options)),
  );
  app.get(
    '/check/offer-state',
    withCheck(({ check }) => ({
      json: { state: (check.offerId && offers.stateOf(check.offerId)) || 'dead' },
    })),
  );
  app.post(
    '/check/offer',
    withCheck(({ check }) => {
      if (check.offerId && offers.stateOf(check.offerId) === 'dead') delete check.offerId;
      return { goTo: '/check/credential' };
    }),
  );
}

function progressOf(check: Check, options: ResultRouteOptions): Progress | undefined {
  if (!check.chosen || check.checksStartedAt === undefined) return undefined;
  const { outcome } = check.chosen;
  const total = outcome === 'slow' ? options.slowMilliseconds : options.checkMilliseconds;
  return progressAt({ outcome, elapsed: options.now() - check.checksStartedAt, total });
}

const placeOf = (progress: Progress) =>
  progress.result === 'passed' ? '/check/credential' : '/check/refused';

function showCredential({ check, context }: Visit, options: ResultRouteOptions): Answer {
  const { chosen, document, portrait, handOver } = check;
  if (progressOf(check, options)?.result !== 'passed' || !chosen || !document || !portrait)
    return { goTo: '/check/running' };
  check.offerId ??= options.offers.create(
    applyOutcome({ ...chosen, printed: document.printed, portrait }),
  ).id;
  const { offerId } = check;
  const state = options.offers.stateOf(offerId) ?? 'dead';
  const leaveAddress = createReturnAddress(handOver, 'cancelled');
  if (state === 'issued') return { page: issuedPage(context, createReturnAddress(handOver, 'done')) };
  if (state === 'dead') return { page: offerEndedPage(context, leaveAddress) };
  const query = new URLSearchParams({ credential_offer_uri: `${options.origin}/offer/${offerId}` });
  const page = offerPage(context, {
    state,
    txCode: options.offers.txCodeOf(offerId) ?? '',
    walletAddress: `${options.wallet}/offer?${query}`,
    offerAddress: `openid-credential-offer://?${query}`,
    leaveAddress,
  });
  return { page };
}
