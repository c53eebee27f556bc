import { z } from 'zod';
import { previewChecks } from '../../../recovery/journey/index.ts';
import { type Administration, createImportStore } from '../../administration/index.ts';
import { namePeople, personShape } from './approvals.ts';
import type { PortalDoor } from './portal-door.ts';

const time = z.number().describe('Epoch milliseconds.');

/** One person, as their page shows them: what is on record, and what a recovery would do for them today. */
export const personView = z.object({
  id: z.string(),
  version: z.number(),
  accountName: z.string(),
  displayName: z.string(),
  givenName: z.string(),
  surname: z.string(),
  birthDate: z.string().nullable(),
  country: z.string().nullable(),
  employeeNumber: z.string(),
  mails: z.array(z.object({ mail: z.string(), confirmed: z.boolean() })),
  groups: z.array(z.string()),
  roles: z.array(z.string()),
  enabled: z.boolean(),
  frozen: z.boolean(),
  createdAt: time,
  added: z
    .object({
      by: personShape,
      at: time,
      import: z
        .object({ id: z.string(), isKept: z.boolean().describe('Forgotten after thirty days.') })
        .nullable()
        .describe('They came with it; null: by hand.'),
    })
    .nullable()
    .describe('Who made this account, by the record; null: it was there before.'),
  firstSignedInAt: time.nullable(),
  heldUntil: time.nullable().describe('An edit of what is matched holds recovery until then (D34).'),
  methods: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['passkey', 'password', 'totp']),
      addedAt: time,
      lastUsedAt: time.nullable(),
      disabledAt: time.nullable(),
    }),
  ),
  holds: z.array(
    z.object({
      id: z.string(),
      attributes: z.array(z.string()),
      startedAt: time,
      until: time,
      startedBy: z.string(),
    }),
  ),
  openRecoveries: z.array(
    z.object({
      caseNumber: z.string(),
      state: z.string(),
      mode: z.enum(['evaluation', 'production']),
      startedAt: time,
    }),
  ),
  today: z
    .object({
      profile: z
        .object({ id: z.string(), name: z.string(), mode: z.enum(['evaluation', 'production']) })
        .nullable()
        .describe('The first enabled profile that includes the person.'),
      country: z.string(),
      providers: z.array(z.string()).describe('In the order in which they would be tried.'),
      checks: z.array(z.object({ code: z.enum(previewChecks), met: z.boolean() })),
      twins: z.array(z.object({ id: z.string(), accountName: z.string(), enabled: z.boolean() })),
    })
    .describe('What a recovery would do for this person now.'),
});

async function toAddedBody(door: PortalDoor, { by, at, import: id }: NonNullable<Shown['added']>) {
  const isKept = id !== null && (await createImportStore(door.installation).read(id)) !== null;
  const [person] = await namePeople(door, [by]);
  return { by: person!, at, import: id === null ? null : { id, isKept } };
}

type Shown = Awaited<ReturnType<Administration['showPerson']>>;

export async function toPersonView(
  door: PortalDoor,
  { account, methods, holds, open, foreseen, added }: Shown,
): Promise<z.output<typeof personView>> {
  const { now } = door.installation;
  const { methodLastUsedAt: _used, attributeHoldUntil, ...person } = account;
  return {
    ...person,
    mails: [...person.mails],
    groups: [...person.groups],
    roles: [...person.roles],
    added: added === null ? null : await toAddedBody(door, added),
    displayName: `${person.givenName} ${person.surname}`.trim(),
    heldUntil: attributeHoldUntil !== null && attributeHoldUntil > now() ? attributeHoldUntil : null,
    methods: methods.map(({ label: _label, ...method }) => method),
    holds: holds.map(({ id, attributes, startedAt, until, startedBy }) => ({
      ...{ id, startedAt, until, startedBy },
      attributes: [...attributes],
    })),
    openRecoveries: open.map(({ caseNumber, state, mode, createdAt }) => ({
      ...{ caseNumber, state, mode, startedAt: createdAt },
    })),
    today: {
      profile:
        foreseen.profile === null
          ? null
          : { id: foreseen.profile.id, name: foreseen.profile.name, mode: foreseen.profile.mode },
      country: foreseen.country,
      providers: [...foreseen.providers],
      checks: [...foreseen.checks],
      twins: foreseen.twins.map(({ id, accountName, enabled }) => ({ id, accountName, enabled })),
    },
  };
}
