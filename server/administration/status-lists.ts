import type { TrustAnchor } from '../../recovery/policy/index.ts';
import type { StatusListReport } from '../../recovery/steps/presentation/index.ts';
import type { Acting } from './acting.ts';

/** `due`: it is fetched anew when the next credential names it. `failing`: credentials that name it are refused (T7). */
export type StatusListState = 'fresh' | 'due' | 'failing';

const day = 24 * 60 * 60_000;
const refusedWithin = 7 * day;
/** More than this is told as this. */
const refusedAtMost = 100;

/** The lists that say what was revoked, as credentials made Regain look at them. Reads only; nothing here is about a person. */
export function statusListActs({ installation }: Acting) {
  const { statusListHealth, policy, auditRecord } = installation;
  return {
    listStatusLists: async () => {
      const now = installation.now();
      const anchors = (await policy.readOrganisation())?.trustAnchors ?? [];
      const items = (await statusListHealth.list()).map((health) => ({
        ...health,
        // Only `createStatusListNotes` writes it.
        problem: health.problem as StatusListReport['problem'],
        anchorName: nameOf(anchors, health.anchorId),
        state: stateOf(health, now),
      }));
      const from = now - refusedWithin;
      const refused = await auditRecord.searchEntries({
        filter: { activity: 'presentation.answerRefused', code: 'statusUnavailable', from },
        limit: refusedAtMost,
      });
      return {
        items,
        refused: {
          recoveries: new Set(refused.map(({ chain }) => chain)).size,
          isMore: refused.length === refusedAtMost,
          from,
        },
      };
    },
  };
}

function nameOf(anchors: readonly TrustAnchor[], id: string): string | null {
  return anchors.find((anchor) => anchor.id === id)?.name ?? null;
}

function stateOf(
  health: { readonly problem: string | null; readonly held: { readonly keptUntil: number } | null },
  now: number,
): StatusListState {
  if (health.problem !== null) return 'failing';
  return health.held !== null && health.held.keptUntil > now ? 'fresh' : 'due';
}
