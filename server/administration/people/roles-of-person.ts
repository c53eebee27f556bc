import { z } from 'zod';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { type Asked, askSecondPerson } from '../approvals.ts';
import { changedMeanwhile } from '../change-organisation.ts';
import { type AdminRole, adminRoles } from '../roles.ts';
import type { SecondPersonAct } from '../second-person-act.ts';
import { findPerson, refuseLockOut } from './edit-person.ts';

interface RoleChange {
  readonly id: string;
  readonly expectedVersion: number;
  readonly roles: readonly AdminRole[];
}

/** Giving somebody a role takes two (T23). To take one away takes nobody else. */
export const giveRoles: SecondPersonAct<RoleChange, { version: number }> = {
  name: 'person.roles',
  payload: z.strictObject({
    id: z.string(),
    expectedVersion: z.int(),
    roles: z.array(z.enum(adminRoles)),
  }),
  perform: applyRoles,
};

export async function setRoles(acting: Acting, change: RoleChange): Promise<Asked<{ version: number }>> {
  const account = await findPerson(acting, change.id);
  if (account.version !== change.expectedVersion) throw changedMeanwhile();
  await refuseLockOut(acting, account, change);
  const gains = change.roles.some((role) => !account.roles.includes(role));
  if (!gains)
    return {
      kind: 'performed',
      result: await acting.installation.database.transaction(() => applyRoles(acting, change)),
    };
  // Not even with a second person's consent: who shares power is not the one to take more of it.
  if (acting.actor === `admin:${account.id}`)
    throw new AdminProblem('You cannot give yourself a role; another administrator can', {
      reason: 'yourself',
    });
  if (!account.enabled) throw new AdminProblem('This account is disabled', { reason: 'accountDisabled' });
  return askSecondPerson(acting, {
    act: giveRoles,
    subject: { kind: 'account', id: account.id, name: account.accountName, version: account.version },
    changes: [{ field: 'roles', before: asText(account.roles), after: asText(change.roles) }],
    payload: change,
  });
}

async function applyRoles(acting: Acting, change: RoleChange): Promise<{ version: number }> {
  const account = await findPerson(acting, change.id);
  await refuseLockOut(acting, account, change);
  const edited = await acting.installation.builtInDirectory.accounts.editVersion({
    id: change.id,
    expectedVersion: change.expectedVersion,
    by: acting.actor,
    changes: { roles: change.roles },
  });
  if (edited === null || edited === 'changedMeanwhile') throw changedMeanwhile();
  await acting.record('admin.rolesChanged', {
    account: change.id,
    before: account.roles.join(','),
    after: edited.roles.join(','),
  });
  return { version: edited.version };
}

const asText = (roles: readonly string[]): string | null => (roles.length === 0 ? null : roles.join(', '));
