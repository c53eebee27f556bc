import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { mayIssue, type OrganisationPolicy, type TrustAnchor } from '../../../recovery/policy/index.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { changedMeanwhile, changeOrganisation } from '../change-organisation.ts';
import type { SecondPersonAct } from '../second-person-act.ts';
import { judgeNewAnchor } from './judge-anchor.ts';
import { profilesUsing } from './trust-anchor-listing.ts';

interface Done {
  readonly version: number;
}

/** Shapes are judged by the rules of the organisation, as a whole, when they are saved (T15). */
const anchorPayload = z.custom<TrustAnchor>((value) => typeof value === 'object' && value !== null);

export const addAnchor: SecondPersonAct<{ anchor: TrustAnchor }, Done> = {
  name: 'trustAnchor.add',
  payload: z.strictObject({ anchor: anchorPayload }),
  perform: async (acting, { anchor }) => {
    const { version } = await changeOrganisation(acting, (organisation) => {
      judgeNewAnchor(acting, organisation, anchor);
      return { ...organisation, trustAnchors: [...organisation.trustAnchors, anchor] };
    });
    await acting.record('admin.trustAnchorAdded', { anchor: anchor.id });
    return { version };
  },
};

/** `before` is the anchor as it was when somebody asked: whoever agrees saw exactly this difference. */
export const changeAnchor: SecondPersonAct<{ before: TrustAnchor; after: TrustAnchor }, Done> = {
  name: 'trustAnchor.change',
  payload: z.strictObject({ before: anchorPayload, after: anchorPayload }),
  perform: async (acting, { before, after }) => {
    await refuseWhereStillNeeded(acting, after);
    const { version } = await changeOrganisation(acting, (organisation) => {
      const now = findAnchor(organisation, before.id);
      // Switched off meanwhile is no conflict, and stays so (T24).
      if (!isDeepStrictEqual({ ...now, enabled: before.enabled }, before)) throw changedMeanwhile();
      return replaceAnchor(organisation, { ...after, enabled: now.enabled });
    });
    await acting.record('admin.trustAnchorChanged', { anchor: after.id });
    return { version };
  },
};

export const removeAnchor: SecondPersonAct<{ anchorId: string }, Done> = {
  name: 'trustAnchor.remove',
  payload: z.strictObject({ anchorId: z.string() }),
  perform: async (acting, { anchorId }) => {
    await refuseWhereUsed(acting, anchorId);
    const { version } = await changeOrganisation(acting, (organisation) => {
      const gone = findAnchor(organisation, anchorId);
      return { ...organisation, trustAnchors: organisation.trustAnchors.filter((each) => each !== gone) };
    });
    await acting.record('admin.trustAnchorRemoved', { anchor: anchorId });
    return { version };
  },
};

/** Believing an issuer again takes two; to stop believing one takes nobody else (T24). */
export const switchAnchorOn: SecondPersonAct<{ anchorId: string }, Done> = {
  name: 'trustAnchor.switchOn',
  payload: z.strictObject({ anchorId: z.string() }),
  perform: (acting, { anchorId }) => switchAnchor(acting, anchorId, true),
};

export const trustAnchorSecondPersonActs: readonly SecondPersonAct[] = [
  addAnchor,
  changeAnchor,
  removeAnchor,
  switchAnchorOn,
];

/** Off stops recoveries under way too: each looks again before it grants anything (D17). */
export async function switchAnchor(acting: Acting, anchorId: string, enabled: boolean): Promise<Done> {
  const organisation = (await acting.installation.policy.readOrganisation())!;
  if (findAnchor(organisation, anchorId).enabled === enabled) return { version: organisation.version };
  const { version } = await changeOrganisation(acting, (before) =>
    replaceAnchor(before, { ...findAnchor(before, anchorId), enabled }),
  );
  await acting.record('admin.issuerSwitched', { anchor: anchorId, enabled });
  return { version };
}

export function findAnchor(organisation: OrganisationPolicy, id: string): TrustAnchor {
  const anchor = organisation.trustAnchors.find((each) => each.id === id);
  if (anchor === undefined) throw new AdminProblem(`There is no trust anchor ${id}`, { code: 'notFound' });
  return anchor;
}

function replaceAnchor(organisation: OrganisationPolicy, anchor: TrustAnchor): OrganisationPolicy {
  return {
    ...organisation,
    trustAnchors: organisation.trustAnchors.map((each) => (each.id === anchor.id ? anchor : each)),
  };
}

/** A profile that names an anchor which is gone would not open any more (T15): so the anchor stays, and the admin is told why. */
export async function refuseWhereUsed({ installation }: Acting, anchorId: string): Promise<void> {
  const users = profilesUsing(await installation.policy.readProfiles(), anchorId);
  if (users.length === 0) return;
  const names = users.map(({ name }) => name).join(', ');
  throw new AdminProblem(`Profiles still use this trust anchor: ${names}`, { reason: 'anchorInUse' });
}

export async function refuseWhereStillNeeded({ installation }: Acting, after: TrustAnchor): Promise<void> {
  const profiles = profilesUsing(await installation.policy.readProfiles(), after.id);
  const stranded = profiles.filter(({ acceptedCredentials }) =>
    acceptedCredentials.some((each) => each.anchorIds.includes(after.id) && !mayIssue(after, each)),
  );
  if (stranded.length === 0) return;
  const names = stranded.map(({ name }) => name).join(', ');
  throw new AdminProblem(`Profiles take credentials from it that it could not issue any more: ${names}`, {
    reason: 'anchorInUse',
    fields: [{ field: 'mayIssue', code: 'inUse', message: `is used by ${names}` }],
  });
}
