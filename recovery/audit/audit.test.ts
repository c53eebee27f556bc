import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AuditCheckpoint,
  type AuditEntry,
  beforeTheFirst,
  type Code,
  hashCheckpoint,
  hashEntry,
  verifyAudit,
} from './index.ts';
import { createTestAuditStore, type TestAuditStore } from './test-audit-store.ts';

const ours = generateKeyPairSync('ed25519');
const theirs = generateKeyPairSync('ed25519');
const publicKey = ours.publicKey.export({ format: 'jwk' }).x!;
const signWith = (keys: typeof ours) => (data: Buffer) => sign(null, data, keys.privateKey);
const at = Date.parse('2026-11-22T12:00:00Z');

const append = (store: TestAuditStore, chain: string, code: Code = '') =>
  store.append({
    chain,
    at,
    activity: 'matching.passed',
    result: 'success',
    code,
    actor: 'person',
    data: { candidates: 1, agreed: 'names,birthDate' },
    personal: { identifier: 'mara.lindqvist' },
  });

/** Two chains of three, a checkpoint after two and after three. */
async function recorded(): Promise<TestAuditStore> {
  const store = createTestAuditStore();
  for (const chain of ['a', 'b'])
    for (const code of ['tooDark', 'blurred'] as const) await append(store, chain, code);
  await store.checkpoint({ now: at, sign: signWith(ours) });
  for (const chain of ['a', 'b']) await append(store, chain, 'noFace');
  await store.checkpoint({ now: at + 1, sign: signWith(ours) });
  return store;
}

const find = (store: TestAuditStore, chain: string, sequence: number): AuditEntry =>
  store.entries.find((each) => each.chain === chain && each.sequence === sequence)!;
function replace(store: TestAuditStore, entry: AuditEntry, changes: Partial<AuditEntry>): void {
  store.entries = store.entries.map((each) => (each === entry ? { ...each, ...changes } : each));
}
const remove = (store: TestAuditStore, entry: AuditEntry): void => {
  store.entries = store.entries.filter((each) => each !== entry);
};
/** What a forger with the database and this program can do: every hash of the chain made to fit again, the values erased. */
function rehash(store: TestAuditStore, chain: string): void {
  store.personal = store.personal.filter((each) => each.chain !== chain);
  let previous = beforeTheFirst;
  let sequence = 0;
  store.entries = store.entries.map((each) => {
    if (each.chain !== chain) return each;
    const unsigned = { ...each, sequence, previous };
    const made = { ...unsigned, hash: hashEntry(unsigned) };
    previous = made.hash;
    sequence += 1;
    return made;
  });
}
/** The checkpoint as it would read today, hashed anew, and signed with a key the forger has. */
function forge(store: TestAuditStore, index: number, signature?: string): void {
  const checkpoint = store.checkpoints[index]!;
  const heads = checkpoint.heads.map(({ chain, sequence }) => {
    const { hash } = find(store, chain, sequence);
    return { chain, sequence, hash };
  });
  const unsigned = { ...checkpoint, heads };
  const hash = hashCheckpoint(unsigned);
  store.checkpoints[index] = {
    ...unsigned,
    hash,
    signature: signature ?? signWith(theirs)(Buffer.from(hash, 'base64url')).toString('base64url'),
  };
}

