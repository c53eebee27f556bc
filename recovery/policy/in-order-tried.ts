import type { OrganisationPolicy, Profile } from './profile.ts';
import { enabledByPriority } from './scope.ts';
import { weaknesses } from './weaknesses.ts';

/**
 * Profiles with the priorities by which they are tried. Theirs as they stand, unless the organisation wants the strictest to win (T22):
 * then none is tried before another one that asks for more in something and for less in nothing. Between two that are each weaker in
 * something, and between equals, the order that admins gave decides.
 */
export function inOrderTried(
  profiles: readonly Profile[],
  { strictestFirst = false }: Pick<OrganisationPolicy, 'strictestFirst'>,
): readonly Profile[] {
  if (!strictestFirst) return profiles;
  const known = ordered.get(profiles) ?? orderByStrictness(profiles);
  ordered.set(profiles, known);
  return known;
}

/** A scan asks for each of a million people, and the profiles are the same ones. */
const ordered = new WeakMap<readonly Profile[], readonly Profile[]>();

function orderByStrictness(profiles: readonly Profile[]): readonly Profile[] {
  const left = [...enabledByPriority(profiles)];
  const inOrder: Profile[] = [];
  while (left.length > 0) {
    // Strictness has no circles, so one of them has nobody above it.
    const next = left.findIndex((each) => !left.some((other) => isStricter(other, each)));
    inOrder.push(...left.splice(Math.max(next, 0), 1));
  }
  const off = profiles.filter(({ enabled }) => !enabled);
  return [...inOrder, ...off].map((profile, priority) => ({ ...profile, priority }));
}

function isStricter(one: Profile, other: Profile): boolean {
  return weaknesses(other, one).length > 0 && weaknesses(one, other).length === 0;
}
