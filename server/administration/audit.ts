import { type AuditVerification, verifyAudit } from '../../recovery/audit/index.ts';
import type { Installation } from '../installation.ts';
import { createReceiptKey, type Receipt, verifyReceipt } from '../receipts/index.ts';
import type { Acting } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';

/** One verification of the whole record, under way or over. */
export interface VerificationWork {
  readonly state: 'running' | 'done' | 'failed';
  readonly startedBy: string;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  /** Entries looked at so far. */
  readonly done: number;
  readonly total: number;
  /** Null while it runs, and when it failed. */
  readonly result: AuditVerification | null;
}

/** `receipt` null: nothing that this installation signed. */
export interface CheckedReceipt {
  readonly receipt: Receipt | null;
  /** The entry it was made at stands in the record, unchanged. */
  readonly recordHolds: boolean;
}

/** The last verification of each opened installation. What it found stands in the record too; only the list of flaws is kept here. */
const works = new WeakMap<Installation, VerificationWork>();

/** Proving the record and taking it along. */
export function auditActs(acting: Acting) {
  const { installation, actor, record, onBackgroundFailure } = acting;
  const { audit, keys, now } = installation;
  const verify = (more: { expectedHead?: string; onProgress?: (entries: number) => void }) =>
    verifyAudit({ store: audit, publicKey: keys.auditPublicKey, ...more });
  const note = ({ entries, checkpoints, flawsInAll, head }: AuditVerification) =>
    record('admin.auditVerified', { entries, checkpoints, flaws: flawsInAll, head });

  return {
    verifyAudit: (request: { expectedHead?: string }) => verify(request),
    /** Goes on after the answer; one at a time, whoever asks. */
    startVerification: async (request: { expectedHead?: string }): Promise<VerificationWork> => {
      if (works.get(installation)?.state === 'running')
        throw new AdminProblem('A verification is under way; its result will serve you too', {
          reason: 'verificationRunning',
        });
      const begun: VerificationWork = {
        ...{ state: 'running', startedBy: actor, startedAt: now(), finishedAt: null, done: 0, result: null },
        total: await audit.countEntries(),
      };
      works.set(installation, begun);
      void carryOn(begun, request);
      return begun;
    },
    readVerification: (): VerificationWork | null => works.get(installation) ?? null,
    /** Is this a receipt of ours, and does the record still say what it says? */
    checkReceipt: async ({ receipt: text }: { receipt: string }): Promise<CheckedReceipt> => {
      const { publicJwk } = createReceiptKey(keys.derive('receipt'));
      const receipt = await verifyReceipt(text, [publicJwk]);
      if (receipt === null) return { receipt: null, recordHolds: false };
      const { sequence, hash } = receipt.record;
      const [held] = await audit.readHashes([{ chain: receipt.jti, sequence }]);
      return { receipt, recordHolds: held?.hash === hash };
    },
    noteAuditExport: (what: { filtered: boolean }) => record('admin.auditExported', { ...what }),
  };

  async function carryOn(begun: VerificationWork, request: { expectedHead?: string }): Promise<void> {
    try {
      const onProgress = (done: number) =>
        works.set(installation, { ...begun, done, total: Math.max(begun.total, done) });
      const result = await verify({ ...request, onProgress });
      await note(result);
      const { entries } = result;
      works.set(installation, {
        ...begun,
        ...{ state: 'done', finishedAt: now(), done: entries, total: entries, result },
      });
    } catch (cause) {
      works.set(installation, { ...begun, state: 'failed', finishedAt: now() });
      onBackgroundFailure?.({ work: 'auditVerification', cause });
    }
  }
}
