import { z } from 'zod';
import type { Profile } from '../../../recovery/policy/index.ts';
import { auditor, recoveryAdministrator } from '../../administration/index.ts';
import { askedResponses, sendAsked } from './approvals.ts';
import type { PortalApp, PortalDoor } from './portal-door.ts';
import {
  draftShape,
  gateShape,
  listedShape,
  nameActors,
  overlapShape,
  profileShape,
  toGateBody,
  toListedBody,
  toOverlapBody,
  toVersionBody,
} from './profile-shapes.ts';
import { expectedVersion, sendVersion } from './versions.ts';

const path = '/api/admin/profiles';
const tags = ['profiles'];
const readers = [recoveryAdministrator, auditor] as const;
const changers = { roles: [recoveryAdministrator] } as const;
const freshly = { roles: [recoveryAdministrator], fresh: true } as const;
const byId = z.object({ id: z.string().max(200) });

/** Profiles: listed, made, edited, put in order, switched, deleted. Edits name the version they started from. */
export function registerProfiles(app: PortalApp, { installation }: PortalDoor): void {
  const { accounts } = installation.builtInDirectory;
  const namesOf = (profiles: readonly Profile[]) =>
    nameActors(
      accounts,
      profiles.map(({ faceCheck }) => faceCheck.acceptedWithoutLiveness?.by),
    );
  const toBody = async (profile: Profile) => toVersionBody(profile, await namesOf([profile]));

  app.get(
    path,
    {
      config: { roles: readers, tellsVersion: true },
      schema: {
        tags,
        summary:
          'All profiles in their order, and where a weaker one comes first; version of the order in `ETag`',
        response: { 200: z.object({ items: z.array(listedShape), overlaps: z.array(overlapShape) }) },
      },
    },
    async (request, reply) => {
      const { version, profiles, overlaps } = await request.admin.administration.showProfileTable();
      sendVersion(reply, version);
      const names = await namesOf(profiles);
      return {
        items: profiles.map((each) => toListedBody(each, names)),
        overlaps: overlaps.map(toOverlapBody),
      };
    },
  );

  app.post(
    path,
    {
      config: { ...changers, tellsVersion: true },
      schema: {
        tags,
        summary: 'Make a profile. It comes last and rehearses',
        body: draftShape,
        response: { 201: profileShape },
      },
    },
    async (request, reply) => {
      const profile = await request.admin.administration.createProfile({ draft: request.body });
      sendVersion(reply, profile.version);
      return reply.code(201).send(await toBody(profile));
    },
  );

  app.put(
    '/api/admin/profile-order',
    {
      config: { ...changers, edits: true, tellsVersion: true },
      schema: {
        tags,
        summary:
          'Put all profiles in order; `If-Match` is the `ETag` of the list. A weaker one first may take a second person',
        body: z.object({ ids: z.array(z.string().max(200)).max(1_000) }),
        response: askedResponses(z.object({ version: z.number() })),
      },
    },
    async (request, reply) => {
      const order = { ids: request.body.ids, expectedVersion: expectedVersion(request) };
      const asked = await request.admin.administration.orderProfiles(order);
      return sendAsked(reply, asked, ({ version }) => {
        sendVersion(reply, version);
        return { version };
      });
    },
  );

  app.get(
    `${path}/:id`,
    {
      config: { roles: readers, tellsVersion: true },
      schema: {
        tags,
        summary: 'One profile; its version in `ETag`',
        params: byId,
        response: { 200: profileShape },
      },
    },
    async (request, reply) => {
      const profile = await request.admin.administration.showProfile(request.params);
      sendVersion(reply, profile.version);
      return toBody(profile);
    },
  );

  app.put(
    `${path}/:id`,
    {
      config: { ...changers, edits: true, tellsVersion: true },
      schema: {
        tags,
        summary: 'Change a profile. In production it may go back to rehearsing, or wait for a second person',
        params: byId,
        body: draftShape,
        response: askedResponses(
          z.object({
            profile: profileShape,
            missing: gateShape.shape.lines.describe(
              'Not empty: it went back to rehearsing, for want of these.',
            ),
          }),
        ),
      },
    },
    async (request, reply) => {
      const edited = await request.admin.administration.saveProfile({
        id: request.params.id,
        draft: request.body,
        expectedVersion: expectedVersion(request),
      });
      if (edited.kind === 'pending') return sendAsked(reply, edited, () => ({}));
      sendVersion(reply, edited.profile.version);
      const missing = edited.missing.map((line) => ({ ...line, detail: { ...line.detail } }));
      return { profile: await toBody(edited.profile), missing };
    },
  );

  app.post(
    `${path}/:id/copy`,
    {
      config: { ...changers, tellsVersion: true },
      schema: {
        tags,
        summary: 'Copy every setting. The copy comes last, rehearses and includes nobody',
        params: byId,
        response: { 201: profileShape },
      },
    },
    async (request, reply) => {
      const profile = await request.admin.administration.copyProfile(request.params);
      sendVersion(reply, profile.version);
      return reply.code(201).send(await toBody(profile));
    },
  );

  app.post(
    `${path}/:id/deletion`,
    {
      config: { ...freshly, edits: true },
      schema: {
        tags,
        summary:
          'Delete a profile. Recoveries under it end; nothing is issued. Where a weaker one waits behind it, a second person',
        params: byId,
        body: z.object({ typedName: z.string().max(200).describe('The name, typed by the admin.') }),
        response: askedResponses(z.object({ recoveriesEnded: z.number() })),
      },
    },
    async (request, reply) => {
      const asked = await request.admin.administration.deleteProfile({
        id: request.params.id,
        typedName: request.body.typedName,
        expectedVersion: expectedVersion(request),
      });
      return sendAsked(reply, asked, (result) => result);
    },
  );

  app.post(
    `${path}/:id/mode`,
    {
      config: { ...freshly, edits: true, tellsVersion: true },
      schema: {
        tags,
        summary: 'Switch between rehearsing and production. A closed gate is an answer, not an error',
        params: byId,
        body: z.object({
          mode: z.enum(['evaluation', 'production']),
          typedName: z.string().max(200).describe('The name, typed by the admin.'),
        }),
        response: askedResponses(
          z.object({
            profile: profileShape,
            refusedBy: gateShape.nullable().describe('Null: it was switched.'),
          }),
        ),
      },
    },
    async (request, reply) => {
      const { profile, gate, approval } = await request.admin.administration.switchMode({
        id: request.params.id,
        ...request.body,
        expectedVersion: expectedVersion(request),
      });
      if (approval !== null) return sendAsked(reply, { kind: 'pending', approval }, () => ({}));
      sendVersion(reply, profile.version);
      const isRefused = profile.mode !== request.body.mode;
      return {
        profile: await toBody(profile),
        refusedBy: isRefused && gate !== null ? toGateBody(gate) : null,
      };
    },
  );
}
