import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export interface PagesDoor {
  /** The built pages: `index.html` and `assets/`. */
  readonly folder: string;
  /** Further scripts for every page, by address. An example adds its demo camera and demo passkey here, and nowhere else (D7). */
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
  '/recover/elsewhere',
  '/recover/not-me',
  '/enrol',
  '/security-info',
  '/invitation',
  '/outbox',
];

export function registerPagesDoor(app: FastifyInstance, door: PagesDoor): void {
  const marker = '<!-- scripts -->';
  const document = readFileSync(join(door.folder, 'index.html'), 'utf8');
  const html = document.replace(
    marker,
    door.scripts.map((each) => `<script type="module" src="${each}"></script>`).join(''),
  );
  for (const page of pages) {
    app.get(page, async (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html),
    );
  }
  // A person who mistyped an address reads a page about it; a program gets the ordinary answer.
  app.get('/*', async (request, reply) => {
    const wantsPage = request.headers.accept?.includes('text/html') ?? false;
    if (!wantsPage || request.url.startsWith('/api/')) return reply.callNotFound();
    return reply.code(404).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
  });
  void app.register(fastifyStatic, {
    root: join(door.folder, 'assets'),
    prefix: '/assets/',
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
