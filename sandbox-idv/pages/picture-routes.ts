import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Check, Picture, Specimen } from '../verification/index.ts';

/** Pictures: the specimens' for everyone, a person's own only for the browser that brought it. */
export function pictureRoutes(
  app: FastifyInstance,
  options: {
    readonly specimens: readonly Specimen[];
    readonly findCheck: (request: FastifyRequest) => Check | undefined;
  },
): void {
  app.get<{ Params: { id: string } }>('/specimens/:id', async (request, reply) => {
    const specimen = options.specimens.find(({ id }) => id === request.params.id);
    if (!specimen) return reply.callNotFound();
    return sendPicture(reply.header('cache-control', 'public, max-age=3600'), specimen.picture);
  });
  app.get('/check/document-picture', async (request, reply) => {
    const picture = options.findCheck(request)?.document?.picture;
    return picture ? sendPicture(reply, picture) : reply.callNotFound();
  });
}

function sendPicture(reply: FastifyReply, picture: Picture): FastifyReply {
  return reply.type(picture.mediaType).send(Buffer.from(picture.bytes));
}
