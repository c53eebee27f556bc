import { inOrderTried } from './in-order-tried.ts';
import type { OrganisationPolicy, Profile } from './profile.ts';
import { chooseProfile, isExcluded, isInPassScope, type ScopedAccount } from './scope.ts';
import { weaknesses } from './weaknesses.ts';

/**
 * Whether somebody whose groups change gets in by a profile in production where none let them in before, or one that asked for more in
 * something (T22). Proof of who they are is asked for as ever; who may be proven is what changes.
 */
export function letsIn(
  {
    profiles,
    organisation,
  }: { readonly profiles: readonly Profile[]; readonly organisation: OrganisationPolicy },
  before: ScopedAccount,
  after: ScopedAccount,
): boolean {
  const grants = (account: ScopedAccount): Profile | null => {
    if (isExcluded(organisation, account) || !isInPassScope(organisation, account)) return null;
    const profile = chooseProfile(inOrderTried(profiles, organisation), account);
    return profile?.mode === 'production' ? profile : null;
  };
  const [earlier, later] = [grants(before), grants(after)];
  if (later === null) return false;
  return earlier === null || (earlier.id !== later.id && weaknesses(later, earlier).length > 0);
}
