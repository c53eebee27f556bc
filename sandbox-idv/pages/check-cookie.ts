import type { FastifyReply, FastifyRequest } from 'fastify';

export interface CheckCookie {
  read(request: FastifyRequest): string | undefined;
  set(reply: FastifyReply, secret: string): void;
}

/**
 * The cookie that ties a browser to its check. `Lax`: people arrive by a link from another site. The name is our
 * own, because cookies of one host are shared by all its ports.
 */
export function createCheckCookie(origin: string): CheckCookie {
  const secure = origin.startsWith('https:');
  const name = secure ? '__Host-specimen-id-check' : 'specimen-id-check';
  return {
    read(request) {
      for (const pair of (request.headers.cookie ?? '').split(';')) {
        const [key, value] = pair.trim().split('=');
        if (key === name) return value;
      }
      return undefined;
    },
    set(reply, secret) {
      void reply.header(
        'set-cookie',
        `${name}=${secret}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
      );
    },
  };
}
