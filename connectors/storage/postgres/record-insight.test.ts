import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NewAuditEntry } from '../../../recovery/audit/index.ts';
import type { EntryFilter, EntryPlace, RecordInsight } from '../../../recovery/insight/index.ts';
import {
  createAuditStore,
  createRecordInsight,
  openDatabase,
  type RegainTables,
  recoveryMigrations,
} from './index.ts';
import { createTestDatabase, testServer } from './test-database.ts';

const start = Date.parse('2026-11-22T12:00:00Z');
const keys = generateKeyPairSync('ed25519');

/** Chain, minute, and what it says. Two at the same moment: an order by time alone would lose one between pages. */
const entries: readonly (readonly [string, number, Partial<NewAuditEntry>])[] = [
  ['one', 0, { activity: 'eligibility.assessed', personal: { identifier: 'anna', account: 'a-1' } }],
  ['one', 1, { activity: 'recovery.begun' }],
  ['two', 1, { activity: 'eligibility.assessed', result: 'refused', code: 'unknownAccount' }],
  ['one', 2, { activity: 'matching.refused', result: 'refused', code: 'nameMismatch', actor: 'system' }],
  ['administration', 3, { activity: 'admin.recoveryRead', actor: 'admin:anna' }],
  [
    'administration',
    4,
    { activity: 'admin.accountFrozen', actor: 'admin:host', data: { recovery: 'one', account: 'a-1' } },
  ],
  [
    'administration',
    5,
    { activity: 'admin.approvalAsked', data: { act: 'person.edit', subject: 'account:a-1' } },
  ],
  // Typed by somebody who would like to be found, or not, under another name.
  [
    'administration',
    6,
    { activity: 'admin.groupRenamed', data: { from: '"account":"a-1"', to: 'account:a-1' } },
  ],
];

function describeRecord(product: string, open: () => Promise<{ url: string | null; drop(): Promise<void> }>) {
  describe(`questions about the record: ${product}`, () => {
    let insight: RecordInsight;
    let close = async () => {};
    const found = async (filter: EntryFilter, more: { limit?: number; after?: EntryPlace } = {}) =>
      (await insight.searchEntries({ filter, limit: 50, ...more })).map(
        ({ chain, sequence }) => `${chain} ${sequence}`,
      );

    beforeAll(async () => {
      const { url, drop } = await open();
      const options = { url, folder: null, migrations: recoveryMigrations };
      const database = await openDatabase<RegainTables>(options);
      const audit = createAuditStore({ database, randomBytes: (length) => randomBytes(length) });
      const plain = { result: 'success', code: '', actor: 'person', data: {} } as const;
      for (const [chain, minute, more] of entries) {
        const at = start + minute * 60_000;
        await audit.append({ ...plain, activity: 'recovery.begun', chain, at, ...more });
        if (minute === 2)
          await audit.checkpoint({ now: at, sign: (data) => sign(null, data, keys.privateKey) });
      }
      insight = createRecordInsight({ database });
      close = async () => {
        await database.close();
        await drop();
      };
    });
    afterAll(() => close());

    test('entries of all chains, the latest first', async () => {
      expect(await found({})).toEqual([
        'administration 3',
        'administration 2',
        'administration 1',
        'administration 0',
        'one 2',
        'two 0',
        'one 1',
        'one 0',
      ]);
    });

    test.each<[string, EntryFilter, readonly string[]]>([
      ['chain', { chain: 'one' }, ['one 2', 'one 1', 'one 0']],
      ['activity', { activity: 'eligibility.assessed' }, ['two 0', 'one 0']],
      ['actor', { actor: 'admin:anna' }, ['administration 0']],
      ['code', { code: 'nameMismatch' }, ['one 2']],
      ['result', { result: 'refused' }, ['one 2', 'two 0']],
      ['from', { from: start + 5 * 60_000 }, ['administration 3', 'administration 2']],
      ['to, exclusive', { to: start + 60_000 }, ['one 0']],
      // Not its recovery: there the account is a salted hash (D35).
      ['account', { account: 'a-1' }, ['administration 2', 'administration 1']],
      ['account and time', { account: 'a-1', to: start + 5 * 60_000 }, ['administration 1']],
      ['part of an account', { account: 'a-' }, []],
      ['all of them', { chain: 'one', result: 'refused', actor: 'system', code: 'nameMismatch' }, ['one 2']],
      ['nothing fits', { actor: 'admin:nobody' }, []],
    ])('filtered by %s', async (_, filter, expected) => {
      expect(await found(filter)).toEqual(expected);
    });

    test.each<[string, EntryFilter]>([
      ['all chains', {}],
      ['one chain', { chain: 'one' }],
      ['one person', { account: 'a-1' }],
    ])('page by page, each once: %s', async (_, filter) => {
      const seen: string[] = [];
      for (let after: EntryPlace | undefined; ; ) {
        const more = { limit: 2, ...(after !== undefined && { after }) };
        const page = await insight.searchEntries({ filter, ...more });
        seen.push(...page.map(({ chain, sequence }) => `${chain} ${sequence}`));
        after = page.at(-1);
        if (page.length < 2) break;
      }
      expect(seen).toEqual(await found(filter));
    });

    test('how much there is, and what no checkpoint has signed yet', async () => {
      expect(await insight.countEntries()).toEqual({ entries: 8, chains: 3, notYetSigned: 1 });
      expect(await insight.readHead('one')).toMatchObject({ chain: 'one', sequence: 2 });
      expect(await insight.readHead('none')).toBeNull();
    });

    test('the account behind a recovery, where there is one', async () => {
      expect([...(await insight.readAccountsOf(['one', 'two', 'three']))]).toEqual([['one', 'a-1']]);
      expect([...(await insight.readAccountsOf([]))]).toEqual([]);
    });

    test('checkpoints, with how many chains each signs', async () => {
      const [latest, ...more] = await insight.listCheckpoints({ limit: 5 });
      expect([latest?.sequence, latest?.chains, more]).toEqual([0, 2, []]);
      expect(await insight.listCheckpoints({ limit: 5, before: 0 })).toEqual([]);
    });
  });
}

describeRecord('PGlite', async () => ({ url: null, drop: async () => {} }));

if (testServer === undefined) {
  describe('questions about the record: PostgreSQL', () => {
    test.skip('SKIPPED: no server is named by REGAIN_TEST_DATABASE_URL or DATABASE_URL', () => {});
  });
} else {
  describeRecord('PostgreSQL', createTestDatabase);
}
