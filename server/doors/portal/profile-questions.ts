import { z } from 'zod';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';
import {
  claimBindings,
  draftShape,
  gateShape,
  includeGroups,
  nameActors,
  overlapShape,
  profileShape,
  toGateBody,
  toOverlapBody,
  toVersionBody,
} from './profile-shapes.ts';

const path = '/api/admin/profiles';
const tags = ['profiles'];
const readers = [recoveryAdministrator, auditor] as const;
const byId = z.object({ id: z.string().max(200) });
const fieldProblem = z.object({
  field: z.string(),
  code: z.string(),
  message: z.string(),
  values: z.record(z.string(), z.number()).optional(),
});
const text = z.string().max(200);
const count = z.number();

/** What a page about profiles asks before anything is saved. People's names travel in bodies and are stored nowhere. */
export function registerProfileQuestions(app: PortalApp, { installation }: PortalDoor): void {
  const { builtInDirectory } = installation;

  app.post(
    `${path}/people-count`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'How many people a choice of groups would include',
        body: z.object({
          includeGroups,
          before: z
            .string()
            .max(200)
            .optional()
            .describe('The profile that would hold them; else: a new one, last.'),
        }),
        response: {
          200: z.object({
            included: count,
            excluded: count.describe('Included, and left out by an exclusion.'),
            inScope: count,
            outsidePassScope: count,
            privileged: count.describe('Admins: never by self-service.'),
            servedEarlier: count.describe('An enabled profile that is tried before includes them.'),
          }),
        },
      },
    },
    async (request) => {
      const { includeGroups: groups, before } = request.body;
      return request.admin.administration.countProfilePeople({
        includeGroups: groups,
        ...(before !== undefined && { before }),
      });
    },
  );

  app.post(
    `${path}/match-trial`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Would this account and this credential agree? Stores nothing',
        body: z.object({
          account: z.object({
            givenName: text,
            surname: text,
            birthDate: text.nullable(),
            employeeNumber: text,
          }),
          claims: z.object({
            givenName: text,
            familyName: text,
            birthDate: text.nullable(),
            nationalId: text.nullable(),
            documentNumber: text.nullable(),
          }),
          claimBindings,
        }),
        response: {
          200: z.object({
            agrees: z.boolean(),
            disagreements: z.array(z.string()),
            names: z.object({
              rule: z.enum(['exact', 'relaxed']).nullable(),
              problem: z.string().nullable(),
              words: z.array(
                z.object({
                  field: z.enum(['givenName', 'surname']),
                  word: z.string(),
                  matched: z.object({ word: z.string(), position: count, how: z.string() }).nullable(),
                }),
              ),
            }),
            birthDate: z.string(),
            employeeNumber: z.string(),
          }),
        },
      },
    },
    async (request) => {
      const { agrees, disagreements, compared } = await request.admin.administration.tryProfileMatch(
        request.body,
      );
      const names = { ...compared.names, words: compared.names.words.map((each) => ({ ...each })) };
      return { agrees, disagreements: [...disagreements], ...compared, names };
    },
  );

  app.post(
    `${path}/review`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'What saving would do, and how the production gate would stand. Stores nothing',
        body: z.object({ id: z.string().max(200).optional(), draft: draftShape }),
        response: {
          200: z.object({
            problems: z.array(fieldProblem),
            gate: gateShape.nullable(),
            overlaps: z.array(overlapShape).describe('`new` is the id of a profile that is not saved yet.'),
            outcome: z
              .object({
                kind: z.enum(['stays', 'goesBack', 'needsSecondPerson']),
                missing: gateShape.shape.lines,
              })
              .nullable(),
          }),
        },
      },
    },
    async (request) => {
      const { id, draft } = request.body;
      const review = await request.admin.administration.reviewProfile({
        draft,
        ...(id !== undefined && { id }),
      });
      const { outcome } = review;
      const missing = outcome?.kind === 'goesBack' ? outcome.missing : [];
      return {
        problems: [...review.problems],
        gate: review.gate === null ? null : toGateBody(review.gate),
        overlaps: review.overlaps.map(toOverlapBody),
        outcome:
          outcome === null
            ? null
            : {
                kind: outcome.kind,
                missing: missing.map((line) => ({ ...line, detail: { ...line.detail } })),
              },
      };
    },
  );

  app.post(
    `${path}/choice`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Which profile applies to this person, and why',
        body: z.object({ identifier: text.describe('Account name or confirmed mail.') }),
        response: {
          200: z.object({
            accountId: z.string(),
            excluded: z.boolean(),
            excludedBy: z.array(z.string()),
            inPassScope: z.boolean(),
            profiles: z.array(
              z.object({
                profileId: z.string(),
                outcome: z.enum(['applies', 'switchedOff', 'doesNotInclude', 'comesLater']),
                by: includeGroups,
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const explained = await request.admin.administration.explainProfileChoice(request.body);
      return {
        ...explained,
        excludedBy: [...explained.excludedBy],
        profiles: explained.profiles.map(({ by, ...each }) => ({
          ...each,
          by: by === 'everyone' ? by : [...by],
        })),
      };
    },
  );

  app.get(
    `${path}/:id/gate`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'What stands between a profile and production, line by line',
        params: byId,
        response: { 200: gateShape },
      },
    },
    async (request) => toGateBody(await request.admin.administration.showGate(request.params)),
  );

  app.get(
    `${path}/:id/history`,
    {
      config: { roles: readers },
      schema: {
        tags,
        summary: 'Every version with who made it, latest first; also of a profile that was deleted',
        params: byId,
        querystring: z.object({
          limit: z.coerce.number().int().min(1).max(100).default(20),
          before: z.coerce.number().int().min(1).optional().describe('The last version of the page before.'),
        }),
        response: {
          200: z.object({
            items: z.array(
              z.object({
                version: count,
                at: count.describe('Epoch milliseconds.'),
                by: z.object({ actor: z.string(), displayName: z.string() }),
                profile: profileShape.nullable().describe('Null: deleted.'),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const { limit, before } = request.query;
      const versions = await request.admin.administration.showProfileHistory({
        id: request.params.id,
        limit,
        ...(before !== undefined && { before }),
      });
      const actors = versions.flatMap(({ by, content }) => [
        by,
        content?.faceCheck.acceptedWithoutLiveness?.by,
      ]);
      const names = await nameActors(builtInDirectory.accounts, actors);
      return {
        items: versions.map(({ version, at, by, content }) => ({
          ...{ version, at, by: { actor: by, displayName: names.get(by) ?? '' } },
          profile: content === null ? null : toVersionBody(content, names),
        })),
      };
    },
  );
}
