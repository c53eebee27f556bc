import '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

export type CookieName = 'recovery' | 'phone' | 'session' | 'enrolment' | 'ceremony';

export interface Cookies {
  read(request: FastifyRequest, name: CookieName): string | undefined;
  set(
    reply: FastifyReply,
    name: CookieName,
    value: string,
    options: { readonly maxAgeSeconds: number },
  ): void;
  clear(reply: FastifyReply, name: CookieName): void;
}

/**
 * Regain's cookies: opaque tokens, never content. Under TLS they carry the `__Host-` prefix, which binds them
 * to this host and path and keeps a sibling host from planting one (session fixation, T16).
 * `Lax` lets the person come back from the provider or the wallet by a link and still be themselves.
 */
export function createCookies(options: { readonly secure: boolean }): Cookies {
  const nameOf = (name: CookieName) => (options.secure ? `__Host-regain-${name}` : `regain-${name}`);
  const attributes = { path: '/', httpOnly: true, secure: options.secure, sameSite: 'lax' } as const;
  return {
    read: (request, name) => request.cookies[nameOf(name)],
    set: (reply, name, value, { maxAgeSeconds }) => {
      void reply.setCookie(nameOf(name), value, { ...attributes, maxAge: maxAgeSeconds });
    },
    clear: (reply, name) => {
      void reply.clearCookie(nameOf(name), attributes);
    },
  };
}
