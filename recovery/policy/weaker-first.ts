import { inOrderTried } from './in-order-tried.ts';
import type { OrganisationPolicy, Profile } from './profile.ts';
import { enabledByPriority } from './scope.ts';
import { weaknesses } from './weaknesses.ts';

/**
 * Whether another order lets a profile that grants go before one that asks for more (T22). Groups are not looked at: that two of them
 * have a member in common does not show in their names.
 */
export function putsWeakerFirst(
  before: readonly Profile[],
  after: readonly Profile[],
  organisation: Pick<OrganisationPolicy, 'strictestFirst'>,
): boolean {
  const tried = (profiles: readonly Profile[]) => enabledByPriority(inOrderTried(profiles, organisation));
  const places = new Map(tried(before).map(({ id }, place) => [id, place]));
  const ordered = tried(after);
  return ordered.some(
    (first, place) =>
      first.mode === 'production' &&
      ordered
        .slice(place + 1)
        .some(
          (later) => places.get(later.id)! < places.get(first.id)! && weaknesses(first, later).length > 0,
        ),
  );
}
