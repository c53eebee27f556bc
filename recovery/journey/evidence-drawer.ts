import { waitingTimeHours } from '../policy/index.ts';
import type { Granted } from '../steps/access-pass/index.ts';
import type { Applicant } from '../steps/eligibility/index.ts';
import type { FaceSession, FaceVisit, SamePerson } from '../steps/face-check/index.ts';
import type { Sent } from '../steps/identity-verification/index.ts';
import type { Matched } from '../steps/matching/index.ts';
import type { Presented } from '../steps/presentation/index.ts';
import type { EvidenceKind, Recovery, SealedEvidence } from '../store/index.ts';
import type { Phone } from './phone/index.ts';
import type { JourneyPorts } from './ports.ts';
import { open, seal } from './seal.ts';

/** The evidence a recovery holds between two steps, by kind. */
export interface Evidence {
  readonly applicant: Applicant;
  readonly sent: Sent;
  readonly presented: Presented;
  readonly faceSession: FaceSession;
  readonly faceVisit: FaceVisit;
  readonly phone: Phone;
  readonly samePerson: SamePerson;
  readonly matched: Matched;
  readonly granted: Granted;
}

const minute = 60_000;

/** Claims and portrait live at most 15 minutes between steps; what names nobody lives as long as the recovery (D19). */
const lifetimeMs: Readonly<Record<EvidenceKind, number>> = {
  applicant: 48 * 60 * minute,
  sent: 48 * 60 * minute,
  presented: 15 * minute,
  // No longer than the portrait it is about; a session takes frames for ninety seconds only.
  faceSession: 15 * minute,
  faceVisit: 15 * minute,
  samePerson: 15 * minute,
  // Its links and codes live for minutes; but "This wasn't me" may be pressed on it as long as something can be stopped.
  phone: (48 + waitingTimeHours.most) * 60 * minute,
  // And as long as the profile has people wait.
  matched: (48 + waitingTimeHours.most) * 60 * minute,
  granted: 48 * 60 * minute,
};

export function createEvidenceKey(
  ports: JourneyPorts,
  recoveryId: string,
): { key: Uint8Array; wrapped: string } {
  const key = ports.randomBytes(32);
  const text = Buffer.from(key).toString('base64url');
  const wrapped = seal({
    key: ports.keys.evidence,
    boundTo: recoveryId,
    text,
    randomBytes: ports.randomBytes,
  });
  return { key, wrapped };
}

/** Throws a `TypeError` when the recovery is closed: its key is gone. */
export function openEvidenceKey(ports: JourneyPorts, recovery: Recovery): Uint8Array {
  if (recovery.evidenceKeyWrapped === null) throw new TypeError('a closed recovery holds no evidence');
  return Buffer.from(
    open({ key: ports.keys.evidence, boundTo: recovery.id, sealed: recovery.evidenceKeyWrapped }),
    'base64url',
  );
}

export function sealEvidence<K extends EvidenceKind>(input: {
  readonly ports: JourneyPorts;
  readonly key: Uint8Array;
  readonly recoveryId: string;
  readonly kind: K;
  readonly evidence: Evidence[K];
}): SealedEvidence {
  const { ports, key, recoveryId, kind, evidence } = input;
  const boundTo = `${recoveryId}|${kind}`;
  return {
    kind,
    sealed: seal({ key, boundTo, text: JSON.stringify(evidence), randomBytes: ports.randomBytes }),
    expiresAt: startOf(evidence, ports.now()) + lifetimeMs[kind],
  };
}

/** Claims count from the moment they were shown, however long their code took (D19). */
function startOf(evidence: Evidence[EvidenceKind], now: number): number {
  return evidence.kind === 'presented' ? evidence.presentedAt : now;
}

/**
 * Revives one piece of evidence. This is the only place in Regain that makes evidence out of stored bytes: the seal
 * proves that this server put exactly this content into exactly this recovery (D19). Null when there is none, or it is too old.
 */
export function reviveEvidence<K extends EvidenceKind>(input: {
  readonly ports: JourneyPorts;
  readonly key: Uint8Array;
  readonly recoveryId: string;
  readonly rows: readonly SealedEvidence[];
  readonly kind: K;
}): Evidence[K] | null {
  const row = input.rows.find((each) => each.kind === input.kind);
  if (row === undefined || row.expiresAt <= input.ports.now()) return null;
  const text = open({ key: input.key, boundTo: `${input.recoveryId}|${input.kind}`, sealed: row.sealed });
  return JSON.parse(text) as Evidence[K];
}
