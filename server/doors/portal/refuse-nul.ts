import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { AdminProblem, type FieldProblem } from '../../administration/index.ts';

const nul = '\0';
/** As many as a form could show; an endless list of them is not answered with an endless list. */
const most = 20;

/**
 * Before any schema: U+0000 in whatever text of a request, in its address or in its body. PostgreSQL has no such character: where it
 * got through it became a fault, in an export one in the middle of the file. Nobody types it; whoever sends it learns at which field.
 */
export async function refuseNul({ params, query, body }: FastifyRequest): Promise<void> {
  const places = [params, query, body instanceof Readable ? null : body].flatMap(placesOfNul);
  if (places.length === 0) return;
  const fields = places.slice(0, most).map(toProblem);
  throw new AdminProblem('U+0000 stands in this request', { code: 'invalid', fields });
}

/** `contact.email`, `groups.0`. Without recursion: a body can be nested deeper than calls can. */
function placesOfNul(value: unknown): readonly string[] {
  const places: string[] = [];
  const rest: [path: string, value: unknown][] = [['', value]];
  for (let next = rest.pop(); next !== undefined && places.length < most; next = rest.pop()) {
    const [path, at] = next;
    if (typeof at === 'string' && at.includes(nul)) places.push(path);
    if (typeof at !== 'object' || at === null) continue;
    for (const [key, each] of Object.entries(at)) {
      // In a field's name too; it is told at what holds it, so that no answer repeats it.
      if (key.includes(nul)) places.push(path);
      else rest.push([path === '' ? key : `${path}.${key}`, each]);
    }
  }
  return places;
}

const toProblem = (field: string): FieldProblem => ({
  field,
  code: 'controlCharacters',
  message: 'must not hold control characters',
});
