import type { OrganisationPolicy } from '../../recovery/policy/index.ts';
import { parseOrganisationPolicy } from '../../recovery/policy/index.ts';
import type { Acting } from './acting.ts';
import { AdminProblem, invalidFields } from './admin-problem.ts';

/**
 * Reads the organisation's rules, changes them and saves them, if nobody was faster. `change` throws `AdminProblem` for what cannot be.
 * In the caller's transaction.
 */
export async function changeOrganisation(
  { installation, actor }: Acting,
  change: (organisation: OrganisationPolicy) => OrganisationPolicy,
): Promise<OrganisationPolicy> {
  const before = (await installation.policy.readOrganisation())!;
  const parsed = parseOrganisationPolicy(change(before));
  if (parsed.kind === 'invalid') throw invalidFields(parsed.problems);
  const saved = await installation.policy.saveOrganisation({
    policy: parsed.value,
    expectedVersion: before.version,
    by: actor,
    now: installation.now(),
  });
  if (!saved) throw changedMeanwhile();
  return { ...parsed.value, version: before.version + 1 };
}

export function changedMeanwhile(): AdminProblem {
  return new AdminProblem('Somebody changed this since you read it; nothing was overwritten. Read it again', {
    code: 'changedMeanwhile',
  });
}
