import type { OrganisationPolicy, Profile } from '../../../recovery/policy/index.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { changedMeanwhile, changeOrganisation } from '../change-organisation.ts';
import { changeMembers, type MemberChange } from './change-members.ts';
import { groupName, parseFields } from './person-fields.ts';

/** A group, how many are in it, and which rules name it. */
export interface GroupListing {
  readonly name: string;
  readonly people: number;
  readonly profiles: readonly { readonly id: string; readonly name: string }[];
  readonly excluded: boolean;
}

/** Groups: who is in them, and what they are called. */
export function groupActs(acting: Acting) {
  const { installation, record } = acting;
  const { builtInDirectory, database, policy } = installation;
  return {
    /** Those with people in them, and those that only a rule names. */
    listGroups: async (): Promise<readonly GroupListing[]> => {
      const counted = new Map(
        (await builtInDirectory.groups.list()).map(({ name, people }) => [name, people]),
      );
      const profiles = await policy.readProfiles();
      const { excludedGroups, passScope } = (await policy.readOrganisation())!;
      const named = [...profiles.map(({ includeGroups }) => includeGroups), excludedGroups, passScope];
      const names = new Set([
        ...counted.keys(),
        ...named.flatMap((each) => (each === 'everyone' ? [] : each)),
      ]);
      return [...names].sort().map((name) => ({
        name,
        people: counted.get(name) ?? 0,
        profiles: profiles
          .filter(({ includeGroups }) => includeGroups !== 'everyone' && includeGroups.includes(name))
          .map(({ id, name: profile }) => ({ id, name: profile })),
        excluded: excludedGroups.includes(name),
      }));
    },
    changeMembers: (request: MemberChange) =>
      changeMembers(acting, { ...request, group: parseFields(groupName, request.group) }),
    /**
     * Under its new name the group stands in every rule that named it: nobody falls out of a profile, or of the exclusions,
     * by a rename.
     */
    renameGroup: async (request: { from: string; to: string }) => {
      const { from } = request;
      const to = parseFields(groupName, request.to);
      if (from === to) return { people: 0 };
      return database.transaction(async () => {
        await refuseKnownName(acting, to);
        const people = await builtInDirectory.groups.rename({ from, to });
        if (people === null) throw nameKnown(to);
        const profiles = await renameInRules(acting, from, to);
        if (people === 0 && profiles === 0)
          throw new AdminProblem(`There is no group ${from}`, { code: 'notFound' });
        await record('admin.groupRenamed', { from, to, people });
        return { people };
      });
    },
  };
}

/** Returns how many rules named the group. */
async function renameInRules(acting: Acting, from: string, to: string): Promise<number> {
  const { policy, now } = acting.installation;
  const renamed = (groups: readonly string[]) => groups.map((each) => (each === from ? to : each));
  const named = (await policy.readProfiles()).filter(
    ({ includeGroups }) => includeGroups !== 'everyone' && includeGroups.includes(from),
  );
  for (const profile of named) {
    const includeGroups = renamed(profile.includeGroups as readonly string[]);
    const next: Profile = { ...profile, includeGroups };
    const saved = await policy.saveProfile({
      ...{ profile: next, expectedVersion: profile.version, by: acting.actor, now: now() },
    });
    if (!saved) throw changedMeanwhile();
  }
  const organisation = (await policy.readOrganisation())!;
  const { excludedGroups, passScope } = organisation;
  const inPassScope = passScope !== 'everyone' && passScope.includes(from);
  if (!excludedGroups.includes(from) && !inPassScope) return named.length;
  await changeOrganisation(
    acting,
    (before): OrganisationPolicy => ({
      ...before,
      excludedGroups: renamed(before.excludedGroups),
      passScope: before.passScope === 'everyone' ? 'everyone' : renamed(before.passScope),
    }),
  );
  return named.length + 1;
}

/** A name that a rule waits for would pull these people into it. */
async function refuseKnownName({ installation }: Acting, name: string): Promise<void> {
  const { excludedGroups, passScope } = (await installation.policy.readOrganisation())!;
  const profiles = await installation.policy.readProfiles();
  const named = [excludedGroups, passScope, ...profiles.map(({ includeGroups }) => includeGroups)];
  if (named.some((groups) => groups !== 'everyone' && groups.includes(name))) throw nameKnown(name);
}

const nameKnown = (name: string) =>
  new AdminProblem(`There is a group ${name} already`, {
    code: 'invalid',
    fields: [{ field: 'to', code: 'taken', message: 'is the name of another group' }],
  });
