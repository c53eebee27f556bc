import type { DirectoryAccount } from '../../../directory/index.ts';
import type { Acting } from '../acting.ts';
import { readHoldHours, readWhoGetsIn, toAccountChanges } from '../people/index.ts';
import { type PersonValues, standsAsWritten } from './compare-person.ts';
import { editAsJudged } from './edit-as-judged.ts';
import { notUndone, type PeopleImport, type Undone } from './import.ts';
import { removeFile } from './import-file.ts';
import type { AppliedChange, ImportStore } from './import-store.ts';
import { getsInBy, leavesGroup } from './judge-rows.ts';

const undoneAtOnce = 500;

/** Stopped by an admin in this very moment: then nothing of this batch happened. */
export class Stopped extends Error {}

/** Restores what the import changed and nobody has changed since. Holds stay, and an undo starts its own (D34). */
export async function undoSome(acting: Acting, store: ImportStore, made: PeopleImport): Promise<void> {
  const { database, now } = acting.installation;
  await database
    .transaction(async () => {
      const changes = await store.readChangesToUndo(made.id, undoneAtOnce);
      const outcomes = await undoMany(acting, made, changes);
      const counts = { ...made.counts };
      for (const [how, lines] of Map.groupBy(changes, ({ line }) => outcomes.get(line)!)) {
        await store.markUndone(
          made.id,
          lines.map(({ line }) => line),
          how,
        );
        if ((notUndone as readonly string[]).includes(how)) counts.notUndone += lines.length;
        else counts.undone += lines.length;
      }
      if (!(await store.advance({ ...made, counts, now: now() }))) throw new Stopped();
      if (changes.length === undoneAtOnce) return;
      await store.move({ id: made.id, from: ['undoing'], to: 'undone', now: now() });
      const { undone, notUndone: left } = counts;
      await acting.record('admin.importUndone', { import: made.id, undone, notUndone: left });
      await removeFile(acting.installation, made.id);
    })
    .catch((cause: unknown) => {
      if (!(cause instanceof Stopped)) throw cause;
    });
}

/** What becomes of each line. New people go all at once; who was changed before is restored one by one, as they were changed. */
async function undoMany(
  acting: Acting,
  made: PeopleImport,
  changes: readonly AppliedChange[],
): Promise<ReadonlyMap<number, Undone>> {
  const { builtInDirectory, policy } = acting.installation;
  const { accounts } = builtInDirectory;
  const { excludedGroups } = (await policy.readOrganisation())!;
  const holdHours = await readHoldHours(acting);
  const getsIn = await readWhoGetsIn(acting);
  const known = new Map(
    (await accounts.readMany(changes.map(({ accountId }) => accountId))).map((each) => [each.id, each]),
  );
  const outcomes = new Map<number, Undone>();
  const restored: { account: string; changed: string; import: string }[] = [];
  const added: AppliedChange[] = [];
  for (const change of changes) {
    const { line, accountId } = change;
    const account = known.get(accountId);
    const refused = refuse(account, change, excludedGroups);
    if (refused !== null) outcomes.set(line, refused);
    else if (change.before === null) added.push(change);
    else {
      const before: PersonValues = JSON.parse(change.before);
      await editAsJudged(acting, {
        ...{ account: account!, changes: toAccountChanges(before), holdHours },
        getsIn: getsInBy(account!, before, getsIn),
      });
      restored.push({ account: accountId, changed: Object.keys(before).join(','), import: made.id });
      outcomes.set(line, 'restored');
    }
  }
  const removed = new Set(await accounts.removeUnused(added.map(({ accountId }) => accountId)));
  for (const { line, accountId } of added) outcomes.set(line, removed.has(accountId) ? 'removed' : 'inUse');
  await acting.recordEach('admin.accountEdited', restored);
  await acting.recordEach(
    'admin.accountRemoved',
    [...removed].map((account) => ({ account, import: made.id })),
  );
  return outcomes;
}

/** Null: it can be undone. */
function refuse(
  account: DirectoryAccount | undefined,
  change: AppliedChange,
  excludedGroups: readonly string[],
): Undone | null {
  if (account === undefined) return 'gone';
  if (account.roles.length > 0) return 'privileged';
  if (!standsAsWritten(account, JSON.parse(change.after))) return 'changedSince';
  // To let somebody out of an excluded group takes two (D34).
  if (change.before !== null && leavesGroup(account, JSON.parse(change.before), excludedGroups))
    return 'excluded';
  return null;
}
