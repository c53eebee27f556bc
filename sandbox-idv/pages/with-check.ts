import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Check } from '../verification/index.ts';
import type { PageContext } from './page-context.ts';

/** What a page's route answers: a page, the way to another one, or data for a client script. */
export type Answer =
  | { readonly page: string; readonly status?: number }
  | { readonly goTo: string }
  | { readonly json: Readonly<Record<string, unknown>> };

export interface Visit {
  readonly request: FastifyRequest;
  readonly check: Check;
  readonly context: PageContext;
}

/** Makes a route that only a browser with a running check reaches. */
export type WithCheck = (
  answerFor: (visit: Visit) => Answer | Promise<Answer>,
) => (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
