import type { FastifyInstance } from 'fastify';
import { ZodError } from 'zod';
import { Fault } from '../recovery/outcome.ts';

/**
 * Written out, not inherited from a plug-in's defaults (D38). Nothing inline, nothing from elsewhere.
 * `form-action` stays closed: hand-overs are answered with an address, and the page navigates.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "media-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Headers on every answer, the same-origin rule for everything that changes something, and one place where errors become answers. */
export function protect(app: FastifyInstance, options: { readonly origin: string }): void {
  const strictTransport = options.origin.startsWith('https:');
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'content-security-policy': contentSecurityPolicy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'permissions-policy':
        'camera=(self), publickey-credentials-create=(self), publickey-credentials-get=(self), microphone=(), geolocation=()',
      'cross-origin-opener-policy': 'same-origin',
      ...(request.url.startsWith('/api/') && { 'cache-control': 'no-store' }),
      ...(strictTransport && { 'strict-transport-security': 'max-age=31536000' }),
    });
    // CSRF: a browser always names the origin of an unsafe request. The wallet's protocol has no cookies to abuse.
    if (safeMethods.has(request.method) || request.url.startsWith('/openid4vp/')) return;
    if (request.headers.origin !== options.origin) return reply.code(403).send({ error: 'otherOrigin' });
  });

  app.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ error: 'notFound' }));

  app.setErrorHandler(async (error: unknown, request, reply) => {
    if (error instanceof ZodError) {
      return reply.code(400).send({ error: 'badRequest', field: error.issues[0]?.path.join('.') ?? '' });
    }
    if (error instanceof Fault) {
      request.log.error({ code: error.code, cause: causeOf(error) }, error.message);
      if (error.retryable) void reply.header('retry-after', '5');
      return reply.code(503).send({ error: 'tryLater' });
    }
    const status = statusOf(error);
    if (status < 500) return reply.code(status).send({ error: status === 413 ? 'tooLarge' : 'badRequest' });
    request.log.error(
      { cause: causeOf(error), stack: error instanceof Error ? error.stack : undefined },
      'unexpected',
    );
    return reply.code(500).send({ error: 'unexpected' });
  });
}

function statusOf(error: unknown): number {
  return typeof error === 'object' &&
    error !== null &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
}

/** The name of what broke; never its content, which may hold what somebody typed (T26). */
function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error
    ? `${cause.name}: ${cause.message.split('\n')[0]?.slice(0, 200) ?? ''}`
    : typeof cause;
}
