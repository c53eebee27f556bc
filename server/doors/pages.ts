import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { portalPolicy } from '../protect.ts';

export interface PagesDoor {
  /** The built pages: `index.html`, `admin.html` and `assets/`. */
  readonly folder: string;
  /** Further scripts for every page of the person's, by address. An example adds its demo camera and demo passkey here, and nowhere else (D7). */
  readonly scripts: readonly string[];
  /** Further public files under `/demo/`; empty outside an example. */
  readonly demoFolders: readonly string[];
}

/** Every address that is a page. All of them are the one document; it asks the API where the person is. */
const pages = [
  '/',
  '/recover',
  '/recover/returned',
  '/recover/back',
  '/phone',
  '/recover/not-me',
  '/enrol',
  '/security-info',
  '/invitation',
  '/outbox',
];

export function registerPagesDoor(app: FastifyInstance, door: PagesDoor): void {
  const added = door.scripts.map((each) => `<script type="module" src="${each}"></script>`).join('');
  const html = readFileSync(join(door.folder, 'index.html'), 'utf8').replace('<!-- scripts -->', added);
  for (const page of pages) {
    app.get(page, async (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html),
    );
  }
  registerPortalPages(app, door);
  // A person who mistyped an address reads a page about it; a program gets the ordinary answer.
  app.get('/*', async (request, reply) => {
    const wantsPage = request.headers.accept?.includes('text/html') ?? false;
    if (!wantsPage || request.url.startsWith('/api/')) return reply.callNotFound();
    return reply.code(404).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
  });
  void app.register(fastifyStatic, {
    root: join(door.folder, 'assets'),
    prefix: '/assets/',
    // `.br` and `.gz` lie beside them since the build.
    preCompressed: true,
    immutable: true,
    maxAge: '1y',
    decorateReply: false,
  });
  if (door.demoFolders.length === 0) return;
  void app.register(fastifyStatic, {
    root: [...door.demoFolders],
    prefix: '/demo/',
    decorateReply: false,
    allowedPath: (path) => /\.(js|css|jpg|json)$/.test(path),
  });
}

/**
 * Every address of the portal is its one document, with a nonce of its own for the one style that a library adds (D38). It asks for no
 * passkey and no camera (signing in is the person's page), so it does without the scripts of an example.
 */
function registerPortalPages(app: FastifyInstance, door: PagesDoor): void {
  if (!existsSync(join(door.folder, 'admin.html'))) return;
  const document = readFileSync(join(door.folder, 'admin.html'), 'utf8');
  for (const page of ['/admin', '/admin/*']) {
    app.get(page, async (_request, reply) => {
      const nonce = randomBytes(16).toString('base64');
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('content-security-policy', portalPolicy(nonce))
        .send(document.replaceAll('__CSP_NONCE__', nonce));
    });
  }
}
