import type { FastifyRequest } from 'fastify';
import { AdminProblem, type FieldProblem } from '../../administration/index.ts';
import { placesOfNul } from '../../places-of-nul.ts';

/** Before any schema: U+0000 in whatever text of a request, in its address or in its body, is a problem of its field. */
export async function refuseNul({ params, query, body }: FastifyRequest): Promise<void> {
  const places = placesOfNul(params, query, body);
  if (places.length === 0) return;
  throw new AdminProblem('U+0000 stands in this request', { code: 'invalid', fields: places.map(toProblem) });
}

const toProblem = (field: string): FieldProblem => ({
  field,
  code: 'controlCharacters',
  message: 'must not hold control characters',
});
