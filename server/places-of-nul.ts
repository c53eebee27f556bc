const nul = '\0';
/** As many as a form could show; an endless list of them is not answered with an endless list. */
const most = 20;

/**
 * Where U+0000 stands in a request: `contact.email`, `groups.0`. PostgreSQL has no such character: where it gets through it becomes a
 * fault, in an export one in the middle of the file. Nobody types it; whoever sends it learns at which field. Bytes are not looked into.
 * Without recursion: a body can be nested deeper than calls can.
 */
export function placesOfNul(...parts: readonly unknown[]): readonly string[] {
  const places: string[] = [];
  const rest = parts.map((part): [path: string, value: unknown] => ['', part]).toReversed();
  for (let next = rest.pop(); next !== undefined && places.length < most; next = rest.pop()) {
    const [path, at] = next;
    if (typeof at === 'string' && at.includes(nul)) places.push(path);
    if (typeof at !== 'object' || at === null || isBytes(at)) continue;
    for (const [key, each] of Object.entries(at)) {
      // In a field's name too; it is told at what holds it, so that no answer repeats it.
      if (key.includes(nul)) places.push(path);
      else rest.push([path === '' ? key : `${path}.${key}`, each]);
    }
  }
  return places;
}

const isBytes = (value: object): boolean => ArrayBuffer.isView(value) || Symbol.asyncIterator in value;
