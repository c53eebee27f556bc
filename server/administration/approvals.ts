import { randomBytes } from 'node:crypto';
import type { ApprovalRow, ApprovalState } from '../../connectors/storage/postgres/index.ts';
import { open, seal } from '../../recovery/journey/index.ts';
import { newId } from '../ids.ts';
import type { Installation } from '../installation.ts';
import type { Acting } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';
import type { ApprovalChange, ApprovalSubject, SecondPersonAct } from './second-person-act.ts';
import { tellApprovers } from './tell-approvers.ts';

/** How long something waits for a second person. */
export const approvalLifetimeMs = 72 * 60 * 60_000;

/** What one admin asked for and another one may agree to. */
export interface Approval {
  readonly id: string;
  readonly act: string;
  readonly subject: ApprovalSubject;
  readonly changes: readonly ApprovalChange[];
  /** `admin:<account id>`, or `admin:host`. */
  readonly askedBy: string;
  /** Epoch milliseconds. */
  readonly askedAt: number;
  readonly expiresAt: number;
  readonly state: ApprovalState;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly reason: string;
}

export type Asked<Result> =
  | { readonly kind: 'performed'; readonly result: Result }
  | { readonly kind: 'pending'; readonly approval: Approval };

/** Performs an act at once, or, where the organisation requires a second person, keeps it until one agrees (D3). */
export async function askSecondPerson<Payload, Result>(
  acting: Acting,
  request: {
    readonly act: SecondPersonAct<Payload, Result>;
    readonly subject: ApprovalSubject;
    readonly changes: readonly ApprovalChange[];
    readonly payload: Payload;
    /** Takes two whatever the organisation says (D36). */
    readonly alwaysTwo?: boolean;
  },
): Promise<Asked<Result>> {
  const { installation, actor, record } = acting;
  const { act, subject, changes, payload } = request;
  return await installation.database.transaction(async () => {
    const organisation = await installation.policy.readOrganisation();
    // Only the very word "false" lets one person do alone what takes two.
    if (organisation?.secondPersonRequired === false && request.alwaysTwo !== true)
      return { kind: 'performed', result: await act.perform(acting, payload, [actor]) } as const;
    await expireApprovals(installation);
    const now = installation.now();
    const about = {
      id: newId(now),
      act: act.name,
      asked_by: actor,
      asked_at: now,
      expires_at: now + approvalLifetimeMs,
    };
    const row: ApprovalRow = {
      ...about,
      subject: `${subject.kind}:${subject.id}`,
      sealed: seal({
        key: installation.keys.derive('approval'),
        boundTo: bindingOf(about),
        text: JSON.stringify({ subject, changes, payload }),
        randomBytes,
      }),
      state: 'pending',
      decided_by: null,
      decided_at: null,
      reason: '',
    };
    if (!(await installation.approvals.insert(row)))
      throw new AdminProblem('This waits for a second person already', { reason: 'approvalPending' });
    await tellApprovers(acting, now);
    await record('admin.approvalAsked', { approval: row.id, act: row.act, subject: row.subject });
    return { kind: 'pending', approval: readApproval(installation, row)!.approval } as const;
  });
}

/**
 * Opens what lies sealed. What the second person is shown and what will be performed come out of one box, bound to who asked
 * and until when: nobody who writes to the database can put other words, or another act, in front of them (T23). Null: forged.
 */
export function readApproval(
  { keys, now }: Pick<Installation, 'keys' | 'now'>,
  row: ApprovalRow,
): { readonly approval: Approval; readonly payload: unknown } | null {
  const opened = openSealed(keys.derive('approval'), row);
  if (opened === null) return null;
  const { subject, changes, payload } = JSON.parse(opened) as Pick<Approval, 'subject' | 'changes'> & {
    readonly payload: unknown;
  };
  const isOver = row.state === 'pending' && row.expires_at <= now();
  const approval = {
    id: row.id,
    act: row.act,
    subject,
    changes,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    state: isOver ? 'expired' : row.state,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    reason: row.reason,
  } as const;
  return { approval, payload };
}

/** Closes what waited too long, with an entry each. For a job, and before each new question. */
export async function expireApprovals({
  approvals,
  audit,
  database,
  now,
}: Pick<Installation, 'approvals' | 'audit' | 'database' | 'now'>): Promise<void> {
  await database.transaction(async () => {
    for (const { id, act } of await approvals.expire(now()))
      await audit.append({
        chain: 'administration',
        at: now(),
        activity: 'admin.approvalExpired',
        result: 'failed',
        code: '',
        actor: 'system',
        data: { approval: id, act },
      });
  });
}

function bindingOf(row: Pick<ApprovalRow, 'id' | 'act' | 'asked_by' | 'asked_at' | 'expires_at'>): string {
  return ['approval', row.id, row.act, row.asked_by, row.asked_at, row.expires_at].join('|');
}

function openSealed(key: Uint8Array, row: ApprovalRow): string | null {
  try {
    return open({ key, boundTo: bindingOf(row), sealed: row.sealed });
  } catch {
    return null;
  }
}
