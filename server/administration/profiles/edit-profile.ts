import { z } from 'zod';
import {
  type GateLine,
  type OrganisationPolicy,
  type Profile,
  rulesOf,
} from '../../../recovery/policy/index.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { type Approval, askSecondPerson } from '../approvals.ts';
import { assessGate } from '../assess-gate.ts';
import { listFaceChecks } from '../face-checks/index.ts';
import type { SecondPersonAct } from '../second-person-act.ts';
import { changesBetween, isSame } from './changes-between.ts';
import { exposesPeople } from './exposes-people.ts';
import { findProfile, storeProfile } from './find-profile.ts';
import { applyDraft, demandValid, type ProfileDraft } from './judge-profile.ts';
import { demandUnmoved, type ReliedOn, readReliedOn, reliedOn } from './relied-on.ts';
import { codesOf, demandOpenGate } from './switch-mode.ts';

/** What saving an edit does to a profile in production. */
export type EditOutcome =
  | { readonly kind: 'stays' }
  /** It would not pass the gate any more: it rehearses until it does (D3). */
  | { readonly kind: 'goesBack'; readonly missing: readonly GateLine[] }
  /** It would let more people through: that takes two, like the switch itself (T23). `missing`: it would rehearse as well. */
  | { readonly kind: 'needsSecondPerson'; readonly missing: readonly GateLine[] };

export type Edited =
  | { readonly kind: 'saved'; readonly profile: Profile; readonly missing: readonly GateLine[] }
  | { readonly kind: 'pending'; readonly approval: Approval };

/** Changing what is there. Says which version it started from; nobody is overwritten. */
export function editActs(acting: Acting) {
  async function edit(before: Profile, changed: unknown): Promise<Edited> {
    const next = await demandValid(acting, changed);
    const outcome = await foresee(acting, before, next);
    const missing = outcome.kind === 'stays' ? [] : outcome.missing;
    const stored = afterGate(next, missing);
    if (outcome.kind === 'needsSecondPerson') {
      const asked = await askSecondPerson(acting, {
        act: widenProduction,
        subject: { kind: 'profile', id: before.id, name: before.name, version: before.version },
        changes: changesBetween(before, stored),
        payload: {
          ...{ id: before.id, version: before.version, content: stored },
          reliedOn: await readReliedOn(acting, stored),
        },
      });
      return asked.kind === 'pending' ? asked : { kind: 'saved', profile: asked.result, missing };
    }
    const data = {
      changed: changesBetween(before, stored)
        .map(({ field }) => field)
        .join(','),
      ...(missing.length > 0 && { missing: codesOf(missing) }),
    };
    const profile = await storeProfile(acting, stored, { activity: 'admin.profileEdited', data });
    return { kind: 'saved', profile, missing };
  }

  return {
    saveProfile: async (request: {
      id: string;
      draft: ProfileDraft;
      expectedVersion: number;
    }): Promise<Edited> => {
      const before = await findProfile(acting, request.id, request.expectedVersion);
      return edit(before, applyDraft(acting, request.draft, before));
    },
    /** The command line's way: some settings by name. */
    editProfile: async ({ id, changes }: { id: string; changes: Readonly<Record<string, unknown>> }) => {
      if ('mode' in changes)
        throw new AdminProblem(
          'mode is switched through the gate: use "profiles production" or "profiles evaluation"',
        );
      if ('priority' in changes)
        throw new AdminProblem('priority is the place in the order: use "profiles order"');
      const before = await findProfile(acting, id);
      const { id: _id, version: _version, ...allowed } = changes;
      const edited = await edit(before, await settleFaceCheck(acting, before, { ...before, ...allowed }));
      if (edited.kind === 'saved') return edited.profile;
      throw new AdminProblem(`This waits for a second person now: approval ${edited.approval.id}`, {
        reason: 'approvalPending',
      });
    },
  };
}

