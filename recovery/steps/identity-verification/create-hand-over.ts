import type { HandOver } from './identity-verifier.ts';

const lifetimeMs = 10 * 60 * 1000;

/**
 * What a one-time hand-over says: 10 minutes, an address to come back to, no word about the person (D23).
 * `now` is epoch milliseconds. `returnTo` is our own page: one with a query or fragment could carry something along.
 */
export function createHandOver(request: {
  readonly requestId: string;
  readonly returnTo: string;
  readonly country: string;
  readonly locale: string;
  readonly now: number;
}): HandOver {
  const address = new URL(request.returnTo);
  if (!['https:', 'http:'].includes(address.protocol)) throw new TypeError('returnTo must be a web address');
  if (address.search !== '' || address.hash !== '' || address.username !== '' || address.password !== '') {
    throw new TypeError('returnTo must be origin and path only');
  }
  return {
    requestId: request.requestId,
    returnTo: request.returnTo,
    country: request.country,
    locale: request.locale,
    issuedAt: request.now,
    expiresAt: request.now + lifetimeMs,
  };
}
