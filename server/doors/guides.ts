import type { FastifyInstance } from 'fastify';
import { readGuideStyle, readGuides } from '../guides/index.ts';

/** The guides at `/help/for-admins/settings` and `/help/for-people/locked-out`: for everybody, they hold no secret. */
export function registerGuidesDoor(app: FastifyInstance): void {
  const style = readGuideStyle();
  const hour = 'public, max-age=3600';
  app.get('/help/guide.css', async (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', hour).send(style),
  );
  for (const { audience, name, page } of readGuides())
    app.get(`/help/${audience}/${name}`, async (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', hour).send(page),
    );
}
