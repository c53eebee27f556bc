import type { Profile } from './profile.ts';
import { enabledByPriority } from './scope.ts';
import { type Weakness, weaknesses } from './weaknesses.ts';

/** Two enabled profiles that claim the same people, the earlier of which is weaker in something: a downgrade (T22). */
export interface Overlap {
  readonly firstId: string;
  readonly laterId: string;
  /** Groups both include; 'everyone' where one of them includes the whole organisation. */
  readonly groups: 'everyone' | readonly string[];
  readonly weakerIn: readonly Weakness[];
}

/**
 * Warnings for the profile list: a weaker profile that is tried first takes people away from a stricter one (T22).
 * Sees groups by name only: that two different groups have a member in common shows in the readiness scan.
 */
export function overlaps(profiles: readonly Profile[]): readonly Overlap[] {
  const ordered = enabledByPriority(profiles);
  return ordered.flatMap((first, index) =>
    ordered.slice(index + 1).flatMap((later) => {
      const groups = groupsInCommon(first.includeGroups, later.includeGroups);
      const weakerIn = weaknesses(first, later);
      if (groups !== 'everyone' && groups.length === 0) return [];
      return weakerIn.length === 0 ? [] : [{ firstId: first.id, laterId: later.id, groups, weakerIn }];
    }),
  );
}

function groupsInCommon(
  a: Profile['includeGroups'],
  b: Profile['includeGroups'],
): 'everyone' | readonly string[] {
  if (a === 'everyone') return b;
  return b === 'everyone' ? a : a.filter((group) => b.includes(group));
}