describe('verifyAudit finds what was done to the record (R36, D35)', () => {
  test('an untouched record is sound, and says how much of it there is', async () => {
    const store = await recorded();
    const head = store.checkpoints.at(-1)!.hash;
    expect(await verifyAudit({ store, publicKey, expectedHead: head })).toEqual({
      entries: 6,
      chains: 2,
      checkpoints: 2,
      head,
      flaws: [],
      flawsInAll: 0,
    });
  });

  test('so is an empty one', async () => {
    expect(await verifyAudit({ store: createTestAuditStore(), publicKey })).toEqual({
      entries: 0,
      chains: 0,
      checkpoints: 0,
      head: null,
      flaws: [],
      flawsInAll: 0,
    });
  });

  const harm: readonly (readonly [string, (store: TestAuditStore) => void, readonly string[]])[] = [
    ['an entry changed', (store) => replace(store, find(store, 'a', 1), { code: 'else' }), ['entryChanged']],
    [
      'a value in its data changed',
      (store) =>
        replace(store, find(store, 'b', 0), { data: { ...find(store, 'b', 0).data, candidates: 2 } }),
      ['entryChanged'],
    ],
    [
      'an entry changed and its own hash with it',
      (store) => {
        const entry = { ...find(store, 'a', 1), code: 'else' };
        replace(store, find(store, 'a', 1), { ...entry, hash: hashEntry(entry) });
      },
      ['chainBroken', 'entriesTruncated'],
    ],
    [
      'an entry changed and every hash after it',
      (store) => {
        replace(store, find(store, 'a', 0), { code: 'else' });
        rehash(store, 'a');
      },
      ['entriesTruncated', 'entriesTruncated'],
    ],
    [
      'an entry removed',
      (store) => remove(store, find(store, 'a', 1)),
      ['entryMissing', 'chainBroken', 'entriesTruncated'],
    ],
    [
      'an entry removed and the rest closed up',
      (store) => {
        remove(store, find(store, 'a', 1));
        rehash(store, 'a');
      },
      ['entriesTruncated', 'entriesTruncated'],
    ],
    [
      'an entry put in between',
      (store) => {
        const after = find(store, 'a', 0);
        store.entries.splice(store.entries.indexOf(after) + 1, 0, { ...after, code: 'invented' });
        rehash(store, 'a');
      },
      ['entriesTruncated', 'entriesTruncated'],
    ],
    [
      'a chain cut short after a checkpoint',
      (store) => remove(store, find(store, 'b', 2)),
      ['entriesTruncated'],
    ],
    [
      'a whole chain gone',
      (store) => {
        store.entries = store.entries.filter(({ chain }) => chain !== 'b');
      },
      ['entriesTruncated', 'entriesTruncated'],
    ],
    [
      'an entry moved to another chain',
      (store) => replace(store, find(store, 'b', 2), { chain: 'c', sequence: 0 }),
      ['chainBroken', 'entryChanged', 'entriesTruncated'],
    ],
    [
      "a checkpoint's time changed",
      (store) => {
        store.checkpoints[1] = { ...store.checkpoints[1]!, at: at + 99 };
      },
      ['checkpointChanged'],
    ],
    [
      'a head taken out of a checkpoint',
      (store) => {
        store.checkpoints[1] = { ...store.checkpoints[1]!, heads: [] };
      },
      ['checkpointChanged'],
    ],
    [
      'the last checkpoint forged with another key',
      (store) => {
        remove(store, find(store, 'b', 2));
        store.entries.push({ ...find(store, 'b', 1), code: 'invented', sequence: 2 });
        rehash(store, 'b');
        forge(store, 1);
      },
      ['checkpointSignature'],
    ],
    [
      'the last checkpoint forged under its old signature',
      (store) => {
        replace(store, find(store, 'b', 2), { code: 'else' });
        rehash(store, 'b');
        forge(store, 1, store.checkpoints[1]!.signature);
      },
      ['checkpointSignature'],
    ],
    [
      'a signature that is none',
      (store) => {
        store.checkpoints[1] = { ...store.checkpoints[1]!, signature: '' };
      },
      ['checkpointSignature'],
    ],
    [
      'a value kept apart changed',
      (store) => {
        store.personal = store.personal.map((each, index) =>
          index === 1 ? { ...each, value: 'omar.haddad' } : each,
        );
      },
      ['valueChanged'],
    ],
    [
      'a value put where there was none',
      (store) => {
        store.personal.push({ ...store.personal[0]!, name: 'account' });
      },
      ['valueChanged'],
    ],
    ['an earlier checkpoint removed', (store) => void store.checkpoints.shift(), ['checkpointChain']],
  ];
  test.each(harm)('%s', async (_what, harming, expected) => {
    const store = await recorded();
    harming(store);
    const { flaws } = await verifyAudit({ store, publicKey });
    expect(flaws.map(({ code }) => code)).toEqual(expected);
  });

  test('names the place', async () => {
    const store = await recorded();
    replace(store, find(store, 'a', 1), { actor: 'admin:host' });
    expect((await verifyAudit({ store, publicKey })).flaws).toEqual([
      { code: 'entryChanged', chain: 'a', sequence: 1 },
    ]);
    const cut = await recorded();
    remove(cut, find(cut, 'b', 2));
    expect((await verifyAudit({ store: cut, publicKey })).flaws).toEqual([
      { code: 'entriesTruncated', chain: 'b', sequence: 2, checkpoint: 1 },
    ]);
  });

  test('values that were erased leave the record sound (D35)', async () => {
    const store = await recorded();
    expect(await store.erasePersonalBefore(at)).toBe(6);
    expect(store.personal).toEqual([]);
    expect((await verifyAudit({ store, publicKey })).flaws).toEqual([]);
  });

  test('a head kept elsewhere gives away that the newest checkpoints are gone, which nothing else does', async () => {
    const store = await recorded();
    const expectedHead = store.checkpoints.at(-1)!.hash;
    store.checkpoints.pop();
    for (const chain of ['a', 'b']) remove(store, find(store, chain, 2));
    expect((await verifyAudit({ store, publicKey })).flaws).toEqual([]);
    expect((await verifyAudit({ store, publicKey, expectedHead })).flaws).toEqual([{ code: 'headNotFound' }]);
  });

  test('an older head still counts: the record has only grown', async () => {
    const store = await recorded();
    const expectedHead = store.checkpoints[0]!.hash;
    expect((await verifyAudit({ store, publicKey, expectedHead })).flaws).toEqual([]);
  });

  test('under another public key nothing is believed', async () => {
    const store = await recorded();
    const other = theirs.publicKey.export({ format: 'jwk' }).x!;
    const { flaws } = await verifyAudit({ store, publicKey: other });
    expect(flaws.map(({ code }) => code)).toEqual(['checkpointSignature', 'checkpointSignature']);
  });
});

