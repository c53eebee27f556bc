/**
 * For looking at pages without a server: serves `dist/` and canned answers. `/recover?page=present` shows that
 * page kind (names in `views.ts`); the choice is kept in a cookie. Development only; no build contains it.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { extname, join } from 'node:path';
import { answerOfPortal } from './portal/index.ts';
import {
  enrolmentView,
  organisationView,
  outboxView,
  phoneView,
  recoveryView,
  securityInfoView,
} from './views.ts';

const dist = join(import.meta.dirname, '../dist');
/** Where `portal-pictures.ts` builds the page of the kit. */
const kit = join(import.meta.dirname, 'dist');
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
/** STYLE: the portal's nonce (D38); nothing on the person's pages. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'STYLE; img-src 'self' data: blob:; connect-src 'self'; font-src 'none'; media-src 'self' blob:; base-uri 'none'; form-action 'none'";

const later = Date.UTC(2031, 4, 3, 12, 15);
const answers: Record<string, unknown> = {
  'GET /api/organisation': organisationView,
  'GET /api/outbox': outboxView,
  'POST /api/recovery/face-check/session': {
    session: 's'.repeat(43),
    leftMs: 90_000,
    accepted: false,
    problem: null,
    step: { number: 1, of: 6, look: 'left', afterMs: 60_000, light: 'amber' },
  },
  'GET /api/session': { signedIn: false, person: null, mayChangeMethods: false },
  'GET /api/security-info': securityInfoView,
  'POST /api/recovery/access-pass/show': { value: 'kX7vQm2pTr9wZc4h', expiresAt: later },
  'POST /api/enrolment/totp/start': {
    secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    uri: 'otpauth://totp/Alder%20%26%20Finch:mara.lindqvist?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Alder%20%26%20Finch',
  },
};

const answer = (request: IncomingMessage, path: string, page: string): { status: number; body: unknown } => {
  const key = `${request.method} ${path}`;
  if (key in answers) return { status: 200, body: answers[key] };
  if (path === '/api/enrolment') {
    return page === 'over'
      ? { status: 401, body: { error: 'enrolmentEnded' } }
      : { status: 200, body: enrolmentView(page) };
  }
  if (path.startsWith('/api/sign-in')) return { status: 401, body: { error: 'signInFailed' } };
  if (path === '/api/phone' && page === 'linkUsed') return { status: 409, body: { error: 'linkUsed' } };
  if (path === '/api/phone/denial') return { status: 200, body: { stopped: true } };
  if (path.startsWith('/api/phone'))
    return page === 'none'
      ? { status: 404, body: { error: 'noPhone' } }
      : { status: 200, body: phoneView(page) };
  if (path.startsWith('/api/recovery')) {
    const view = recoveryView(page);
    return view === null ? { status: 404, body: { error: 'noRecovery' } } : { status: 200, body: view };
  }
  return { status: 404, body: { error: 'notFound' } };
};

const read = (path: string): Buffer => {
  try {
    return readFileSync(join(dist, path));
  } catch {
    return readFileSync(join(kit, path));
  }
};

export const startMock = (port: number) =>
  createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const page =
      url.searchParams.get('page') ?? /(?:^|; )page=([^;]*)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    response.setHeader('content-security-policy', policy.replace('STYLE', ''));
    if (url.pathname.startsWith('/api/admin/')) {
      // Pages that wait: whoever asks is left waiting.
      if (page === 'slow' && !url.pathname.endsWith('/session')) return;
      // Nobody takes in what is sent: an upload stays under way.
      if (page === 'uploading' && request.method === 'POST' && url.pathname.endsWith('/people-imports'))
        return;
      const { status, body } = answerOfPortal(`${request.method} ${url.pathname.slice(10)}`, page);
      return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }
    if (url.pathname.startsWith('/api/')) {
      const { status, body } = answer(request, url.pathname, page);
      return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }
    try {
      if (url.pathname.startsWith('/assets/')) {
        const content = read(url.pathname);
        return response.writeHead(200, { 'content-type': types[extname(url.pathname)] ?? '' }).end(content);
      }
      const nonce = randomBytes(16).toString('base64');
      const isPortal = /^\/admin(\/|$)/.test(url.pathname);
      const document = url.pathname.startsWith('/admin/kit')
        ? readFileSync(join(kit, 'mock/kit.html'), 'utf8')
        : readFileSync(join(dist, isPortal ? 'admin.html' : 'index.html'), 'utf8');
      if (isPortal)
        response.setHeader('content-security-policy', policy.replace('STYLE', ` 'nonce-${nonce}'`));
      return response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'set-cookie': `page=${page}; Path=/` })
        .end(document.replace('__CSP_NONCE__', nonce));
    } catch {
      response.writeHead(404).end();
    }
  }).listen(port, '127.0.0.1');

if (process.argv[1] === import.meta.filename) startMock(Number(process.env.PORT ?? 0));
