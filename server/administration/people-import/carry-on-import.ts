import type { Acting, AdministrationParts } from '../acting.ts';
import { actAs } from '../acting.ts';
import { readHoldHours, readWhoGetsIn, toAccountChanges } from '../people/index.ts';
import { recoveryAdministrator } from '../roles.ts';
import { editAsJudged } from './edit-as-judged.ts';
import { type FileProblem, type ImportCounts, noCounts, type PeopleImport } from './import.ts';
import { importFile } from './import-file.ts';
import { type AppliedChange, createImportStore, type ImportStore } from './import-store.ts';
import { addCounts, type JudgedRows, judgeRows } from './judge-rows.ts';
import { readTable, TableProblem, type TableRow } from './read-table.ts';
import { Stopped, undoSome } from './undo-import.ts';

const linesAtOnce = 500;
/** A fault may pass: a database that restarts. What breaks so often in a row is broken, and must not keep others waiting for ever. */
const mostFaults = 5;

interface OpenFile {
  readonly of: string;
  readonly rows: AsyncGenerator<TableRow>;
  bytesRead: number;
}

/**
 * Goes on with the import that is under way, a few hundred lines at a time, each in one transaction with where it stands: cut off
 * anywhere, it goes on with the next line, and no line is applied twice. The file stays open between two calls; after a restart
 * it is read again up to where it was.
 */
export function createImportWorker(parts: AdministrationParts) {
  const { installation } = parts;
  const store = createImportStore(installation);
  let open: OpenFile | null = null;
  let faults = { of: '', count: 0 };

  async function rowsOf(made: PeopleImport): Promise<OpenFile> {
    // A dry run begun anew is another reading of the same file.
    const of = `${made.id} ${made.state} ${JSON.stringify(made.options)}`;
    if (open?.of === of && made.records > 0) return open;
    await open?.rows.return(undefined);
    const opened: OpenFile = { of, bytesRead: 0, rows: undefined as never };
    const rows = readTable({
      file: importFile(installation, made.id),
      encoding: made.options!.encoding,
      delimiter: made.options!.delimiter,
      onBytes: (count) => {
        opened.bytesRead += count;
      },
    });
    Object.assign(opened, { rows });
    open = opened;
    // The header, and what is through already.
    await take(rows, made.records + 1);
    return opened;
  }

  async function close(): Promise<void> {
    await open?.rows.return(undefined);
    open = null;
  }

  /** Does a piece of work; true: there may be more. */
  async function step(): Promise<boolean> {
    const made = await store.findUnderWay();
    if (made === null) return false;
    const acting = actAs(parts, made.createdBy);
    if (made.state !== 'undoing' && !(await isStillAdmin(acting))) {
      await close();
      await giveUp(acting, store, { made, problem: { code: 'uploaderGone', line: 0 } });
      return true;
    }
    try {
      await (made.state === 'undoing' ? undoSome(acting, store, made) : carryOn(acting, made));
      faults = { of: '', count: 0 };
    } catch (cause) {
      await close();
      const problem = problemOf(made, cause);
      if (problem !== null) await giveUp(acting, store, { made, problem });
      if (!(cause instanceof TableProblem)) throw cause;
    }
    return true;
  }

  async function carryOn(acting: Acting, made: PeopleImport): Promise<void> {
    const file = await rowsOf(made);
    const rows = await take(file.rows, linesAtOnce);
    const passed = { made, rows, bytesRead: rows.length < linesAtOnce ? made.size : file.bytesRead };
    const isOn = await (made.state === 'checking'
      ? checkSome(acting, store, passed)
      : applySome(acting, store, passed));
    if (!isOn || rows.length < linesAtOnce) await close();
  }

  /** Null: it may pass, and is tried again. */
  function problemOf(made: PeopleImport, cause: unknown): FileProblem | null {
    if (cause instanceof TableProblem) return { code: cause.code, line: cause.line };
    const of = `${made.id} ${made.state}`;
    faults = { of, count: faults.of === of ? faults.count + 1 : 1 };
    return faults.count < mostFaults ? null : { code: 'failed', line: 0 };
  }

  return {
    close,
    /** For the job: works for about as long as that, and leaves the rest for the next time. */
    run: async ({ forMs }: { readonly forMs: number }): Promise<void> => {
      const until = performance.now() + forMs;
      while ((await step()) && performance.now() < until);
    },
  };
}

/**
 * It is done in the name of whoever uploaded it, for hours where the list is long. Somebody who was found out meanwhile must not go
 * on changing people (T23); what they have done can be undone all the same.
 */
async function isStillAdmin({ installation, actor }: Acting): Promise<boolean> {
  const account = await installation.builtInDirectory.accounts.read(actor.replace(/^admin:/, ''));
  return account?.enabled === true && account.roles.includes(recoveryAdministrator);
}

