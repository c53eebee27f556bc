import { inOrderTried } from './in-order-tried.ts';
import type { OrganisationPolicy, Profile } from './profile.ts';
import { enabledByPriority } from './scope.ts';
import { weaknesses } from './weaknesses.ts';

/** All profiles, and how the organisation chooses between them. */
export interface ProfileChoosing {
  readonly profiles: readonly Profile[];
  readonly organisation: Pick<OrganisationPolicy, 'strictestFirst'>;
}

/**
 * Whether a change lets a profile in production apply to people for whom one stood before it that asks for more, or that only
 * rehearses (T22, D3): deleted, switched off, put behind it, or with fewer groups. A profile that begins to grant by this change is not
 * looked at: it goes through the gate. That two groups have a member in common does not show in their names, so any two may.
 */
export function letsWeakerApply(before: ProfileChoosing, after: ProfileChoosing): boolean {
  const [tried, now] = [before, after].map(inOrder) as [readonly Profile[], readonly Profile[]];
  return now.some((granting, place) => {
    const earlier = tried.findIndex(({ id }) => id === granting.id);
    if (granting.mode !== 'production' || tried[earlier]?.mode !== 'production') return false;
    if (granting.includeGroups.length === 0) return false;
    const standing = now.slice(0, place);
    return tried.slice(0, earlier).some((guard) => isMore(guard, granting) && !isCovered(guard, standing));
  });
}

const inOrder = ({ profiles, organisation }: ProfileChoosing) =>
  enabledByPriority(inOrderTried(profiles, organisation));

/** Nobody gets in by a rehearsal: that is the most a profile can ask for. */
const isMore = (guard: Profile, granting: Profile): boolean =>
  guard.mode === 'evaluation' || weaknesses(granting, guard).length > 0;

/**
 * Everybody whom the guard includes is still met by another profile first. Whether that one is weaker than the guard is asked when it
 * is its turn.
 */
function isCovered({ includeGroups }: Profile, standing: readonly Profile[]): boolean {
  if (includeGroups === 'everyone') return standing.some((each) => each.includeGroups === 'everyone');
  return includeGroups.every((group) =>
    standing.some((each) => each.includeGroups === 'everyone' || each.includeGroups.includes(group)),
  );
}
