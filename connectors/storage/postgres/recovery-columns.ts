import type { Insertable, JSONColumnType, Selectable } from 'kysely';
import type { Code } from '../../../recovery/audit/index.ts';
import type { PolicySnapshot } from '../../../recovery/policy/index.ts';
import type { Course, Recovery, RecoveryChanges } from '../../../recovery/store/index.ts';

export interface RecoveryColumns {
  id: string;
  version: number;
  case_number: string;
  state: Recovery['state'];
  outcome: Recovery['outcome'];
  account_ref: string;
  attempt_ref: string;
  network_ref: string;
  cookie_hash: string;
  identifier_sealed: string;
  evidence_key_wrapped: string | null;
  mode: Recovery['mode'];
  profile_id: string;
  policy: JSONColumnType<PolicySnapshot>;
  country: string;
  returned_from_provider: boolean;
  provider_down: boolean;
  capture_tries: number;
  capture_problem: Recovery['captureProblem'];
  proved_at: number | null;
  pass_expires_at: number | null;
  pass_reissues: number;
  redeemed_at: number | null;
  sessions_ended: number;
  receipt: string | null;
  profile_name: string;
  profile_version: number;
  eligibility: Code;
  provider_id: string | null;
  begun_at: number | null;
  sent_at: number | null;
  presented_at: number | null;
  face_passed_at: number | null;
  granted_at: number | null;
  ended_from: Recovery['state'] | null;
  ended_at: number | null;
  end_code: Code;
  created_at: number;
  updated_at: number;
  expires_at: number;
  other_device: boolean;
  waits_until: number | null;
}

/** Column ↔ property, once, for reading and for writing alike. */
const columns = {
  state: 'state',
  outcome: 'outcome',
  accountRef: 'account_ref',
  attemptRef: 'attempt_ref',
  networkRef: 'network_ref',
  identifierSealed: 'identifier_sealed',
  evidenceKeyWrapped: 'evidence_key_wrapped',
  mode: 'mode',
  country: 'country',
  returnedFromProvider: 'returned_from_provider',
  providerDown: 'provider_down',
  captureTries: 'capture_tries',
  captureProblem: 'capture_problem',
  provedAt: 'proved_at',
  passExpiresAt: 'pass_expires_at',
  passReissues: 'pass_reissues',
  redeemedAt: 'redeemed_at',
  sessionsEnded: 'sessions_ended',
  otherDevice: 'other_device',
  waitsUntil: 'waits_until',
  updatedAt: 'updated_at',
  expiresAt: 'expires_at',
} as const satisfies Partial<Record<keyof Recovery, keyof RecoveryColumns>>;

const courseColumns = {
  eligibility: 'eligibility',
  providerId: 'provider_id',
  begunAt: 'begun_at',
  sentAt: 'sent_at',
  presentedAt: 'presented_at',
  facePassedAt: 'face_passed_at',
  grantedAt: 'granted_at',
  endedFrom: 'ended_from',
  endedAt: 'ended_at',
  endCode: 'end_code',
} as const satisfies Record<keyof Course, keyof RecoveryColumns>;

export function toColumns(changes: RecoveryChanges): Partial<Insertable<RecoveryColumns>> {
  const row: Record<string, unknown> = {};
  for (const [property, column] of Object.entries(columns)) {
    const value = changes[property as keyof typeof columns];
    if (value !== undefined) row[column] = value;
  }
  if (changes.course !== undefined)
    for (const [property, column] of Object.entries(courseColumns))
      row[column] = changes.course[property as keyof Course];
  if (changes.policy !== undefined) row.policy = JSON.stringify(changes.policy);
  if (changes.receipt !== undefined)
    row.receipt = changes.receipt === null ? null : JSON.stringify(changes.receipt);
  return row as Partial<Insertable<RecoveryColumns>>;
}

export function fromColumns(row: Selectable<RecoveryColumns>): Recovery {
  const recovery: Record<string, unknown> = {
    id: row.id,
    version: row.version,
    caseNumber: row.case_number,
    cookieHash: row.cookie_hash,
    createdAt: row.created_at,
    policy: row.policy,
    receipt: row.receipt === null ? null : JSON.parse(row.receipt),
    course: Object.fromEntries(
      Object.entries(courseColumns).map(([property, column]) => [property, row[column]]),
    ),
  };
  for (const [property, column] of Object.entries(columns)) recovery[property] = row[column];
  return recovery as unknown as Recovery;
}
