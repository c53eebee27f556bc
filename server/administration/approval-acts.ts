import type { ApprovalRow } from '../../connectors/storage/postgres/index.ts';
import { type Acting, actAs } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';
import { type Approval, readApproval } from './approvals.ts';
import { recoveryAdministrator } from './roles.ts';
import type { SecondPersonAct } from './second-person-act.ts';
import { secondPersonActs } from './second-person-acts.ts';

/** The second person: looks at what waits, and agrees or does not (D3). */
export function approvalActs(acting: Acting) {
  const { installation, actor, record } = acting;
  const { approvals, database, now } = installation;

  async function find(id: string): Promise<ApprovalRow> {
    const row = await approvals.read(id);
    const isForged = row !== null && readApproval(installation, row) === null;
    if (isForged) await record('alarm.approvalForged', { approval: id });
    if (row === null || isForged) throw new AdminProblem(`There is no approval ${id}`, { code: 'notFound' });
    return row;
  }

  async function close(
    row: ApprovalRow,
    state: 'performed' | 'failed' | 'rejected' | 'withdrawn',
    reason = '',
  ) {
    if (await approvals.close({ id: row.id, state, by: actor, at: now(), reason })) return;
    throw new AdminProblem('This does not wait any more: somebody decided, or its three days are over', {
      reason: 'alreadyDecided',
    });
  }

  /** Agreeing is refused with an entry; where somebody uses another account of their own for it, it rings (T23). */
  async function refuseApprover(row: ApprovalRow, reason: 'ownRequest' | 'samePerson' | 'askerGone') {
    await record('admin.approvalDenied', { approval: row.id, act: row.act }, reason);
    if (reason === 'samePerson') await record('alarm.ownApprovalTried', { approval: row.id }, reason);
    throw new AdminProblem(approverProblems[reason], { reason });
  }

  async function mindWhoDecides(row: ApprovalRow): Promise<void> {
    if (row.asked_by === actor) await refuseApprover(row, 'ownRequest');
    const [asker, approver] = [await accountOf(row.asked_by), await accountOf(actor)];
    if (approver === null) throw new AdminProblem('Agree in the portal, as a named administrator');
    const isSamePerson = asker !== null && asker.employeeNumber !== '' && asker.id !== approver.id;
    if (isSamePerson && asker.employeeNumber === approver.employeeNumber)
      await refuseApprover(row, 'samePerson');
    // Whoever asked may have been found out since: what they wanted goes with their role.
    const isGone = !asker?.enabled || !asker.roles.includes(recoveryAdministrator);
    if (row.asked_by !== 'admin:host' && isGone) await refuseApprover(row, 'askerGone');
  }

  const accountOf = (who: string) => installation.builtInDirectory.accounts.read(who.replace(/^admin:/, ''));

  async function answer(id: string): Promise<Approval> {
    return readApproval(installation, await find(id))!.approval;
  }

  return {
    listApprovals: async (request: { waiting: boolean; limit: number; before?: string }) =>
      (await approvals.list(request)).flatMap((row) => readApproval(installation, row)?.approval ?? []),
    showApproval: ({ id }: { id: string }) => answer(id),

    /** Performs it now, in one transaction with the agreement. What cannot be done any more is closed with its reason. */
    approve: async ({ id }: { id: string }) => {
      const row = await find(id);
      await mindWhoDecides(row);
      try {
        const tidyUp = await database.transaction(async () => {
          await close(row, 'performed');
          await record('admin.approvalGiven', { approval: id, act: row.act, askedBy: row.asked_by });
          return performSealed(acting, row);
        });
        await tidyUp();
      } catch (cause) {
        if (!(cause instanceof AdminProblem) || cause.reason === 'alreadyDecided') throw cause;
        const reason = cause.reason === '' ? cause.code : cause.reason;
        await database.transaction(async () => {
          await close(row, 'failed', reason);
          await record('admin.approvalFailed', { approval: id, act: row.act, reason });
        });
      }
      return answer(id);
    },
    reject: async ({ id, reason }: { id: string; reason: string }) => {
      const row = await find(id);
      if (row.asked_by === actor)
        throw new AdminProblem('Withdraw what you asked for yourself', { reason: 'ownRequest' });
      await database.transaction(async () => {
        await close(row, 'rejected', reason);
        await record('admin.approvalRejected', { approval: id, act: row.act, askedBy: row.asked_by });
      });
      return answer(id);
    },
    withdraw: async ({ id }: { id: string }) => {
      const row = await find(id);
      if (row.asked_by !== actor)
        throw new AdminProblem('Only who asked can withdraw it; you can reject it', {
          reason: 'notYourRequest',
        });
      await database.transaction(async () => {
        await close(row, 'withdrawn');
        await record('admin.approvalWithdrawn', { approval: id, act: row.act });
      });
      return answer(id);
    },
  };
}

const approverProblems = {
  ownRequest: 'You asked for this yourself; another administrator has to agree',
  samePerson:
    'You asked for this with another account (the employee number is the same); another person has to agree',
  askerGone: 'Whoever asked for this is no Recovery Administrator any more; reject it, and ask anew',
} as const;

/** The deed is whoever's who asked; the entry says who agreed. Returns what is left to do once it stands. */
async function performSealed(acting: Acting, row: ApprovalRow): Promise<() => Promise<unknown>> {
  const act = secondPersonActs.find((each) => each.name === row.act) as SecondPersonAct<unknown> | undefined;
  const asAsker = actAs(acting, row.asked_by);
  const { payload } = readApproval(acting.installation, row)!;
  const parsed = act?.payload.safeParse(payload);
  if (act === undefined || !parsed?.success)
    throw new AdminProblem('This was asked for under another version of Regain', { reason: 'outdated' });
  const byBoth: Acting = {
    ...asAsker,
    recordEach: (activity, each) =>
      asAsker.recordEach(
        activity,
        each.map((data) => ({ ...data, approval: row.id, approvedBy: acting.actor })),
      ),
    record: (activity, data, code) =>
      asAsker.record(activity, { ...data, approval: row.id, approvedBy: acting.actor }, code),
  };
  await act.perform(byBoth, parsed.data, [row.asked_by, acting.actor]);
  return async () => act.afterwards?.(asAsker, parsed.data);
}
