import { z } from 'zod';
import type { OrganisationPolicy, TrustAnchor } from '../../recovery/policy/index.ts';
import type { Acting } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';
import { type Asked, askSecondPerson } from './approvals.ts';
import { changeOrganisation } from './change-organisation.ts';
import type { SecondPersonAct } from './second-person-act.ts';

/** Believing an issuer (again) takes two; to stop believing one takes nobody else (T24). */
export const switchIssuerOn: SecondPersonAct<{ anchorId: string }, { version: number }> = {
  name: 'trustAnchor.switchOn',
  payload: z.strictObject({ anchorId: z.string() }),
  perform: (acting, { anchorId }) => switchTo(acting, anchorId, true),
};

/** Whom the organisation believes: switching an issuer off and on (T24). */
export function trustAnchorActs(acting: Acting) {
  const { installation } = acting;
  return {
    switchIssuer: async ({
      anchorId,
      enabled,
    }: {
      anchorId: string;
      enabled: boolean;
    }): Promise<Asked<{ version: number }>> => {
      if (!enabled) {
        const result = await installation.database.transaction(() => switchTo(acting, anchorId, false));
        return { kind: 'performed', result };
      }
      const organisation = (await installation.policy.readOrganisation())!;
      const { name } = findAnchor(organisation, anchorId);
      return askSecondPerson(acting, {
        act: switchIssuerOn,
        subject: { kind: 'trustAnchor', id: anchorId, name, version: organisation.version },
        changes: [{ field: 'enabled', before: 'false', after: 'true' }],
        payload: { anchorId },
      });
    },
  };
}

async function switchTo(acting: Acting, anchorId: string, enabled: boolean): Promise<{ version: number }> {
  const organisation = (await acting.installation.policy.readOrganisation())!;
  if (findAnchor(organisation, anchorId).enabled === enabled) return { version: organisation.version };
  const { version } = await changeOrganisation(acting, (before) => {
    const anchor = findAnchor(before, anchorId);
    const trustAnchors = before.trustAnchors.map((each) => (each === anchor ? { ...each, enabled } : each));
    return { ...before, trustAnchors };
  });
  await acting.record('admin.issuerSwitched', { anchor: anchorId, enabled });
  return { version };
}

function findAnchor(organisation: OrganisationPolicy, id: string): TrustAnchor {
  const anchor = organisation.trustAnchors.find((each) => each.id === id);
  if (anchor === undefined) throw new AdminProblem(`There is no trust anchor ${id}`, { code: 'notFound' });
  return anchor;
}
