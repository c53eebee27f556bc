import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

const FILES = {
  'page.css': 'text/css; charset=utf-8',
  'picture.js': 'text/javascript; charset=utf-8',
  'progress.js': 'text/javascript; charset=utf-8',
  'offer.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const;

/** Serves `client/` from memory. @returns the version that goes into the files' addresses */
export function serveClientFiles(app: FastifyInstance): string {
  const hash = createHash('sha256');
  for (const [name, type] of Object.entries(FILES)) {
    const content = readFileSync(new URL(`../client/${name}`, import.meta.url));
    hash.update(content);
    app.get(`/client/${name}`, async (_request, reply) =>
      reply
        .headers({ 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' })
        .send(content),
    );
  }
  return hash.digest('base64url').slice(0, 10);
}
