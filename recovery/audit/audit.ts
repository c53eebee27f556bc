import { createHash } from 'node:crypto';
import type { Activity, Code, PersonalName } from './words.ts';

/**
 * One line of the record (R36). A chain per recovery, and one chain, `administration`, for what admins do.
 * `data` holds ids, codes and salted hashes; what the hashes stand for lies in an erasable side table (D35).
 */
export interface AuditEntry {
  readonly chain: string;
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** What happened: `<step>.<past participle>`, or `admin.<act>`. As it was written: an `Activity` of that time. */
  readonly activity: string;
  readonly result: 'success' | 'refused' | 'failed';
  /** Refusal code, or empty. */
  readonly code: string;
  /** `person`, `wallet`, `system`, or `admin:<account id>`. */
  readonly actor: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  /** Hash of the entry before it in the chain, or of nothing (43 × 'A') for the first. */
  readonly previous: string;
  readonly hash: string;
}

export type NewAuditEntry = Omit<AuditEntry, 'activity' | 'code' | 'sequence' | 'previous' | 'hash'> & {
  readonly activity: Activity;
  readonly code: Code;
  /** Values of people: kept apart, named in `data` by salted hash only, erasable (D35). */
  readonly personal?: Readonly<Partial<Record<PersonalName, string>>>;
};

export interface ChainHead {
  readonly chain: string;
  readonly sequence: number;
  readonly hash: string;
}

/** A signed statement over the heads of all chains that moved since the one before it. */
export interface AuditCheckpoint {
  readonly sequence: number;
  readonly at: number;
  readonly heads: readonly ChainHead[];
  readonly previous: string;
  readonly hash: string;
  /** Ed25519 over `hash`, base64url. */
  readonly signature: string;
}

/** A value of a person, kept apart from the entry that names it by salted hash. */
export interface PersonalValue {
  readonly chain: string;
  readonly sequence: number;
  readonly name: string;
  readonly salt: string;
  readonly value: string;
}

/** What stands in an entry's data for a value kept apart. */
export function hashPersonal(value: Pick<PersonalValue, 'salt' | 'value'>): string {
  return createHash('sha256').update(`${value.salt}.${value.value}`).digest('base64url');
}

/** Part of the record in order. */
export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly personal: readonly PersonalValue[];
}

export interface AuditStore {
  /** Appends in the caller's transaction. */
  append(entry: NewAuditEntry): Promise<AuditEntry>;
  /** The same for many of one chain, without values of people: one turn at its head, not one each. */
  appendMany(chain: string, entries: readonly Omit<NewAuditEntry, 'chain' | 'personal'>[]): Promise<void>;
  /** Signs the heads that moved since the last checkpoint; null when none did. */
  checkpoint(request: {
    readonly now: number;
    readonly sign: (data: Buffer) => Buffer;
  }): Promise<AuditCheckpoint | null>;
  readChain(chain: string): Promise<readonly AuditEntry[]>;
  /** Values behind the salted hashes of one chain, where they have not been erased. */
  readPersonal(chain: string): Promise<readonly { sequence: number; name: string; value: string }[]>;
  /** Erases the values kept apart for entries older than that; the entries themselves stand (D35). Returns how many. */
  erasePersonalBefore(time: number): Promise<number>;
  /** Every entry, chain by chain in sequence, with the values kept apart for it: for verification and export. */
  walkEntries(): AsyncIterable<AuditPage>;
  walkCheckpoints(): AsyncIterable<readonly AuditCheckpoint[]>;
  /** What stands at these places; a place where nothing stands is left out. */
  readHashes(places: readonly Pick<ChainHead, 'chain' | 'sequence'>[]): Promise<readonly ChainHead[]>;
  /** How many entries there are, by the heads of the chains: quick, for progress. */
  countEntries(): Promise<number>;
}

export const beforeTheFirst = 'A'.repeat(43);

/** SHA-256 over the entry in a fixed field order, base64url. */
export function hashEntry(entry: Omit<AuditEntry, 'hash'>): string {
  const data = Object.fromEntries(Object.entries(entry.data).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sha256([
    entry.chain,
    entry.sequence,
    entry.at,
    entry.activity,
    entry.result,
    entry.code,
    entry.actor,
    data,
    entry.previous,
  ]);
}

export function hashCheckpoint(checkpoint: Omit<AuditCheckpoint, 'hash' | 'signature'>): string {
  const heads = checkpoint.heads.map((head) => [head.chain, head.sequence, head.hash]);
  return sha256([checkpoint.sequence, checkpoint.at, heads, checkpoint.previous]);
}

function sha256(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}
