import { z } from 'zod';
import { type AccountChanges, type DirectoryAccount, matchingAttributes } from '../../../directory/index.ts';
import { readSection } from '../../settings/index.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { type Asked, askSecondPerson } from '../approvals.ts';
import { changedMeanwhile } from '../change-organisation.ts';
import { recoveryAdministrator } from '../roles.ts';
import type { ApprovalChange, SecondPersonAct } from '../second-person-act.ts';
import { type PersonChanges, parseFields, personChanges } from './person-fields.ts';

interface Edit {
  readonly id: string;
  readonly expectedVersion: number;
  readonly changes: PersonChanges;
}

export interface EditedPerson {
  readonly version: number;
  /** Until when this edit holds recovery, epoch milliseconds; null: it touched nothing that is matched (D34). */
  readonly heldUntil: number | null;
}

/** Changing a person who holds a role takes two: whoever may rewrite an admin may become one (D34, T23). */
export const editPrivilegedPerson: SecondPersonAct<Edit, EditedPerson> = {
  name: 'person.edit',
  payload: z.strictObject({
    id: z.string(),
    expectedVersion: z.int(),
    changes: personChanges,
  }) as z.ZodType<Edit>,
  perform: (acting, edit) => applyEdit(acting, edit),
};

/** Changes attributes of a person. An edit of what a recovery matches starts a hold, and an undo is an edit (D34, T10). */
export async function editPerson(
  acting: Acting,
  { id, expectedVersion, changes }: { id: string; expectedVersion: number; changes: unknown },
): Promise<Asked<EditedPerson>> {
  const { installation } = acting;
  const account = await findPerson(acting, id);
  if (account.version !== expectedVersion) throw changedMeanwhile();
  const parsed = parseFields(personChanges, changes);
  await refuseTakenName(acting, account, parsed);
  await refuseLockOut(acting, account, parsed);
  const edit = { id: account.id, expectedVersion, changes: parsed };
  if (account.roles.length === 0 || isHarmless(account, parsed))
    return {
      kind: 'performed',
      result: await installation.database.transaction(() => applyEdit(acting, edit)),
    };
  return askSecondPerson(acting, {
    act: editPrivilegedPerson,
    subject: { kind: 'account', id: account.id, name: account.accountName, version: account.version },
    changes: changesOf(account, parsed),
    payload: edit,
  });
}

async function applyEdit(acting: Acting, { id, expectedVersion, changes }: Edit): Promise<EditedPerson> {
  const { builtInDirectory, now } = acting.installation;
  const before = await findPerson(acting, id);
  await refuseTakenName(acting, before, changes);
  await refuseLockOut(acting, before, changes);
  const edited = await builtInDirectory.accounts.editVersion({
    id,
    expectedVersion,
    by: acting.actor,
    holdHours: await readHoldHours(acting),
    changes: toAccountChanges(changes),
  });
  if (edited === null) throw notThere(id);
  if (edited === 'changedMeanwhile') throw changedMeanwhile();
  const changed = changesOf(before, changes).map(({ field }) => field);
  const held = matchingAttributes.some((attribute) => changed.includes(attribute));
  await acting.record('admin.accountEdited', { account: id, changed: changed.join(','), held });
  if (changed.includes('enabled'))
    await acting.record(edited.enabled ? 'admin.accountEnabled' : 'admin.accountDisabled', { account: id });
  const isHeld = edited.attributeHoldUntil !== null && edited.attributeHoldUntil > now();
  return { version: edited.version, heldUntil: held && isHeld ? edited.attributeHoldUntil : null };
}

/** As the organisation has it at this moment; an edit that waited for a second person is held by it too (D34). */
export async function readHoldHours({ installation }: Acting): Promise<number> {
  return (await readSection(installation, 'people')).value.holdHours;
}

/** What differs from the record, as a second person reads it. */
export function changesOf(account: DirectoryAccount, changes: PersonChanges): ApprovalChange[] {
  const before: Record<string, unknown> = { ...account, mails: account.mails.map(({ mail }) => mail) };
  return Object.entries(changes)
    .map(([field, after]) => ({ field, before: asText(before[field]), after: asText(after) }))
    .filter((change) => change.before !== change.after);
}

export async function findPerson({ installation }: Acting, id: string): Promise<DirectoryAccount> {
  const account = await installation.builtInDirectory.accounts.read(id);
  if (account === null) throw notThere(id);
  return account;
}

/** Would nobody be left who can administer? Only the host could undo that. */
export async function refuseLockOut(
  { installation, actor }: Acting,
  account: DirectoryAccount,
  after: { readonly enabled?: boolean | undefined; readonly roles?: readonly string[] },
): Promise<void> {
  const isAdmin = account.enabled && account.roles.includes(recoveryAdministrator);
  const stays = after.enabled !== false && (after.roles ?? account.roles).includes(recoveryAdministrator);
  if (!isAdmin || stays) return;
  if (actor === `admin:${account.id}` && after.enabled === false)
    throw new AdminProblem('You cannot disable yourself; another administrator can', { reason: 'yourself' });
  const others = await installation.builtInDirectory.accounts.search({
    filter: { role: recoveryAdministrator, enabled: true },
    limit: 2,
  });
  if (others.every(({ id }) => id === account.id))
    throw new AdminProblem(
      'This is the last Recovery Administrator who can sign in; name another one first',
      {
        reason: 'lastAdministrator',
      },
    );
}

async function refuseTakenName(
  { installation }: Acting,
  account: DirectoryAccount,
  { accountName }: PersonChanges,
): Promise<void> {
  if (accountName === undefined || accountName === account.accountName) return;
  if (await isNameTaken(installation.builtInDirectory, accountName, account.id)) throw nameTaken(accountName);
}

export async function isNameTaken(
  { accounts }: Acting['installation']['builtInDirectory'],
  accountName: string,
  exceptId?: string,
): Promise<boolean> {
  const [holder] = await accounts.readByNames([accountName]);
  return holder !== undefined && holder.id !== exceptId;
}

export function nameTaken(accountName: string): AdminProblem {
  return new AdminProblem(`${accountName} is taken`, {
    code: 'invalid',
    fields: [{ field: 'accountName', code: 'taken', message: 'is taken by another account' }],
  });
}

/** An edit of these touches what an admin is recognised by, or signs in and is told by (D34). */
export function changesPrivileged(changes: PersonChanges & { readonly groups?: unknown }): boolean {
  return Object.keys(changes).some((field) => field !== 'country' && field !== 'groups');
}

/** Only what is given; mails are confirmed by the admin who writes them (D13). */
export function toAccountChanges(
  changes: PersonChanges & { readonly groups?: readonly string[] | undefined },
): AccountChanges {
  const { mails, ...plain } = changes;
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined));
  return {
    ...given,
    ...(mails !== undefined && { mails: mails.map((mail) => ({ mail, confirmed: true })) }),
  };
}

/** An admin may lose access without a second person, and change what neither matches nor signs in. */
function isHarmless(account: DirectoryAccount, changes: PersonChanges): boolean {
  return changesOf(account, changes).every(
    ({ field, after }) => field === 'country' || (field === 'enabled' && after === 'false'),
  );
}

function asText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? value.join(', ') : String(value);
}

const notThere = (id: string) => new AdminProblem(`There is no account ${id}`, { code: 'notFound' });
