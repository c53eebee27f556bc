import type { Acting } from '../acting.ts';

/** Recoveries under a deleted profile end like any that was not confirmed. The safety check before a grant refuses them anyhow. */
export async function endRecoveriesUnder(
  { installation, journey, actor }: Acting,
  profileId: string,
): Promise<number> {
  let ended = 0;
  for (;;) {
    const open = await installation.store.findOpenUnder(profileId);
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
