import { z } from 'zod';
import {
  assuranceLevels,
  credentialFormats,
  documentKinds,
  reportSubjects,
} from '../../../recovery/policy/index.ts';
import { auditor, type ProviderListing, recoveryAdministrator } from '../../administration/index.ts';
import { line } from '../../plain-text.ts';
import { askedResponses, sendAsked } from './approvals.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';
import { expectedVersion, sendVersion } from './versions.ts';

const time = z.number().describe('Epoch milliseconds.');
const day = z.string().max(10).describe('Calendar day, ISO 8601.');

/** The shape only: what each may say is judged by `recovery/policy`, which tells every problem at its field. */
const said = {
  name: z.string().max(1_000),
  address: z.string().max(2_000).describe('Where people are sent; the parameter `token` is added to it.'),
  statusAddress: z.string().max(2_000).describe('Answers 200 while the provider works.'),
  countries: z
    .union([z.literal('any'), z.array(z.string().max(2)).max(300)])
    .describe('Whose documents it takes, ISO 3166-1 alpha-2.'),
  documents: z.array(z.enum(documentKinds)),
  credentials: z
    .array(z.object({ format: z.enum(credentialFormats), type: z.string().max(300) }))
    .max(20)
    .describe('What it issues.'),
  assurance: z.enum(assuranceLevels).describe('Levels of eIDAS.'),
  chargesPerCheck: z.boolean().describe('Then nobody is sent there who could not recover anyway (D14).'),
  price: z.string().max(1_000),
  reports: z
    .array(
      z.object({
        subject: z.enum(reportSubjects),
        standard: z.string().max(1_000),
        reference: z.string().max(1_000),
        issuedOn: day,
        validUntil: day,
      }),
    )
    .max(50),
  contact: z.object({
    name: z.string().max(1_000),
    email: z.string().max(1_000),
    phone: z.string().max(1_000),
  }),
};
/** What is written is read by others; what was stored before is shown as it is. */
const entry = z.object({
  ...said,
  name: line(1_000),
  address: line(2_000).describe('Where people are sent; the parameter `token` is added to it.'),
  statusAddress: line(2_000).describe('Answers 200 while the provider works.'),
  credentials: z
    .array(z.object({ format: z.enum(credentialFormats), type: line(300) }))
    .max(20)
    .describe('What it issues.'),
  price: line(1_000),
  reports: z.array(said.reports.element.extend({ standard: line(1_000), reference: line(1_000) })).max(50),
  contact: z.object({ name: line(1_000), email: line(1_000), phone: line(1_000) }),
  acceptedWithoutReport: z
    .object({ reason: line(1_000) })
    .nullable()
    .describe('You take this provider without a report in date, and this is why.'),
});
const health = z.object({
  checkedAt: time,
  problem: z
    .string()
    .nullable()
    .describe('Null: it answered. Else `address`, `unreachable`, `timeout`, `status`, `redirect` …'),
  tookMs: z.number(),
  failingSince: time.nullable(),
});
const providerShape = z.object({
  id: z.string(),
  version: z.number(),
  ...said,
  acceptedWithoutReport: z
    .object({ by: z.string(), displayName: z.string(), at: z.string(), reason: z.string() })
    .nullable(),
  sandbox: z.boolean(),
  enabled: z.boolean(),
  state: z.enum(['disabled', 'sandbox', 'notConfigured', 'degraded', 'ready']),
  health: health.nullable().describe('When it was last asked; null = never.'),
  untrusted: z
    .array(z.object({ format: z.enum(credentialFormats), type: z.string() }))
    .describe('What it issues and no trust anchor vouches for.'),
  usedBy: z.array(z.object({ id: z.string(), name: z.string(), mode: z.enum(['evaluation', 'production']) })),
});
const saved = z.object({ id: z.string(), version: z.number() });