/** What saving would do, for the page that says so beforehand and for the act itself. */
export async function foresee(acting: Acting, before: Profile, next: Profile): Promise<EditOutcome> {
  if (changesBetween(before, next).every(({ field }) => isWording(field))) return { kind: 'stays' };
  const missing = await missingInGate(acting, next);
  const stored = afterGate(next, missing);
  const organisation = (await acting.installation.policy.readOrganisation())!;
  const isWider = stored.mode === 'production' && letsMoreThrough(before, stored);
  if (takesTwo(organisation) && (isWider || (await exposesPeople(acting, (all) => put(all, stored)))))
    return { kind: 'needsSecondPerson', missing };
  return missing.length > 0 ? { kind: 'goesBack', missing } : { kind: 'stays' };
}

/** What keeps it from staying in production; nothing where it only rehearses. */
async function missingInGate(acting: Acting, next: Profile): Promise<readonly GateLine[]> {
  if (next.mode !== 'production') return [];
  const gate = await assessGate(acting, next);
  return gate.letThroughAsExample
    ? []
    : gate.lines.filter((line) => !line.met && line.code !== 'secondPerson');
}

const afterGate = (next: Profile, missing: readonly GateLine[]): Profile =>
  missing.length > 0 ? { ...next, mode: 'evaluation' } : next;

const put = (profiles: readonly Profile[], changed: Profile) =>
  profiles.map((each) => (each.id === changed.id ? { ...changed, priority: each.priority } : each));

const takesTwo = ({ secondPersonRequired }: OrganisationPolicy) => secondPersonRequired !== false;

const isWording = (field: string) => field === 'name' || field === 'description';

/** Other rules, more groups, or switched on. Fewer groups and switching off are one person's, unless somebody weaker waits behind. */
function letsMoreThrough(before: Profile, next: Profile): boolean {
  const sameRules = isSame(rulesOf(before), rulesOf(next));
  const { includeGroups: known } = before;
  const { includeGroups: asked } = next;
  const fewer =
    known === 'everyone' || (asked !== 'everyone' && asked.every((group) => known.includes(group)));
  return !sameRules || !fewer || (next.enabled && !before.enabled);
}

/**
 * Nobody signs for somebody else, nor for another day: an acceptance that is new is the actor's, now. Another provider starts with
 * its own recommended threshold unless one is given along, and without the acceptance of the one before.
 */
async function settleFaceCheck(
  acting: Acting,
  before: Profile,
  changed: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const said = changed.faceCheck as Partial<Profile['faceCheck']> | null | undefined;
  if (typeof said !== 'object' || said === null) return changed;
  const provider = said.provider ?? before.faceCheck.provider;
  const isSameProvider = provider === before.faceCheck.provider;
  const recommended = (await listFaceChecks(acting)).find((each) => each.id === provider);
  const given = {
    ...(!isSameProvider && { threshold: recommended?.recommendedThreshold }),
    ...said,
    provider,
  };
  if (!given.acceptedWithoutLiveness)
    return { ...changed, faceCheck: { ...given, acceptedWithoutLiveness: null } };
  const known = isSameProvider ? before.faceCheck.acceptedWithoutLiveness : null;
  const signed = known ?? { by: acting.actor, at: new Date(acting.installation.now()).toISOString() };
  return { ...changed, faceCheck: { ...given, acceptedWithoutLiveness: signed } };
}

/** An edit that a second person agrees to; judged again, gate, version and where those are whom it names too. */
export const widenProduction: SecondPersonAct<
  { id: string; version: number; content: unknown; reliedOn: ReliedOn },
  Profile
> = {
  name: 'profile.edit',
  payload: z.strictObject({ id: z.string(), version: z.int(), content: z.unknown(), reliedOn }),
  perform: async (acting, { id, version, content, reliedOn: asked }, approvers) => {
    const before = await findProfile(acting, id, version);
    // It may be asked to rehearse as well; nobody gets into production by an edit.
    const { mode: wanted } = content as Partial<Profile>;
    const mode = wanted === 'evaluation' ? wanted : before.mode;
    const next = await demandValid(acting, { ...(content as object), id, version, mode });
    await demandUnmoved(acting, next, asked);
    if (next.mode === 'production') await demandOpenGate(acting, next, approvers);
    const changed = changesBetween(before, next).map(({ field }) => field);
    return storeProfile(acting, next, {
      activity: 'admin.profileEdited',
      data: { changed: changed.join(',') },
    });
  },
};