describe('hashing', () => {
  test('does not depend on the order in which data was written, and does on everything else', async () => {
    const entry = find(await recorded(), 'a', 1);
    const turned = { ...entry, data: Object.fromEntries(Object.entries(entry.data).reverse()) };
    expect(hashEntry(turned)).toBe(entry.hash);
    const changed: readonly Partial<AuditEntry>[] = [
      { chain: 'x' },
      { sequence: 7 },
      { at: at + 1 },
      { activity: 'x' },
      { result: 'failed' },
      { code: 'x' },
      { actor: 'x' },
      { data: {} },
      { previous: 'x' },
    ];
    const hashes = changed.map((each) => hashEntry({ ...entry, ...each }));
    expect(new Set([entry.hash, ...hashes]).size).toBe(changed.length + 1);
  });

  test('a value moved from one field into its neighbour is another entry', async () => {
    const entry = find(await recorded(), 'a', 0);
    const hash = (code: string, actor: string) => hashEntry({ ...entry, code, actor });
    expect(hash('a","b', 'c')).not.toBe(hash('a', 'b","c'));
  });
});

type Mutation = (store: TestAuditStore, pick: (length: number) => number) => void;
const turnCharacter = (text: string) => (text.startsWith('B') ? `C${text.slice(1)}` : `B${text.slice(1)}`);

