import { inOrderTried, overlaps, type Profile } from '../../../recovery/policy/index.ts';
import { newId } from '../../ids.ts';
import type { Acting } from '../acting.ts';
import { exposesPeople } from './exposes-people.ts';
import { findProfile, storeProfile } from './find-profile.ts';
import { applyDraft, demandValid, type ProfileDraft } from './judge-profile.ts';

/** Profiles as a list: shown, made, copied (behaviour.md 2.4). */
export function tableActs(acting: Acting) {
  const { policy, now } = acting.installation;
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
      const made = await behindTheOthers(acting, { ...profile, version: 0 });
      return storeProfile(acting, made, { activity: 'admin.profileCreated', data: {} });
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
      const made = await behindTheOthers(acting, copy);
      return storeProfile(acting, made, { activity: 'admin.profileCopied', data });
    },
  };
}

/**
 * One more changes nothing for anybody. Where the strictest applies it may still move two others that are each weaker in something past
 * each other; then it comes switched off, and switching it on takes two.
 */
async function behindTheOthers(acting: Acting, made: Profile): Promise<Profile> {
  const isHarmless = !(await exposesPeople(acting, (all) => [...all, { ...made, priority: all.length }]));
  return isHarmless ? made : { ...made, enabled: false };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const base = name.slice(0, 85);
  for (let number = 1; ; number += 1) {
    const copied = number === 1 ? `${base} (copy)` : `${base} (copy ${number})`;
    if (!taken.has(copied.toLowerCase())) return copied;
  }
}
