import { z } from 'zod';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import { deriveAccent, mailKinds } from '../../settings/index.ts';
import type { PortalApp } from './portal-door.ts';
import { colours, done, inEachLanguage, language, texts } from './settings-shapes.ts';
import { answerVersion, expectedVersion } from './versions.ts';

/** How the pages of people look and what the organisation says there, each with a preview before it is saved. */
export function registerLooksAndWords(app: PortalApp): void {
  const tags = ['settings'];
  const readers = [recoveryAdministrator, auditor] as const;
  const changing = { roles: [recoveryAdministrator], fresh: true } as const;
  const path = '/api/admin/settings';

  app.put(
    `${path}/texts`,
    {
      config: { ...changing, edits: true, tellsVersion: true },
      schema: { tags, summary: 'The organisation’s own words', body: texts, response: { 200: done } },
    },
    async (request, reply) =>
      answerVersion(
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
          kind: z.enum(mailKinds),
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
      config: { ...changing, edits: true, tellsVersion: true },
      schema: {
        tags,
        summary: 'The colour of buttons and links; null = Regain’s own',
        body: z.object({ colour: z.string().max(20).nullable() }),
        response: { 200: done },
      },
    },
    async (request, reply) =>
      answerVersion(
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
      config: { ...changing, edits: true, tellsVersion: true },
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
      return answerVersion(
        reply,
        await request.admin.administration.setLogo({ expectedVersion: expectedVersion(request), value }),
      );
    },
  );
}
