import { z } from 'zod';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import { deriveAccent, settingLanguages } from '../../settings/index.ts';
import { askedResponses, sendAsked } from './approvals.ts';
import type { PortalApp } from './portal-door.ts';
import {
  branding,
  done,
  organisation,
  passPolicy,
  passScope,
  people,
  profileChoice,
  retention,
  secondPerson,
  texts,
  versioned,
} from './settings-shapes.ts';
import { answerVersion, expectedVersion } from './versions.ts';

/** The organisation's settings: one read, and one change for each section, by its own version (`If-Match`). */
export function registerSettings(app: PortalApp): void {
  const tags = ['settings'];
  const readers = [recoveryAdministrator, auditor] as const;
  const changing = { roles: [recoveryAdministrator], fresh: true } as const;
  const path = '/api/admin/settings';

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
            profileChoice: versioned(profileChoice),
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
      config: { ...changing, edits: true, tellsVersion: true },
      schema: {
        tags,
        summary: 'Name, help desk, country, languages',
        body: organisation,
        response: { 200: done },
      },
    },
    async (request, reply) =>
      answerVersion(
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
      config: { ...changing, edits: true, tellsVersion: true },
      schema: { tags, summary: 'How long what is kept', body: retention, response: { 200: done } },
    },
    async (request, reply) =>
      answerVersion(
        reply,
        await request.admin.administration.setRetention({
          expectedVersion: expectedVersion(request),
          value: request.body,
        }),
      ),
  );

  app.put(
    `${path}/pass-policy`,
    {
      config: { ...changing, edits: true, tellsVersion: true },
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
      return sendAsked(reply, asked, (result) => answerVersion(reply, result));
    },
  );

  app.put(
    `${path}/people`,
    {
      config: { ...changing, edits: true, tellsVersion: true },
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
      return sendAsked(reply, asked, (result) => answerVersion(reply, result));
    },
  );

  app.put(
    `${path}/pass-scope`,
    {
      config: { ...changing, edits: true, tellsVersion: true },
      schema: {
        tags,
        summary: 'Whose people may use a pass; more of them take a second person',
        body: passScope,
        response: askedResponses(done),
      },
    },
    async (request, reply) => {
      const asked = await request.admin.administration.setPassScope({
        expectedVersion: expectedVersion(request),
        value: request.body.groups,
      });
      return sendAsked(reply, asked, (result) => answerVersion(reply, result));
    },
  );

  app.put(
    `${path}/second-person`,
    {
      config: { ...changing, edits: true, tellsVersion: true },
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
      return sendAsked(reply, asked, (result) => answerVersion(reply, result));
    },
  );

  app.put(
    `${path}/profile-choice`,
    {
      config: { ...changing, edits: true, tellsVersion: true },
      schema: {
        tags,
        summary: 'Which of several profiles applies; back to the first takes a second person',
        body: profileChoice,
        response: askedResponses(done),
      },
    },
    async (request, reply) => {
      const asked = await request.admin.administration.setStrictestFirst({
        strictestFirst: request.body.strictestFirst,
        expectedVersion: expectedVersion(request),
      });
      return sendAsked(reply, asked, (result) => answerVersion(reply, result));
    },
  );
}
