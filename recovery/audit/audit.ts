import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
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

export interface AuditStore {
  /** Appends in the caller's transaction. */
  append(entry: NewAuditEntry): Promise<AuditEntry>;
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
  /** Every value kept apart, with the salt of its hash: for verification. */
  readAllPersonal(onValues: (values: readonly PersonalValue[]) => void): Promise<void>;
  /** Every entry, chain by chain in sequence, in pages: for verification and export. */
  readAll(onEntries: (entries: readonly AuditEntry[]) => void): Promise<void>;
  readCheckpoints(): Promise<readonly AuditCheckpoint[]>;
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

export type AuditFlaw =
  | {
      readonly code: 'entryChanged' | 'entryMissing' | 'chainBroken';
      readonly chain: string;
      readonly sequence: number;
    }
  | {
      readonly code: 'checkpointChanged' | 'checkpointSignature' | 'checkpointChain';
      readonly checkpoint: number;
    }
  | {
      readonly code: 'entriesTruncated';
      readonly chain: string;
      readonly sequence: number;
      readonly checkpoint: number;
    }
  | {
      readonly code: 'valueChanged';
      readonly chain: string;
      readonly sequence: number;
      readonly name: string;
    }
  | { readonly code: 'headNotFound' };

export interface AuditVerification {
  readonly entries: number;
  readonly chains: number;
  readonly checkpoints: number;
  /** Hash of the last checkpoint: keep it elsewhere, and give it back as `expectedHead` (D35). */
  readonly head: string | null;
  readonly flaws: readonly AuditFlaw[];
}

/** Proves the whole record: every chain, every checkpoint, and that a head noted earlier is still there. */
export async function verifyAudit(input: {
  readonly store: AuditStore;
  /** Raw Ed25519 public key as JWK `x`. */
  readonly publicKey: string;
  readonly expectedHead?: string;
}): Promise<AuditVerification> {
  const flaws: AuditFlaw[] = [];
  const hashes = new Map<string, string[]>();
  const personal = await readPersonalHashes(input.store);
  let entries = 0;
  await input.store.readAll((page) => {
    for (const entry of page) {
      entries += 1;
      const chain = hashes.get(entry.chain) ?? [];
      hashes.set(entry.chain, chain);
      const place = { chain: entry.chain, sequence: entry.sequence };
      if (entry.sequence !== chain.length) flaws.push({ code: 'entryMissing', ...place });
      if (entry.previous !== (chain.at(-1) ?? beforeTheFirst)) flaws.push({ code: 'chainBroken', ...place });
      if (entry.hash !== hashEntry(entry)) flaws.push({ code: 'entryChanged', ...place });
      chain[entry.sequence] = entry.hash;
      for (const [name, hash] of personal.get(`${entry.chain}|${entry.sequence}`) ?? []) {
        if (entry.data[name] !== hash) flaws.push({ code: 'valueChanged', ...place, name });
      }
    }
  });
  const checkpoints = await input.store.readCheckpoints();
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: input.publicKey }, format: 'jwk' });
  let previous = beforeTheFirst;
  for (const checkpoint of checkpoints) {
    flaws.push(...flawsOfCheckpoint(checkpoint, previous, key));
    for (const head of checkpoint.heads) {
      if (hashes.get(head.chain)?.[head.sequence] !== head.hash) {
        flaws.push({
          code: 'entriesTruncated',
          chain: head.chain,
          sequence: head.sequence,
          checkpoint: checkpoint.sequence,
        });
      }
    }
    previous = checkpoint.hash;
  }
  if (input.expectedHead !== undefined && !checkpoints.some((each) => each.hash === input.expectedHead)) {
    flaws.push({ code: 'headNotFound' });
  }
  return {
    entries,
    chains: hashes.size,
    checkpoints: checkpoints.length,
    head: checkpoints.at(-1)?.hash ?? null,
    flaws,
  };
}

/** By chain and sequence: names and hashes of the values that have not been erased. */
async function readPersonalHashes(
  store: AuditStore,
): Promise<ReadonlyMap<string, readonly (readonly [string, string])[]>> {
  const hashes = new Map<string, [string, string][]>();
  await store.readAllPersonal((values) => {
    for (const each of values) {
      const place = `${each.chain}|${each.sequence}`;
      hashes.set(place, [...(hashes.get(place) ?? []), [each.name, hashPersonal(each)]]);
    }
  });
  return hashes;
}

function flawsOfCheckpoint(checkpoint: AuditCheckpoint, previous: string, key: KeyObject): AuditFlaw[] {
  const flaws: AuditFlaw[] = [];
  const place = { checkpoint: checkpoint.sequence };
  if (checkpoint.previous !== previous) flaws.push({ code: 'checkpointChain', ...place });
  if (checkpoint.hash !== hashCheckpoint(checkpoint)) flaws.push({ code: 'checkpointChanged', ...place });
  const signature = Buffer.from(checkpoint.signature, 'base64url');
  if (!verify(null, Buffer.from(checkpoint.hash, 'base64url'), key, signature))
    flaws.push({ code: 'checkpointSignature', ...place });
  return flaws;
}
