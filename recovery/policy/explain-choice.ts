import { inOrderTried } from './in-order-tried.ts';
import type { OrganisationPolicy, Profile } from './profile.ts';
import { isExcluded, isInPassScope, type ScopedAccount } from './scope.ts';

/** What becomes of one profile when a person starts: the first that includes them applies, the others are not asked. */
export interface ProfileChoice {
  readonly profileId: string;
  readonly outcome: 'applies' | 'switchedOff' | 'doesNotInclude' | 'comesLater';
  /** Groups of the person by which it includes them; 'everyone' where it includes the whole organisation. */
  readonly by: 'everyone' | readonly string[];
}

export interface ChoiceExplained {
  /** Feature-wide, asked before any profile. */
  readonly excluded: boolean;
  readonly excludedBy: readonly string[];
  readonly inPassScope: boolean;
  /** In the order in which they are tried. */
  readonly profiles: readonly ProfileChoice[];
}

/** Which profile applies to this person, and why (behaviour.md 2.5, 3.2): `chooseProfile` with its reasons. */
export function explainChoice(question: {
  readonly profiles: readonly Profile[];
  readonly organisation: OrganisationPolicy;
  readonly account: ScopedAccount;
}): ChoiceExplained {
  const { organisation, account } = question;
  let chosen = false;
  const profiles = inOrderTried(question.profiles, organisation).map(
    ({ id, enabled, includeGroups }): ProfileChoice => {
      const by =
        includeGroups === 'everyone'
          ? includeGroups
          : includeGroups.filter((group) => account.groups.includes(group));
      if (!enabled) return { profileId: id, outcome: 'switchedOff', by };
      if (by.length === 0) return { profileId: id, outcome: 'doesNotInclude', by };
      if (chosen) return { profileId: id, outcome: 'comesLater', by };
      chosen = true;
      return { profileId: id, outcome: 'applies', by };
    },
  );
  return {
    excluded: isExcluded(organisation, account),
    excludedBy: organisation.excludedGroups.filter((group) => account.groups.includes(group)),
    inPassScope: isInPassScope(organisation, account),
    profiles,
  };
}
