import { z } from 'zod';
import { adminRoles, auditor, recoveryAdministrator } from '../../administration/index.ts';
import { pageOf, pageQuery, toPage } from './paging.ts';
import { personView, toPersonView } from './person-view.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';
import { sendVersion } from './versions.ts';

const tags = ['people'];
const readers = [recoveryAdministrator, auditor] as const;
const byId = z.object({ id: z.string().max(100) });
const time = z.number().describe('Epoch milliseconds.');

const filter = z.object({
  text: z
    .string()
    .max(200)
    .describe('Beginnings of names, account name, mail, employee number; in any order.'),
  group: z.string().max(200),
  country: z.string().max(2).describe('ISO 3166-1 alpha-2; empty: none on record.'),
  enabled: z.boolean(),
  frozen: z.boolean(),
  onHold: z
    .literal(true)
    .describe('An edit of what is matched, or a group that lets them in, holds recovery (D34).'),
  neverSignedIn: z.literal(true),
  privileged: z.literal(true).describe('Holds a role in this portal.'),
});
const peopleFilter = filter.partial();

const listed = z.object({
  id: z.string(),
  accountName: z.string(),
  displayName: z.string(),
  country: z.string().nullable(),
  enabled: z.boolean(),
  frozen: z.boolean(),
  onHold: z.boolean(),
  neverSignedIn: z.boolean(),
  privileged: z.boolean(),
});

/** What was asked for as the directory understands it: an absent filter is absent. */
function toFilter(asked: z.output<typeof peopleFilter>) {
  const { country, ...rest } = asked;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return { ...given, ...(country !== undefined && { country: country === '' ? null : country }) };
}

/** People: found and looked at. */
export function registerPeople(app: PortalApp, door: PortalDoor): void {
  const { builtInDirectory, now } = door.installation;

  app.post(
    '/api/admin/people/search',
    {
      config: { roles: adminRoles },
      schema: {
        tags,
        summary: 'Find people, by surname, a page at a time',
        description:
          'A POST, so that what is typed stands in no address. The help desk names at least three letters, and learns names only.',
        body: pageQuery.extend({
          filter: peopleFilter.default({}),
          after: z.string().max(200).nullish().describe('`next` of the page before; null for the first.'),
        }),
        response: { 200: pageOf(listed) },
      },
    },
    async (request) => {
      const { limit, after } = request.body;
      const isReader = readers.some((role) => request.admin.roles.includes(role));
      // Looking somebody up is the help desk's work; leafing through everybody is not (D34).
      const asked = isReader ? request.body.filter : { text: request.body.filter.text ?? '' };
      if (!isReader && [...(asked.text ?? '').trim()].length < 3) return { items: [], next: null };
      const found = await builtInDirectory.accounts.search({
        filter: toFilter(asked),
        limit: limit + 1,
        ...(typeof after === 'string' && { after }),
      });
      const { items, next } = toPage(found, limit, ({ id }) => id);
      return {
        next: isReader ? next : null,
        items: items.map(({ givenName, surname, attributeHoldUntil, firstSignedInAt, ...each }) => ({
          ...each,
          displayName: `${givenName} ${surname}`.trim(),
          country: isReader ? each.country : null,
          frozen: isReader && each.frozen,
          privileged: isReader && each.privileged,
          onHold: isReader && attributeHoldUntil !== null && attributeHoldUntil > now(),
          neverSignedIn: isReader && firstSignedInAt === null,
        })),
      };
    },
  );

  const most = 10_000;
  app.post(
    '/api/admin/people/count',
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: `How many that are, counted up to ${most}`,
        body: z.object({ filter: peopleFilter.default({}) }),
        response: { 200: z.object({ people: z.number(), orMore: z.boolean() }) },
      },
    },
    async (request) => {
      const asked = toFilter(request.body.filter);
      const people = await builtInDirectory.accounts.countMatching({ filter: asked, most: most + 1 });
      return { people: Math.min(people, most), orMore: people > most };
    },
  );

  app.get(
    '/api/admin/people/:id',
    {
      config: { roles: readers, tellsVersion: true },
      schema: {
        tags,
        summary: 'One person, and what a recovery would do for them today; version in `ETag`',
        params: byId,
        response: { 200: personView },
      },
    },
    async (request, reply) => {
      const shown = await request.admin.administration.showPerson(request.params);
      sendVersion(reply, shown.account.version);
      return toPersonView(door, shown);
    },
  );

  app.get(
    '/api/admin/people/:id/contact',
    {
      config: { roles: adminRoles },
      schema: {
        tags,
        summary: 'Is this the right person, and where would a start page go? All that a help desk sees',
        params: byId,
        response: {
          200: z.object({
            id: z.string(),
            accountName: z.string(),
            displayName: z.string(),
            enabled: z.boolean(),
            mails: z.array(z.string()).describe('Masked.'),
          }),
        },
      },
    },
    async (request) => {
      const account = await request.admin.administration.lookUpPerson(request.params);
      const { id, accountName, enabled } = account;
      return {
        ...{ id, accountName, enabled, displayName: `${account.givenName} ${account.surname}`.trim() },
        mails: account.mails.filter(({ confirmed }) => confirmed).map(({ mail }) => mask(mail)),
      };
    },
  );

  app.get(
    '/api/admin/holds',
    {
      config: { roles: readers },
      schema: {
        tags,
        summary:
          'Edits of what is matched, and groups that let somebody in, whose hold still runs; the one that ends first in front (D34)',
        querystring: pageQuery,
        response: {
          200: pageOf(
            z.object({
              id: z.string(),
              accountId: z.string(),
              accountName: z.string(),
              displayName: z.string(),
              attributes: z.array(z.enum(['givenName', 'surname', 'birthDate', 'employeeNumber', 'groups'])),
              startedAt: time,
              until: time,
              startedBy: z.string(),
            }),
          ),
        },
      },
    },
    async (request) => {
      const { limit, after } = request.query;
      const read = await builtInDirectory.accounts.listHolds({
        limit: limit + 1,
        ...(after !== undefined && { after }),
      });
      const { items, next } = toPage(read, limit, ({ id }) => id);
      return { next, items: items.map((each) => ({ ...each, attributes: [...each.attributes] })) };
    },
  );
}

/** `m•••@example.org`: enough to ask "is it that one?", not enough to write to. */
function mask(mail: string): string {
  const at = mail.lastIndexOf('@');
  return `${[...mail][0] ?? ''}•••${mail.slice(at)}`;
}
