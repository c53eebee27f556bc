import type { FastifyReply, FastifyRequest } from 'fastify';
import { AdminProblem } from '../../administration/index.ts';

/** `ETag` of something that counts its versions. What the description of the route does not tell of is our mistake. */
export function sendVersion(reply: FastifyReply, version: number): void {
  if (reply.request.routeOptions.config.tellsVersion !== true)
    throw new TypeError(`${reply.request.routeOptions.url} does not say that it tells its version`);
  void reply.header('etag', `"${version}"`);
}

/** The answer to an edit: the version it made, also as its `ETag`. */
export function answerVersion(reply: FastifyReply, { version }: { readonly version: number }) {
  sendVersion(reply, version);
  return { version };
}

/**
 * The version an edit started from, out of `If-Match`. Without one an edit is refused: two admins would overwrite each other
 * without a word (RFC 9110 13.1.1; 428 by RFC 6585 3).
 */
export function expectedVersion(request: FastifyRequest): number {
  if (request.routeOptions.config.edits !== true)
    throw new TypeError(`${request.routeOptions.url} does not say that it reads If-Match`);
  const given = /^"(\d{1,9})"$/.exec(request.headers['if-match'] ?? '')?.[1];
  if (given === undefined) throw new VersionMissing();
  return Number(given);
}

export class VersionMissing extends AdminProblem {
  constructor() {
    super('Say in If-Match which version this edit started from', { reason: 'versionMissing' });
  }
}
