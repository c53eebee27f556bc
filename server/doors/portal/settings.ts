import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import { deriveAccent, settingLanguages } from '../../settings/index.ts';
import { askedResponses, sendAsked } from './approvals.ts';
import type { PortalApp } from './portal-door.ts';
import { expectedVersion, sendVersion } from './versions.ts';

/** The shape only: what each may say is judged where it is saved, which tells every problem at its field. */
const language = z.enum(settingLanguages);
const inEachLanguage = z.object({
  en: z.string().max(5_000),
  de: z.string().max(5_000),
  ar: z.string().max(5_000),
});
/** One line that can be read as what it is: nobody's name turns the direction of what follows, or ends the line. */
const line = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .regex(/^[^\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u);

const organisation = z.object({
  name: line(100).min(1),
  helpDesk: z.object({ phone: line(60), email: line(200) }).describe('Shown to everybody who is stuck.'),
  defaultCountry: z.string().max(2).describe('Where an account has none. ISO 3166-1 alpha-2.'),
  language: language.describe('Of mails, and of pages for whoever asks for no other.'),
  offeredLanguages: z.array(language).max(10).describe('What people can choose from.'),
});
const secondPerson = z.object({
  required: z.boolean().describe('Do trust anchors, production and what weakens need a second admin?'),
});
const passPolicy = z
  .object({
    minimumLifetimeInMinutes: z.number(),
    maximumLifetimeInMinutes: z.number(),
    defaultLifetimeInMinutes: z.number(),
    defaultLength: z.number().describe('8 to 48 characters.'),
    isUsableOnce: z.boolean().describe('Every pass is one-time, passes already issued included.'),
  })
  .describe('For passes that admins issue; lifetimes 10 to 43 200 minutes.');
const passScope = z.object({
  groups: z
    .union([z.literal('everyone'), z.array(line(200)).max(500)])
    .describe('Whose people may use a pass; whoever is outside cannot recover.'),
});
const people = z.object({
  holdHours: z.number().describe('How long recovery waits after an edit of what it matches. 24 to 720.'),
  aloneUpTo: z.number().describe('Of how many people one admin alone may require recovery. 1 to 500.'),
});
const retention = z.object({
  personalDays: z.number().describe('Values of people beside the record, closed approvals. 30 to 3650.'),
  mailsDays: z.number().describe('Mails in the outbox. 7 to 365.'),
});
const texts = z.object({
  explainer: inEachLanguage.describe('A paragraph on the page that explains a recovery. Plain text.'),
  mailClosing: inEachLanguage.describe('The last lines of every mail. Plain text.'),
});
const colours = z.object({
  accent: z.string(),
  accentStrong: z.string(),
  accentSoft: z.string(),
  onAccent: z.string(),
});
const branding = z.object({
  colour: z.string().nullable().describe('As it was chosen, e.g. `#0b5c6b`; null = Regain’s own.'),
  logo: z.object({ digest: z.string(), width: z.number(), height: z.number() }).nullable(),
  shown: z
    .object({ light: colours, dark: colours, darkened: z.boolean() })
    .nullable()
    .describe('What follows from the colour; `darkened`: it could not be read as it was chosen (4.5:1).'),
});
const versioned = <Value extends z.ZodType>(value: Value) => z.object({ version: z.number(), value });
const done = z.object({ version: z.number() });

/** The organisation's settings: one read, and one change for each section, by its own version (`If-Match`). */
export function registerSettings(app: PortalApp): void {
  const tags = ['settings'];
  const readers = [recoveryAdministrator, auditor] as const;
  const changing = { roles: [recoveryAdministrator], fresh: true } as const;
  const path = '/api/admin/settings';
  const answer = (reply: FastifyReply, { version }: { readonly version: number }) => {
    sendVersion(reply, version);
    return { version };
  };

  app.get(
    path,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'All sections, each with its version',
        response: {
          200: z.object({
            organisation: versioned(organisation),
            secondPerson: versioned(secondPerson),
            passPolicy: versioned(passPolicy),
            passScope: versioned(passScope),
            people: versioned(people),
            retention: versioned(retention),
            branding: versioned(branding),
            texts: versioned(texts),
          }),
        },
      },
    },
    async (request) => {
      const {
        organisation: own,
        branding: looks,
        ...rest
      } = await request.admin.administration.readSettings();
      const { colour } = looks.value;
      const { groups } = rest.passScope.value;
      return {
        ...rest,
        passScope: {
          version: rest.passScope.version,
          value: { groups: groups === 'everyone' ? ('everyone' as const) : [...groups] },
        },
        organisation: {
          version: own.version,
          value: {
            ...own.value,
            language: settingLanguages.find((each) => own.value.language.startsWith(each)) ?? 'en',
            offeredLanguages: settingLanguages.filter((each) => own.value.offeredLanguages.includes(each)),
          },
        },
        branding: {
          version: looks.version,
          value: { ...looks.value, shown: colour === null ? null : deriveAccent(colour) },
        },
      };
    },
  );

  app.put(
    `${path}/organisation`,
    {
      config: changing,
      schema: {
        tags,
        summary: 'Name, help desk, country, languages',
        body: organisation,
        response: { 200: done },
      },
    },
    async (request, reply) =>
      answer(
        reply,
        await request.admin.administration.setOrganisation({
          expectedVersion: expectedVersion(request),
          value: request.body,
        }),
      ),
  );

  app.put(
    `${path}/retention`,
    {
      config: changing,
      schema: { tags, summary: 'How long what is kept', body: retention, response: { 200: done } },
    },
    async (request, reply) =>
      answer(
        reply,
        await request.admin.administration.setRetention({
          expectedVersion: expectedVersion(request),
          value: request.body,
        }),
      ),
  );

  app.put(
    `${path}/texts`,
    {
      config: changing,
      schema: { tags, summary: 'The organisation’s own words', body: texts, response: { 200: done } },
    },
    async (request, reply) =>
      answer(
        reply,
        await request.admin.administration.setTexts({
          expectedVersion: expectedVersion(request),
          value: request.body,
        }),
      ),
  );

  app.post(
    `${path}/texts/preview`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'A mail with these last lines, as it would go out. Saves nothing',
        body: z.object({
          kind: z.enum(['recoveryStarted', 'passRedeemed', 'recovered']),
          language,
          mailClosing: inEachLanguage,
        }),
        response: { 200: z.object({ subject: z.string(), text: z.string() }) },
      },
    },
    async (request) => request.admin.administration.previewMail(request.body),
  );

  app.put(
    `${path}/colour`,
    {
      config: changing,
      schema: {
        tags,
        summary: 'The colour of buttons and links; null = Regain’s own',
        body: z.object({ colour: z.string().max(20).nullable() }),
        response: { 200: done },
      },
    },
    async (request, reply) =>
      answer(
        reply,
        await request.admin.administration.setColour({
          expectedVersion: expectedVersion(request),
          value: request.body.colour,
        }),
      ),
  );

  app.post(
    `${path}/colour/preview`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'What follows from a colour. Saves nothing',
        body: z.object({ colour: z.string().regex(/^#[0-9a-f]{6}$/) }),
        response: { 200: z.object({ light: colours, dark: colours, darkened: z.boolean() }) },
      },
    },
    async (request) => deriveAccent(request.body.colour),
  );

  app.put(
    `${path}/logo`,
    {
      config: changing,
      // 150 kB of picture in base64, and what is around it; more is answered with words.
      bodyLimit: 1_000_000,
      schema: {
        tags,
        summary: 'The logo, PNG or JPEG; it is drawn anew, at most 480 × 160. Null takes it away',
        body: z.object({ picture: z.base64().max(900_000).nullable() }),
        response: { 200: done },
      },
    },
    async (request, reply) => {
      const { picture } = request.body;
      const value = picture === null ? null : Buffer.from(picture, 'base64');
      return answer(
        reply,
        await request.admin.administration.setLogo({ expectedVersion: expectedVersion(request), value }),
      );
    },
  );

  app.put(
    `${path}/pass-policy`,
    {
      config: changing,
      schema: {
        tags,
        summary: 'Rules for passes that admins issue; what weakens them takes a second person',
        body: passPolicy,
        response: askedResponses(done),
      },
    },
    async (request, reply) => {
      const asked = await request.admin.administration.setPassPolicy({
        expectedVersion: expectedVersion(request),
        value: request.body,
      });
      return sendAsked(reply, asked, (result) => answer(reply, result));
    },
  );

  app.put(
    `${path}/people`,
    {
      config: changing,
      schema: {
        tags,
        summary: 'Holds after edits, and required recovery; what weakens takes a second person',
        body: people,
        response: askedResponses(done),
      },
    },
    async (request, reply) => {
      const asked = await request.admin.administration.setPeopleRules({
        expectedVersion: expectedVersion(request),
        value: request.body,
      });
      return sendAsked(reply, asked, (result) => answer(reply, result));
    },
  );

  app.put(
    `${path}/pass-scope`,
    {
      config: changing,
      schema: { tags, summary: 'Whose people may use a pass', body: passScope, response: { 200: done } },
    },
    async (request, reply) =>
      answer(
        reply,
        await request.admin.administration.setPassScope({
          expectedVersion: expectedVersion(request),
          value: request.body.groups,
        }),
      ),
  );

  app.put(
    `${path}/second-person`,
    {
      config: changing,
      schema: {
        tags,
        summary: 'Whether a second person is needed; where it is, with one',
        body: secondPerson,
        response: askedResponses(done),
      },
    },
    async (request, reply) => {
      const asked = await request.admin.administration.setSecondPerson({
        required: request.body.required,
        expectedVersion: expectedVersion(request),
      });
      return sendAsked(reply, asked, (result) => answer(reply, result));
    },
  );
}
