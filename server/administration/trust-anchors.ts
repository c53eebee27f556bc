import type { Acting } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';

/** Whom the organisation believes: switching an issuer off and on (T24). */
export function trustAnchorActs({ installation, actor, record }: Acting) {
  const { policy, database, now } = installation;
  return {
    switchIssuer: async ({ anchorId, enabled }: { anchorId: string; enabled: boolean }) => {
      const organisation = await policy.readOrganisation();
      if (!organisation!.trustAnchors.some((each) => each.id === anchorId))
        throw new AdminProblem(`There is no trust anchor ${anchorId}`, { code: 'notFound' });
      const trustAnchors = organisation!.trustAnchors.map((each) =>
        each.id === anchorId ? { ...each, enabled } : each,
      );
      await database.transaction(async () => {
        const saved = await policy.saveOrganisation({
          policy: { ...organisation!, trustAnchors },
          expectedVersion: organisation!.version,
          by: actor,
          now: now(),
        });
        if (!saved)
          throw new AdminProblem('Somebody else changed the policy at the same moment; try again', {
            code: 'changedMeanwhile',
          });
        await record('admin.issuerSwitched', { anchor: anchorId, enabled });
      });
    },
  };
}
