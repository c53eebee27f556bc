import { z } from 'zod';

/** Pages go forward by a cursor: `after` is the `next` of the page before. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many at most.'),
  after: z.string().max(200).optional().describe('`next` of the page before.'),
});

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().describe('Where the next page begins; null at the end.'),
  });

/** Cuts what was read as one more than asked for, and says where the next page begins. */
export function toPage<Item>(
  read: readonly Item[],
  limit: number,
  cursorOf: (item: Item) => string,
): { items: Item[]; next: string | null } {
  const items = read.slice(0, limit);
  const last = items.at(-1);
  return { items, next: read.length > limit && last !== undefined ? cursorOf(last) : null };
}
