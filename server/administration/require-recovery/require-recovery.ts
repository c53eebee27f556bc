import { z } from 'zod';
import { newId } from '../../ids.ts';
import { readSection } from '../../settings/index.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { type Asked, askSecondPerson } from '../approvals.ts';
import type { SecondPersonAct } from '../second-person-act.ts';
import { type RequirementScope, requirementScope, resolveScope } from './requirement-scope.ts';
import { createRequirementStore, type Requirement } from './requirement-store.ts';

/** Pre-flight of everybody in the preview up to here; beyond, the readiness scan knows. */
const previewedOneByOne = 200;

export interface RequirementPreview {
  readonly total: number;
  readonly unknown: readonly string[];
  /** Never required of them: disabled, or privileged: they cannot recover by themselves (D13). */
  readonly skipped: { readonly disabled: number; readonly privileged: number };
  /** Whom recovery would refuse today; null: too many to ask one by one. */
  readonly cannotRecover: number | null;
  readonly needsSecondPerson: boolean;
}

interface Order {
  readonly scope: RequirementScope;
  readonly cannotRecover: 'skip' | 'include';
  readonly notify: boolean;
}

export const requirementOrder = z.strictObject({
  scope: requirementScope,
  /** No default: either answer has a price, and an admin must choose which. */
  cannotRecover: z.enum(['skip', 'include']),
  notify: z.boolean(),
});

/** What the second person reads is how many: so many, and no more, does their word mean (D32). */
export const requireRecoveryOfMany: SecondPersonAct<Order & { readonly most: number }, Requirement> = {
  name: 'people.requireRecovery',
  payload: requirementOrder.extend({ most: z.int() }),
  perform: begin,
};

/** "Set yourself up anew": after a compromise every way into these accounts ends, and recovery is the way back (D32). */
export function requireRecoveryActs(acting: Acting) {
  const { installation, record } = acting;
  const { database, now } = installation;
  const store = createRequirementStore(installation);

  async function find(id: string): Promise<Requirement> {
    const made = await store.read(id);
    if (made === null) throw new AdminProblem(`There is no such requirement ${id}`, { code: 'notFound' });
    return made;
  }

  return {
    previewRequirement: ({ scope }: { scope: RequirementScope }) => preview(acting, scope),
    requireRecovery: async (order: Order): Promise<Asked<Requirement>> => {
      const { accounts, total } = await resolveScope(acting, order.scope);
      if (total === 0) throw new AdminProblem('This means nobody', { code: 'invalid', reason: 'nobody' });
      // Whom a list means is settled now: names may be others' by the time somebody agrees.
      const scope =
        accounts === null
          ? order.scope
          : { kind: 'people' as const, accountIds: accounts.map(({ id }) => id) };
      const aloneUpTo = await readAloneUpTo(acting);
      if (total <= aloneUpTo) {
        const alone = { ...order, scope, most: aloneUpTo };
        return { kind: 'performed', result: await database.transaction(() => begin(acting, alone)) };
      }
      const name = order.scope.kind === 'group' ? order.scope.group : `${total}`;
      return askSecondPerson(acting, {
        act: requireRecoveryOfMany,
        subject: { kind: 'people', id: subjectOf(order.scope), name, version: null },
        changes: [
          { field: 'people', before: null, after: String(total) },
          { field: 'cannotRecover', before: null, after: order.cannotRecover },
        ],
        payload: { ...order, scope, most: total },
      });
    },
    showRequirement: async ({ id }: { id: string }) => ({
      requirement: await find(id),
      tally: await store.tally(id),
    }),
    /** Whoever has had their turn has had it; nobody else will. */
    stopRequirement: async ({ id }: { id: string }) => {
      const made = await find(id);
      await database.transaction(async () => {
        if (!(await store.stop(id, now())))
          throw new AdminProblem('It is over already', { code: 'changedMeanwhile' });
        await record('admin.recoveryRequirementStopped', { requirement: id, done: made.done });
      });
      return find(id);
    },
  };
}

/** One admin alone may require it of that many people; of more, two do (D32). */
async function readAloneUpTo({ installation }: Acting): Promise<number> {
  return (await readSection(installation, 'people')).value.aloneUpTo;
}

/** In a transaction: throws, and nothing has begun, when it would be of more than `most`; a group may have grown meanwhile. */
async function begin(acting: Acting, order: Order & { readonly most: number }): Promise<Requirement> {
  const { installation, actor, record } = acting;
  const store = createRequirementStore(installation);
  const { accounts } = await resolveScope(acting, order.scope);
  const id = newId(installation.now());
  const total = await store.insert(
    {
      id,
      created_at: installation.now(),
      created_by: actor,
      scope_kind: order.scope.kind === 'group' ? 'group' : 'list',
      scope_name: order.scope.kind === 'group' ? order.scope.group : '',
      cannot_recover: order.cannotRecover,
      notify: order.notify,
    },
    (accounts ?? []).map((account) => account.id),
  );
  if (total > order.most)
    throw new AdminProblem(
      `It would mean ${total} people now, and was asked for of ${order.most}; ask anew`,
      {
        code: 'changedMeanwhile',
      },
    );
  await record('admin.recoveryRequired', { requirement: id, people: total, scope: order.scope.kind });
  return (await store.read(id))!;
}

async function preview(acting: Acting, scope: RequirementScope): Promise<RequirementPreview> {
  const { installation, journey } = acting;
  const { accounts: directory } = installation.builtInDirectory;
  const resolved = await resolveScope(acting, scope);
  const group = scope.kind === 'group' ? { group: scope.group } : null;
  const skipped =
    group === null
      ? {
          disabled: resolved.accounts!.filter(({ enabled }) => !enabled).length,
          privileged: resolved.accounts!.filter(({ enabled, roles }) => enabled && roles.length > 0).length,
        }
      : {
          disabled: await directory.countMatching({ filter: { ...group, enabled: false }, most: 10_000_000 }),
          privileged: await directory.countMatching({
            filter: { ...group, enabled: true, privileged: true },
            most: 10_000_000,
          }),
        };
  let cannotRecover: number | null = null;
  if (resolved.total <= previewedOneByOne) {
    cannotRecover = 0;
    const some = resolved.accounts ?? (await directory.search({ filter: group!, limit: previewedOneByOne }));
    for (const { id } of some) {
      const foreseen = await journey.preview(id);
      const against = foreseen?.checks.filter(({ met }) => !met).map(({ code }) => code) ?? [];
      const isSkipped = against.includes('accountDisabled') || against.includes('privileged');
      if (against.length > 0 && !isSkipped) cannotRecover += 1;
    }
  }
  const needsSecondPerson = resolved.total > (await readAloneUpTo(acting));
  return { total: resolved.total, unknown: resolved.unknown, skipped, cannotRecover, needsSecondPerson };
}

function subjectOf(scope: RequirementScope): string {
  return scope.kind === 'group' ? `group:${scope.group}` : 'list';
}
