import type { FastifyInstance, FastifyReply } from 'fastify';
import { ZodError } from 'zod';
import { Fault } from '../recovery/outcome.ts';
import { describeIssue } from '../recovery/policy/index.ts';
import { placesOfNul } from './places-of-nul.ts';

/**
 * Written out, not inherited from a plug-in's defaults (D38). Nothing inline, nothing from elsewhere.
 * `form-action` stays closed: hand-overs are answered with an address, and the page navigates.
 */
const contentSecurityPolicy = (styles: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "media-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The portal's: its one constant style comes from a library and carries this page's nonce (D38). */
export const portalPolicy = (nonce: string): string => contentSecurityPolicy(`'self' 'nonce-${nonce}'`);

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

const headersFor = (origin: string) => ({
  'content-security-policy': contentSecurityPolicy("'self'"),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'permissions-policy':
    'camera=(self), publickey-credentials-create=(self), publickey-credentials-get=(self), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
  ...(origin.startsWith('https:') && { 'strict-transport-security': 'max-age=31536000' }),
});

/** For Fastify's `frameworkErrors`: an address that cannot be read (`/%E0`) reaches neither hooks nor the error handler. */
export function refuseUnreadable(options: { readonly origin: string }) {
  return (_error: unknown, _request: unknown, reply: FastifyReply) =>
    reply.code(400).headers(headersFor(options.origin)).send({ error: 'badRequest' });
}

/** Headers on every answer, the same-origin rule for everything that changes something, and one place where errors become answers. */
export function protect(
  app: FastifyInstance,
  options: {
    readonly origin: string;
    /** An example is reached by these names only: a foreign page that points its own name at this machine reads nothing (DNS rebinding). */
    readonly onlyHosts?: readonly string[];
    /** Addresses below these are for programs too, which name no origin; a browser always does, and then it counts. */
    readonly programs?: readonly string[];
  },
): void {
  const headers = headersFor(options.origin);
  app.addHook('onRequest', async (request, reply) => {
    if (options.onlyHosts?.includes(request.host) === false)
      return reply.code(421).send({ error: 'otherOrigin' });
    void reply.headers({
      ...headers,
      ...(request.url.startsWith('/api/') && { 'cache-control': 'no-store' }),
    });
    // CSRF: a browser always names the origin of an unsafe request. The wallet's protocol has no cookies to abuse.
    if (safeMethods.has(request.method) || request.url.startsWith('/openid4vp/')) return;
    const isProgram = options.programs?.some((path) => request.url.startsWith(path)) ?? false;
    if (isProgram && request.headers.origin === undefined) return;
    if (request.headers.origin !== options.origin) return reply.code(403).send({ error: 'otherOrigin' });
  });

  // The portal says it in its own words, for several fields at once.
  app.addHook('preValidation', async ({ url, params, query, body }, reply) => {
    if (!url.startsWith('/api/') || url.startsWith('/api/admin/')) return;
    const [field] = placesOfNul(params, query, body);
    if (field !== undefined) return reply.code(400).send({ error: 'controlCharacters', field });
  });

  app.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ error: 'notFound' }));

  app.setErrorHandler(async (error: unknown, request, reply) => {
    if (error instanceof ZodError) {
      const { path: field = '', code = '' } = error.issues.map(describeIssue)[0] ?? {};
      const said = code === 'controlCharacters' ? code : 'badRequest';
      return reply.code(400).send({ error: said, field });
    }
    if (error instanceof Fault) {
      request.log.error({ code: error.code, cause: causeOf(error) }, error.message);
      if (error.retryable) void reply.header('retry-after', '5');
      return reply.code(503).send({ error: 'tryLater' });
    }
    // What PostgreSQL cannot store as text (U+0000) was typed by somebody: their mistake, not ours.
    if (codeOf(error) === '22021') return reply.code(400).send({ error: 'badRequest' });
    const status = statusOf(error);
    if (status < 500) return reply.code(status).send({ error: status === 413 ? 'tooLarge' : 'badRequest' });
    request.log.error({ cause: causeOf(error), stack: placesOf(error) }, 'unexpected');
    return reply.code(500).send({ error: 'unexpected' });
  });
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function statusOf(error: unknown): number {
  return typeof error === 'object' &&
    error !== null &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
}

/** What broke, in its first line without what stands in quotes: that may be what somebody typed (T26). */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return typeof cause;
  const [line = ''] = cause.message.split('\n');
  return `${cause.name}: ${line.replace(/(["'`]).*?\1/g, '$1…$1').slice(0, 200)}`;
}

/** Where it broke. A stack begins with the message, which stays out. */
function placesOf(error: unknown): string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines.map((line) => line.trim()).filter((line) => /^at .+:\d+:\d+\)?$/.test(line));
}
