import { z } from 'zod';
import { statusListProblems } from '../../../recovery/journey/index.ts';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import type { PortalApp } from './portal-door.ts';

const time = z.number().describe('Epoch milliseconds.');

const shape = z.object({
  address: z.string().describe('Where the whole list is fetched; never asked about one person.'),
  mediaType: z.string(),
  anchor: z
    .object({ id: z.string(), name: z.string().nullable() })
    .describe('The authority whose credentials name it; without a name: it is no anchor any more.'),
  state: z
    .enum(['fresh', 'due', 'failing'])
    .describe(
      '`due`: fetched anew when the next credential names it. `failing`: those credentials are refused.',
    ),
  checkedAt: time,
  problem: z.enum(statusListProblems).nullable(),
  failingSince: time.nullable(),
  held: z
    .object({
      fetchedAt: time,
      bytes: z.number().describe('Unpacked.'),
      issuedAt: time,
      expiresAt: time.nullable().describe('As the list says; null: it does not.'),
      keptUntil: time.describe(
        'By its own word on how long it may be kept, an hour without one, a day at most.',
      ),
    })
    .nullable()
    .describe('The last download that held.'),
});

/** Whether the lists of what was revoked can be had: without them, nobody gets through (T7). */
export function registerStatusLists(app: PortalApp): void {
  app.get(
    '/api/admin/status-lists',
    {
      config: { roles: [recoveryAdministrator, auditor] },
      schema: {
        tags: ['trust anchors'],
        summary: 'The status lists that credentials named in the last 30 days, and how they fare',
        response: {
          200: z.object({
            items: z.array(shape),
            refused: z.object({
              recoveries: z
                .number()
                .describe('In which an answer was refused because a list could not be had.'),
              isMore: z.boolean().describe('There are more; these are the latest.'),
              from: time,
            }),
          }),
        },
      },
    },
    async (request) => {
      const { items, refused } = await request.admin.administration.listStatusLists();
      return {
        refused,
        items: items.map(({ uri, anchorId, anchorName, ...rest }) => ({
          ...rest,
          address: uri,
          anchor: { id: anchorId, name: anchorName },
        })),
      };
    },
  );
}