/** The provider catalogue: who checks documents for us, and how they are doing (behaviour.md 2.2). */
export function registerProviders(app: PortalApp, { installation }: PortalDoor): void {
  const { config, builtInDirectory } = installation;
  const tags = ['providers'];
  const readers = [recoveryAdministrator, auditor] as const;
  const changers = [recoveryAdministrator] as const;
  const byId = z.object({ id: z.string().max(200) });
  const path = '/api/admin/providers';

  async function toBody(listing: ProviderListing) {
    const { provider, health: last, ...rest } = listing;
    const accepted = provider.acceptedWithoutReport;
    const account =
      accepted === null ? null : await builtInDirectory.accounts.read(accepted.by.replace(/^admin:/, ''));
    return {
      ...provider,
      ...rest,
      countries: provider.countries === 'any' ? ('any' as const) : [...provider.countries],
      documents: [...provider.documents],
      credentials: [...provider.credentials],
      reports: [...provider.reports],
      untrusted: [...rest.untrusted],
      usedBy: [...rest.usedBy],
      health: last,
      acceptedWithoutReport:
        accepted === null
          ? null
          : { ...accepted, displayName: `${account?.givenName ?? ''} ${account?.surname ?? ''}`.trim() },
    };
  }

  app.get(
    path,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'The catalogue, and what a provider needs to know about this installation',
        response: {
          200: z.object({
            items: z.array(providerShape),
            forProviders: z
              .object({
                issuer: z.string().describe('`iss` of our tokens.'),
                keysAddress: z.string().describe('JWKS that our tokens are signed under (ES256).'),
                returnAddress: z.string().describe('The only address to send people back to.'),
              })
              .describe('For the provider’s own settings.'),
          }),
        },
      },
    },
    async (request) => ({
      items: await Promise.all((await request.admin.administration.listProviderCatalogue()).map(toBody)),
      forProviders: {
        issuer: config.origin,
        keysAddress: `${config.origin}/.well-known/jwks.json`,
        returnAddress: `${config.origin}/recover/returned`,
      },
    }),
  );

  app.get(
    `${path}/:id`,
    {
      config: { roles: readers, tellsVersion: true },
      schema: {
        tags,
        summary: 'One provider; its version in `ETag`',
        params: byId,
        response: { 200: providerShape, 404: z.object({ error: z.string() }) },
      },
    },
    async (request, reply) => {
      const all = await request.admin.administration.listProviderCatalogue();
      const found = all.find(({ provider }) => provider.id === request.params.id);
      if (found === undefined) return reply.code(404).send({ error: 'notFound' });
      sendVersion(reply, found.provider.version);
      return reply.send(await toBody(found));
    },
  );

  app.post(
    path,
    {
      config: { roles: changers, fresh: true },
      schema: { tags, summary: 'Add a provider', body: entry, response: { 201: saved } },
    },
    async (request, reply) => {
      const { id, version } = await request.admin.administration.addProvider(request.body);
      return reply.code(201).send({ id, version });
    },
  );

  app.put(
    `${path}/:id`,
    {
      config: { roles: changers, fresh: true, edits: true, tellsVersion: true },
      schema: {
        tags,
        summary:
          'Change its entry. Another address may take a second person while a profile in production uses it',
        params: byId,
        body: entry,
        response: askedResponses(saved),
      },
    },
    async (request, reply) => {
      const asked = await request.admin.administration.changeProvider({
        id: request.params.id,
        expectedVersion: expectedVersion(request),
        entry: request.body,
      });
      return sendAsked(reply, asked, ({ id, version }) => {
        sendVersion(reply, version);
        return { id, version };
      });
    },
  );

  app.delete(
    `${path}/:id`,
    {
      config: { roles: changers, fresh: true, edits: true },
      schema: {
        tags,
        summary: 'Take it out; refused while a profile names it',
        params: byId,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await request.admin.administration.removeProvider({
        id: request.params.id,
        expectedVersion: expectedVersion(request),
      });
      return reply.code(204).send(null);
    },
  );

  app.post(
    `${path}/:id/switch`,
    {
      config: { roles: changers },
      schema: {
        tags,
        summary: 'Switch it off, or on: nobody is sent to one that is off',
        params: byId,
        body: z.object({ enabled: z.boolean() }),
        response: { 200: saved },
      },
    },
    async (request) => {
      const { id, version } = await request.admin.administration.switchProvider({
        ...request.params,
        ...request.body,
      });
      return { id, version };
    },
  );

  app.post(
    `${path}/:id/test`,
    {
      config: { roles: changers },
      schema: { tags, summary: 'Ask it now whether it is there', params: byId, response: { 200: health } },
    },
    async (request) => request.admin.administration.testProvider(request.params),
  );

  app.post(
    `${path}/test`,
    {
      config: { roles: changers },
      schema: {
        tags,
        summary: 'Ask a status address before it is saved',
        body: z.object({ statusAddress: z.string().max(2_000) }),
        response: { 200: health.pick({ problem: true, tookMs: true }) },
      },
    },
    async (request) => request.admin.administration.testAddress(request.body),
  );
}
