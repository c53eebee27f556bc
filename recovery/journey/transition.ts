import type { NewAuditEntry } from '../audit/index.ts';
import type { Fault } from '../outcome.ts';
import type { EvidenceKind, Mail, Recovery, RecoveryChanges } from '../store/index.ts';
import type { EventType, RecoveryEvent, Reply } from './events.ts';
import type { Evidence } from './evidence-drawer.ts';
import type { JourneyPorts } from './ports.ts';

export interface TransitionContext<T extends EventType = EventType> {
  readonly ports: JourneyPorts;
  readonly recovery: Recovery;
  readonly event: Extract<RecoveryEvent, { type: T }>;
  readonly now: number;
  /** Ends every other open recovery of the account, in the transaction under way (D31). */
  readonly stopSiblings: () => Promise<void>;
  /** Null when there is none, or it has outlived its time. */
  readonly evidence: <K extends EvidenceKind>(kind: K) => Evidence[K] | null;
}

/** What one event does to one recovery. Stored with its audit entry in ONE transaction, or not at all. */
export interface Move {
  readonly changes: RecoveryChanges;
  readonly put?: Partial<Evidence>;
  readonly drop?: readonly EvidenceKind[];
  readonly audit: Pick<NewAuditEntry, 'activity' | 'result'> &
    Partial<Pick<NewAuditEntry, 'code' | 'data' | 'personal' | 'actor'>>;
  readonly mail?: Mail;
  /** Effects that belong to the same transaction (issuing a pass). Their word can still change the move; throwing undoes it. */
  readonly within?: () => Promise<{
    readonly changes?: RecoveryChanges;
    readonly reply?: Reply;
    readonly audit?: Move['audit'];
    readonly mail?: Mail;
  }>;
  readonly reply?: Reply;
  /** The world is broken all the same: thrown as soon as this much is stored. */
  readonly fault?: Fault;
  /** The next step needs nobody: go on at once. */
  readonly goOn?: boolean;
}

/** An answer that changes nothing, and so is not stored: to a question asked again, or too early. */
export interface Told {
  readonly told: Reply;
}

/** Null: the event does not fit here any more (a second tab, a reload); nothing changes, the person sees where they are. */
export type Transition<T extends EventType> = (context: TransitionContext<T>) => Promise<Move | Told | null>;

/** Closing shreds: the evidence key goes, and with it everything it ever sealed. */
export function closed(outcome: NonNullable<Recovery['outcome']>): RecoveryChanges {
  return { state: 'closed', outcome, evidenceKeyWrapped: null };
}

export const everyEvidence: readonly EvidenceKind[] = [
  'applicant',
  'sent',
  'presented',
  'faceSession',
  'faceVisit',
  'phone',
  'samePerson',
  'matched',
  'granted',
];

/** Thrown inside the transaction to undo it when somebody else moved first: `advance` reads again and looks whether the event still fits. */
export class Overtaken extends Error {}
