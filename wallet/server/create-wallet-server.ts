import { createServer, type Server, type ServerResponse } from 'node:http';
import type { Page } from './load-pages.ts';
import { readAuthorities } from './read-authorities.ts';

/** `connect-src *`: a wallet talks to every issuer and verifier there is. Nothing else comes from elsewhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  'connect-src *',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  // The page's address names a request; the verifier that the person goes on to has no business with it.
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
  'cross-origin-opener-policy': 'same-origin',
};

/** The wallet's web server. `authorityFiles`: PEM files, read again at each request of the trust list. */
export function createWalletServer({
  pages,
  authorityFiles,
}: {
  readonly pages: ReadonlyMap<string, Page>;
  readonly authorityFiles: readonly string[];
}): Server {
  return createServer(async (request, response) => {
    const reply = replyTo(response, request.method === 'HEAD');
    if (request.method !== 'GET' && request.method !== 'HEAD') return reply(405, 'text/plain', '');
    const web = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (web === '/healthz') return reply(200, 'application/json', JSON.stringify({ status: 'up' }));
    if (web === '/trust-list.json') {
      const authorities = await readAuthorities(authorityFiles);
      return reply(200, 'application/json', JSON.stringify({ authorities }));
    }
    const page = pages.get(web);
    if (!page) return reply(404, 'text/plain', 'Not found');
    return reply(200, page.type, page.content, page.immutable ? 'max-age=31536000, immutable' : 'no-cache');
  });
}

function replyTo(response: ServerResponse, headOnly: boolean) {
  return (status: number, type: string, content: string | Buffer, caching = 'no-store'): void => {
    const length = Buffer.byteLength(content);
    response.writeHead(status, {
      ...HEADERS,
      'content-type': type,
      'content-length': length,
      'cache-control': caching,
    });
    response.end(headOnly ? undefined : content);
  };
}
