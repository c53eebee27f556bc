import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Picture, parsePicture } from '../verification/index.ts';

/** Above the largest picture, so that a slightly too large one gets a kind answer rather than a cut connection. */
const BODY_LIMIT = 8 * 1024 * 1024;

/** Form bodies arrive as `FormData`, whichever way the browser encoded them. */
export function parseForms(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data']) {
    app.addContentTypeParser(
      type,
      { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
      async (request: FastifyRequest, body: Buffer) => {
        const headers = { 'content-type': request.headers['content-type'] ?? type };
        try {
          return await new Response(new Uint8Array(body), { headers }).formData();
        } catch (cause) {
          throw Object.assign(new Error('the form cannot be read', { cause }), { statusCode: 400 });
        }
      },
    );
  }
}

/** One text field of a form; empty when it is missing or a file. */
export function readText(request: FastifyRequest, name: string): string {
  const value = request.body instanceof FormData ? request.body.get(name) : undefined;
  return typeof value === 'string' ? value : '';
}

export async function readPicture(
  request: FastifyRequest,
): Promise<Picture | 'noPicture' | 'tooLarge' | 'notAPicture'> {
  const value = request.body instanceof FormData ? request.body.get('picture') : undefined;
  if (!(value instanceof Blob) || value.size === 0) return 'noPicture';
  return parsePicture(new Uint8Array(await value.arrayBuffer()));
}
