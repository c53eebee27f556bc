import type { ScopeCount } from '../../directory/index.ts';
import { enabledByPriority, inOrderTried, type Profile } from '../../recovery/policy/index.ts';
import type { Acting } from './acting.ts';

/**
 * How many people a profile with these groups has in scope, by the exclusions and the pass scope of now; counted in the database.
 * `before`: the id of the profile, so that people whom an earlier enabled one serves are told apart; not given = it would come last.
 */
export async function countPeople(
  { installation }: Pick<Acting, 'installation'>,
  question: { readonly includeGroups: Profile['includeGroups']; readonly before?: string },
): Promise<ScopeCount> {
  const { policy, builtInDirectory } = installation;
  const organisation = (await policy.readOrganisation())!;
  const profiles = inOrderTried(await policy.readProfiles(), organisation);
  const place = profiles.find(({ id }) => id === question.before)?.priority ?? profiles.length;
  const earlier = enabledByPriority(profiles).filter(({ priority }) => priority < place);
  return builtInDirectory.accounts.countScope({
    includeGroups: question.includeGroups,
    excludedGroups: organisation.excludedGroups,
    excludedAccountIds: organisation.excludedAccountIds,
    passScope: organisation.passScope,
    earlierGroups: allGroups(earlier),
  });
}

function allGroups(profiles: readonly Profile[]): Profile['includeGroups'] {
  const groups = profiles.map(({ includeGroups }) => includeGroups);
  return groups.includes('everyone') ? 'everyone' : [...new Set(groups.flat())];
}