/** Ends the pass where it is, and says why: it waits for an admin, and nobody waits for it. */
async function giveUp(
  { installation }: Acting,
  store: ImportStore,
  { made, problem }: { readonly made: PeopleImport; readonly problem: FileProblem },
): Promise<void> {
  const { audit, database, now } = installation;
  const isDryRun = made.state === 'checking';
  const to = isDryRun ? 'broken' : made.state === 'undoing' ? 'undoStopped' : 'stopped';
  await database.transaction(async () => {
    const moved = await store.move({
      ...{ id: made.id, from: [made.state], to, now: now() },
      set: { problem: JSON.stringify(problem) },
    });
    if (!moved || isDryRun) return;
    await audit.append({
      ...{ chain: 'administration', at: now(), activity: 'admin.importStopped', result: 'failed' },
      ...{ code: '', actor: 'system', data: { import: made.id, problem: problem.code } },
    });
  });
}

interface Passed {
  readonly made: PeopleImport;
  readonly rows: readonly TableRow[];
  readonly bytesRead: number;
}

/** False: an admin stopped it meanwhile. */
async function checkSome(acting: Acting, store: ImportStore, passed: Passed): Promise<boolean> {
  const { database, now } = acting.installation;
  const { made, rows } = passed;
  return database.transaction(async () => {
    const judged = await judge(acting, store, passed);
    await store.addProblems(made.id, judged.problems, made.counts.problems);
    const counts = addCounts(made.counts, rows.length, judged);
    if (!(await moveOn(store, passed, counts, now()))) return false;
    if (rows.length === linesAtOnce) return true;
    return counts.rows === 0
      ? store.move({
          ...{ id: made.id, from: ['checking'], to: 'broken', now: now() },
          set: { problem: JSON.stringify({ code: 'empty', line: 0 }) },
        })
      : store.move({ id: made.id, from: ['checking'], to: 'checked', now: now() });
  });
}

async function applySome(acting: Acting, store: ImportStore, passed: Passed): Promise<boolean> {
  const { database, now } = acting.installation;
  const { made, rows } = passed;
  return database
    .transaction(async () => {
      const judged = await judge(acting, store, passed);
      const changes = await apply(acting, made, judged);
      await store.addChanges(made.id, changes);
      const counts: ImportCounts = {
        ...made.counts,
        appliedCreated: made.counts.appliedCreated + judged.created.length,
        appliedChanged: made.counts.appliedChanged + judged.changed.length,
      };
      // Stopped in this very moment: then nothing of these lines happened.
      if (!(await moveOn(store, passed, counts, now()))) throw new Stopped();
      if (rows.length === linesAtOnce) return true;
      await store.move({ id: made.id, from: ['applying'], to: 'applied', now: now() });
      const { appliedCreated, appliedChanged } = counts;
      await acting.record('admin.importApplied', { import: made.id, appliedCreated, appliedChanged });
      if (database.engine === 'embedded') await acting.installation.builtInDirectory.refreshStatistics();
      return true;
    })
    .catch((cause: unknown) => {
      if (cause instanceof Stopped) return false;
      throw cause;
    });
}

const judge = async (
  { installation }: Acting,
  store: ImportStore,
  { made, rows }: Passed,
): Promise<JudgedRows> =>
  judgeRows({
    rows,
    getsIn: await readWhoGetsIn({ installation }),
    excludedGroups: (await installation.policy.readOrganisation())!.excludedGroups,
    options: made.options!,
    claimNames: (claimed) => store.claimNames(made.id, claimed),
    readByNames: (names) => installation.builtInDirectory.accounts.readByNames(names),
  });

const moveOn = (store: ImportStore, { made, rows, bytesRead }: Passed, counts: ImportCounts, now: number) =>
  store.advance({
    ...{ id: made.id, state: made.state, counts, bytesRead, now },
    records: made.records + rows.length,
  });

async function apply(acting: Acting, made: PeopleImport, judged: JudgedRows): Promise<AppliedChange[]> {
  const { accounts } = acting.installation.builtInDirectory;
  const ids = await accounts.createMany(
    judged.created.map(({ person }) => ({
      accountName: person.accountName,
      givenName: person.givenName ?? '',
      surname: person.surname ?? '',
      ...toAccountChanges(person),
    })),
  );
  const done: AppliedChange[] = judged.created.map(({ line, person }, index) => {
    const { accountName: _name, ...after } = person;
    return { line, accountId: ids[index]!, before: null, after: JSON.stringify(after) };
  });
  // One entry a person, like every change of theirs: the list of an import is forgotten after a month, the record is not (D35).
  await acting.recordEach(
    'admin.accountAdded',
    ids.map((account) => ({ account, import: made.id })),
  );
  const holdHours = await readHoldHours(acting);
  for (const { line, account, before, after, held, getsIn } of judged.changed) {
    await editAsJudged(acting, { account, changes: toAccountChanges(after), holdHours, getsIn });
    const changed = Object.keys(after).join(',');
    await acting.record('admin.accountEdited', { account: account.id, changed, held, import: made.id });
    done.push({
      ...{ line, accountId: account.id },
      ...{ before: JSON.stringify(before), after: JSON.stringify(after) },
    });
  }
  return done;
}

async function take(rows: AsyncGenerator<TableRow>, most: number): Promise<TableRow[]> {
  const taken: TableRow[] = [];
  while (taken.length < most) {
    const { value, done } = await rows.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

/** What a dry run starts from. */
export const untouched = {
  bytes_read: 0,
  records: 0,
  counts: JSON.stringify(noCounts),
  problem: null,
} as const;
