import { inOrderTried, overlaps, type Profile } from '../../../recovery/policy/index.ts';
import { newId } from '../../ids.ts';
import type { Acting } from '../acting.ts';
import { changedMeanwhile } from '../change-organisation.ts';
import { demandTypedName, findProfile, storeProfile } from './find-profile.ts';
import { applyDraft, demandValid, type ProfileDraft } from './judge-profile.ts';

/** Profiles as a list: made, copied, put in order, deleted (behaviour.md 2.4). */
export function tableActs(acting: Acting) {
  const { installation, journey, actor, record } = acting;
  const { policy, database, store, now } = installation;
  const written = () => ({ by: actor, now: now() });

  /** Recoveries under a deleted profile end like any that was not confirmed. The safety check before a grant refuses them anyhow. */
  async function endRecoveriesUnder(profileId: string): Promise<number> {
    let ended = 0;
    for (;;) {
      const open = await store.findOpenUnder(profileId);
      const event = { type: 'stop', by: actor, reason: 'profileDeleted' } as const;
      const moved = await Promise.all(
        open.map(async (recoveryId) => (await journey.advance({ recoveryId, event }))?.moved ?? false),
      );
      const count = moved.filter(Boolean).length;
      ended += count;
      // Nothing moved: what is left is ending by itself at this moment.
      if (count === 0) return ended;
    }
  }

  return {
    listProfiles: () => policy.readProfiles(),
    showProfileTable: async () => {
      const { version } = await policy.readOrder();
      const profiles = await policy.readProfiles();
      const organisation = (await policy.readOrganisation())!;
      return { version, profiles, overlaps: overlaps(inOrderTried(profiles, organisation)) };
    },
    showProfile: ({ id }: { id: string }) => findProfile(acting, id),

    /** Comes last and rehearses, whatever it says. */
    createProfile: async ({ draft }: { draft: ProfileDraft }): Promise<Profile> => {
      const base = { id: newId(now()), version: 1, mode: 'evaluation', priority: 0 } as const;
      const profile = await demandValid(acting, applyDraft(acting, draft, base));
      return storeProfile(acting, { ...profile, version: 0 }, { activity: 'admin.profileCreated', data: {} });
    },
    /** Every setting; but it rehearses, comes last, and includes nobody until an admin says whom. */
    copyProfile: async ({ id }: { id: string }): Promise<Profile> => {
      const source = await findProfile(acting, id);
      const names = new Set((await policy.readProfiles()).map(({ name }) => name.toLowerCase()));
      const copy: Profile = {
        ...source,
        ...{ id: newId(now()), version: 0, name: freeName(source.name, names) },
        ...{ mode: 'evaluation', includeGroups: [] },
      };
      const data = { source: source.id };
      return storeProfile(acting, copy, { activity: 'admin.profileCopied', data });
    },
    deleteProfile: async (request: { id: string; typedName: string; expectedVersion?: number }) => {
      const profile = await findProfile(acting, request.id, request.expectedVersion);
      demandTypedName(profile, request.typedName);
      await database.transaction(async () => {
        const { id, version: expectedVersion } = profile;
        if (!(await policy.deleteProfile({ id, expectedVersion, ...written() }))) throw changedMeanwhile();
        await record('admin.profileDeleted', { profile: id, version: expectedVersion + 1 });
      });
      return { recoveriesEnded: await endRecoveriesUnder(profile.id) };
    },
  };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const base = name.slice(0, 85);
  for (let number = 1; ; number += 1) {
    const copied = number === 1 ? `${base} (copy)` : `${base} (copy ${number})`;
    if (!taken.has(copied.toLowerCase())) return copied;
  }
}
