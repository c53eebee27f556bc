import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import {
  type AuditCheckpoint,
  type AuditEntry,
  type AuditStore,
  beforeTheFirst,
  type ChainHead,
  hashCheckpoint,
  hashEntry,
  hashPersonal,
  type PersonalValue,
} from './audit.ts';

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
  /** The first thousand; a record that was wrecked has as many as it has entries. */
  readonly flaws: readonly AuditFlaw[];
  readonly flawsInAll: number;
}

const mostFlaws = 1_000;

/**
 * Proves the whole record: every chain, every checkpoint, and that a head noted earlier is still there. Page by page: the memory it
 * takes does not grow with the record.
 */
export async function verifyAudit(input: {
  readonly store: AuditStore;
  /** Raw Ed25519 public key as JWK `x`. */
  readonly publicKey: string;
  readonly expectedHead?: string;
  /** Told after each page how many entries have been looked at. */
  readonly onProgress?: (entries: number) => void;
}): Promise<AuditVerification> {
  const found = createFlaws();
  const walked = await verifyEntries(input, found.add);
  const signed = await verifyCheckpoints(input, found.add);
  if (input.expectedHead !== undefined && !signed.expectedHeadSeen) found.add({ code: 'headNotFound' });
  const { checkpoints, head } = signed;
  return { ...walked, checkpoints, head, flaws: found.flaws, flawsInAll: found.count() };
}

type Add = (flaw: AuditFlaw) => void;

function createFlaws() {
  const flaws: AuditFlaw[] = [];
  let count = 0;
  const add: Add = (flaw) => {
    count += 1;
    if (flaws.length < mostFlaws) flaws.push(flaw);
  };
  return { flaws, add, count: () => count };
}

/** Entries come chain by chain in sequence, so the hash before is all there is to remember. */
async function verifyEntries(
  { store, onProgress }: Parameters<typeof verifyAudit>[0],
  add: Add,
): Promise<Pick<AuditVerification, 'entries' | 'chains'>> {
  let [entries, chains] = [0, 0];
  let chain: string | null = null;
  let [expectedSequence, previous] = [0, beforeTheFirst];
  for await (const page of store.walkEntries()) {
    const personal = Map.groupBy(page.personal, (each) => placeOf(each));
    for (const entry of page.entries) {
      if (entry.chain !== chain) {
        [chain, expectedSequence, previous] = [entry.chain, 0, beforeTheFirst];
        chains += 1;
      }
      const place = { chain: entry.chain, sequence: entry.sequence };
      if (entry.sequence !== expectedSequence) add({ code: 'entryMissing', ...place });
      if (entry.previous !== previous) add({ code: 'chainBroken', ...place });
      if (entry.hash !== hashEntry(entry)) add({ code: 'entryChanged', ...place });
      for (const value of personal.get(placeOf(entry)) ?? [])
        if (entry.data[value.name] !== hashPersonal(value))
          add({ code: 'valueChanged', ...place, name: value.name });
      [expectedSequence, previous] = [entry.sequence + 1, entry.hash];
    }
    entries += page.entries.length;
    onProgress?.(entries);
  }
  return { entries, chains };
}

const placeOf = ({ chain, sequence }: Pick<AuditEntry | PersonalValue, 'chain' | 'sequence'>): string =>
  `${chain}|${sequence}`;

async function verifyCheckpoints(
  { store, publicKey, expectedHead }: Parameters<typeof verifyAudit>[0],
  add: Add,
) {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
  let previous = beforeTheFirst;
  let [checkpoints, expectedHeadSeen] = [0, false];
  let head: string | null = null;
  for await (const page of store.walkCheckpoints()) {
    const held = await readHashes(
      store,
      page.flatMap(({ heads }) => heads),
    );
    for (const checkpoint of page) {
      for (const flaw of flawsOfCheckpoint(checkpoint, previous, key)) add(flaw);
      for (const { chain, sequence, hash } of checkpoint.heads)
        if (held.get(placeOf({ chain, sequence })) !== hash)
          add({ code: 'entriesTruncated', chain, sequence, checkpoint: checkpoint.sequence });
      previous = checkpoint.hash;
      head = checkpoint.hash;
      expectedHeadSeen ||= checkpoint.hash === expectedHead;
      checkpoints += 1;
    }
  }
  return { checkpoints, head, expectedHeadSeen };
}

/** The hash that stands at each of these places now. */
async function readHashes(
  store: AuditStore,
  places: readonly ChainHead[],
): Promise<ReadonlyMap<string, string>> {
  const held = new Map<string, string>();
  for (let from = 0; from < places.length; from += 5_000)
    for (const each of await store.readHashes(places.slice(from, from + 5_000)))
      held.set(placeOf(each), each.hash);
  return held;
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
