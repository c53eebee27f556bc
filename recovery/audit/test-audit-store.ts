import {
  type AuditCheckpoint,
  type AuditEntry,
  type AuditStore,
  beforeTheFirst,
  hashCheckpoint,
  hashEntry,
  hashPersonal,
  type PersonalValue,
} from './audit.ts';

/** A record in memory, with its rows laid open: a test changes them as somebody with the database would. */
export interface TestAuditStore extends AuditStore {
  entries: AuditEntry[];
  checkpoints: AuditCheckpoint[];
  personal: PersonalValue[];
}

export function createTestAuditStore(): TestAuditStore {
  const headOf = (chain: string) => store.entries.filter((each) => each.chain === chain).at(-1);
  const store: TestAuditStore = {
    entries: [],
    checkpoints: [],
    personal: [],
    append: async ({ personal = {}, ...entry }) => {
      const head = headOf(entry.chain);
      const sequence = (head?.sequence ?? -1) + 1;
      const hashed = Object.entries(personal).map(([name, value]) => {
        const salt = `salt of ${entry.chain}, ${sequence}`;
        store.personal.push({ chain: entry.chain, sequence, name, salt, value });
        return [name, hashPersonal({ salt, value })];
      });
      const data = { ...entry.data, ...Object.fromEntries(hashed) };
      const unsigned = { ...entry, data, sequence, previous: head?.hash ?? beforeTheFirst };
      const full = { ...unsigned, hash: hashEntry(unsigned) };
      store.entries.push(full);
      return full;
    },
    appendMany: async (chain, entries) => {
      for (const entry of entries) await store.append({ ...entry, chain });
    },
    checkpoint: async ({ now, sign }) => {
      const last = store.checkpoints.at(-1);
      const signed = new Map(
        store.checkpoints.flatMap(({ heads }) => heads.map(({ chain, sequence }) => [chain, sequence])),
      );
      const heads = [...new Set(store.entries.map(({ chain }) => chain))]
        .sort()
        .map((chain) => headOf(chain)!)
        .filter(({ chain, sequence }) => sequence > (signed.get(chain) ?? -1))
        .map(({ chain, sequence, hash }) => ({ chain, sequence, hash }));
      if (heads.length === 0) return null;
      const unsigned = {
        sequence: (last?.sequence ?? -1) + 1,
        at: now,
        heads,
        previous: last?.hash ?? beforeTheFirst,
      };
      const hash = hashCheckpoint(unsigned);
      const signature = sign(Buffer.from(hash, 'base64url')).toString('base64url');
      const checkpoint = { ...unsigned, hash, signature };
      store.checkpoints.push(checkpoint);
      return checkpoint;
    },
    readChain: async (chain) => inOrder(store.entries.filter((each) => each.chain === chain)),
    readPersonal: async (chain) =>
      store.personal
        .filter((each) => each.chain === chain)
        .map(({ sequence, name, value }) => ({ sequence, name, value })),
    erasePersonalBefore: async (time) => {
      const old = new Set(
        store.entries.filter(({ at }) => at <= time).map((each) => `${each.chain}|${each.sequence}`),
      );
      const kept = store.personal.filter((each) => !old.has(`${each.chain}|${each.sequence}`));
      const erased = store.personal.length - kept.length;
      store.personal = kept;
      return erased;
    },
    walkEntries: async function* () {
      const entries = inOrder(store.entries);
      for (let from = 0; from < entries.length; from += 4) {
        const page = entries.slice(from, from + 4);
        const isOn = (value: PersonalValue) =>
          page.some(({ chain, sequence }) => chain === value.chain && sequence === value.sequence);
        yield { entries: page, personal: store.personal.filter(isOn) };
      }
    },
    walkCheckpoints: async function* () {
      for (const each of store.checkpoints.toSorted((a, b) => a.sequence - b.sequence)) yield [each];
    },
    readHashes: async (places) =>
      places.flatMap(({ chain, sequence }) => {
        const entry = store.entries.find((each) => each.chain === chain && each.sequence === sequence);
        return entry === undefined ? [] : [{ chain, sequence, hash: entry.hash }];
      }),
    countEntries: async () => store.entries.length,
  };
  return store;
}

function inOrder(entries: readonly AuditEntry[]): AuditEntry[] {
  return entries.toSorted((a, b) =>
    a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : a.sequence - b.sequence,
  );
}