/** Each leaves the rows different from what was written. With the hashes made to fit (`rehash`), or not. */
const mutations: Readonly<Record<string, Mutation>> = {
  changeEntry: (store, pick) => {
    const entry = store.entries[pick(store.entries.length)]!;
    const changes: readonly Partial<AuditEntry>[] = [
      { activity: `${entry.activity}x` },
      { result: entry.result === 'failed' ? 'success' : 'failed' },
      { code: `${entry.code}x` },
      { actor: `${entry.actor}x` },
      { at: entry.at + 1 },
      { data: { ...entry.data, more: true } },
      { previous: turnCharacter(entry.previous) },
      { hash: turnCharacter(entry.hash) },
      { sequence: entry.sequence + 1_000 },
      { chain: `${entry.chain}x` },
    ];
    replace(store, entry, changes[pick(changes.length)]!);
  },
  changeEntryAndRehash: (store, pick) => {
    const entry = store.entries[pick(store.entries.length)]!;
    replace(store, entry, { code: `${entry.code}x` });
    rehash(store, entry.chain);
  },
  removeEntry: (store, pick) => remove(store, store.entries[pick(store.entries.length)]!),
  removeEntryAndRehash: (store, pick) => {
    const entry = store.entries[pick(store.entries.length)]!;
    remove(store, entry);
    rehash(store, entry.chain);
  },
  insertEntryAndRehash: (store, pick) => {
    const index = pick(store.entries.length);
    const entry = store.entries[index]!;
    store.entries.splice(index, 0, { ...entry, code: 'invented' });
    rehash(store, entry.chain);
  },
  swapEntriesAndRehash: (store, pick) => {
    const entry = store.entries[pick(store.entries.length)]!;
    const [one, two] = store.entries.filter(({ chain }) => chain === entry.chain);
    if (one === undefined || two === undefined || one.code === two.code) return remove(store, entry);
    replace(store, one, { code: two.code });
    replace(store, find(store, two.chain, two.sequence), { code: one.code });
    rehash(store, entry.chain);
  },
  truncateEverything: (store, pick) => {
    store.entries = store.entries.slice(0, pick(store.entries.length));
  },
  changeCheckpoint: (store, pick) => {
    const index = pick(store.checkpoints.length);
    const checkpoint = store.checkpoints[index]!;
    const changes: readonly Partial<AuditCheckpoint>[] = [
      { at: checkpoint.at + 1 },
      { previous: turnCharacter(checkpoint.previous) },
      { hash: turnCharacter(checkpoint.hash) },
      { signature: turnCharacter(checkpoint.signature) },
      { heads: checkpoint.heads.slice(1) },
      { heads: checkpoint.heads.map((head) => ({ ...head, hash: turnCharacter(head.hash) })) },
      { sequence: checkpoint.sequence + 1_000 },
    ];
    store.checkpoints[index] = { ...checkpoint, ...changes[pick(changes.length)]! };
  },
  changeValue: (store, pick) => {
    const index = pick(store.personal.length);
    const value = `${store.personal[index]!.value}x`;
    store.personal = store.personal.map((each, at) => (at === index ? { ...each, value } : each));
  },
  removeCheckpoint: (store, pick) => void store.checkpoints.splice(pick(store.checkpoints.length), 1),
  forgeEverything: (store, pick) => {
    const entry = store.entries[pick(store.entries.length)]!;
    replace(store, entry, { code: `${entry.code}x` });
    rehash(store, entry.chain);
    for (const index of store.checkpoints.keys()) forge(store, index);
  },
};

test('property: whatever one thing is done to a checkpointed record, it is found; untouched, it is sound', async () => {
  const scripts = fc.array(fc.constantFrom('a', 'b', 'c', 'checkpoint'), { minLength: 3, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(
      scripts,
      fc.constantFrom(...Object.keys(mutations)),
      fc.infiniteStream(fc.nat(1_000)),
      async (script, name, numbers) => {
        const store = createTestAuditStore();
        await append(store, 'a');
        for (const [index, step] of script.entries()) {
          if (step === 'checkpoint') await store.checkpoint({ now: at + index, sign: signWith(ours) });
          else await append(store, step, index % 2 === 0 ? 'tooDark' : 'blurred');
        }
        await store.checkpoint({ now: at + 100, sign: signWith(ours) });
        const expectedHead = store.checkpoints.at(-1)!.hash;
        expect((await verifyAudit({ store, publicKey, expectedHead })).flaws).toEqual([]);

        mutations[name]!(store, (length) => Number(numbers.next().value) % length);
        expect((await verifyAudit({ store, publicKey, expectedHead })).flaws).not.toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
});
