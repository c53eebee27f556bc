import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createBuiltInDirectory, createPeople, nameKeys } from '../connectors/directory/built-in/index.ts';
import {
  type ApprovalStore,
  createApprovalStore,
  createAuditStore,
  createDeletionQueue,
  createMailQueue,
  createPolicyStore,
  createProviderHealthStore,
  createReadinessStore,
  createRecordInsight,
  createRecoveryInsight,
  createRecoveryStore,
  createSettingStore,
  createStatusListHealthStore,
  type Database,
  openDatabase,
  type ProviderHealthStore,
  type RegainTables,
  recoveryMigrations,
  type SettingStore,
  type StatusListHealthStore,
} from '../connectors/storage/postgres/index.ts';
import {
  type BuiltInDirectory,
  createDirectory,
  type DirectoryDatabase,
  type DirectoryTables,
  directoryMigrations,
} from '../directory/index.ts';
import { seedExample } from '../example/seed.ts';
import type { AuditStore } from '../recovery/audit/index.ts';
import type { Directory, People } from '../recovery/directory/index.ts';
import type { ReadinessStore, RecordInsight, RecoveryInsight } from '../recovery/insight/index.ts';
import type { DeletionQueue, MailQueue, PolicyStore, RecoveryStore } from '../recovery/store/index.ts';
import { type Config, ConfigProblem } from './config.ts';
import { newId } from './ids.ts';
import { loadKeys, type ServerKeys } from './keys.ts';
import { makePrivateFolder } from './private-folder.ts';
import { readSection } from './settings/index.ts';

/** The opened installation: its database, its keys, and the adapters that stand on them. */
export interface Installation {
  readonly config: Config;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly database: Database<RegainTables & DirectoryTables>;
  readonly keys: ServerKeys;
  readonly builtInDirectory: BuiltInDirectory;
  readonly directory: Directory;
  readonly people: People;
  readonly audit: AuditStore;
  readonly store: RecoveryStore;
  readonly policy: PolicyStore;
  readonly mailQueue: MailQueue;
  readonly readiness: ReadinessStore;
  readonly approvals: ApprovalStore;
  /** Questions about many recoveries. */
  readonly recoveries: RecoveryInsight;
  /** Questions about the record. */
  readonly auditRecord: RecordInsight;
  readonly settings: SettingStore;
  readonly providerHealth: ProviderHealthStore;
  /** What face check vendors are still to delete. */
  readonly deletions: DeletionQueue;
  readonly statusListHealth: StatusListHealthStore;
  /** The origin of the last start, when its host was another: every passkey died with it. */
  readonly movedFrom: string | null;
  close(): Promise<void>;
}

/**
 * Opens the database, settles whether this is an example (once, for ever: D2), and puts the adapters on top.
 * Throws `ConfigProblem` or `DatabaseProblem`: one line each, for whoever starts the program.
 */
export async function openInstallation(
  config: Config,
  options: { readonly onStatement?: (sql: string) => void; readonly now?: () => number } = {},
): Promise<Installation> {
  const room = join(config.dataDir, 'regain');
  makePrivateFolder(room);
  // Only for a new database: a key made anew beside an old one would leave everything sealed for ever.
  const create = config.createMasterKey && !existsSync(join(room, 'database'));
  const keys = loadKeys({ file: config.masterKeyFile, create });
  const database = await openDatabase<RegainTables & DirectoryTables>({
    url: config.databaseUrl,
    folder: join(room, 'database'),
    migrations: { ...directoryMigrations, ...recoveryMigrations },
    ...(options.onStatement && { onStatement: options.onStatement }),
  });
  try {
    return await assemble({ config, keys, database, now: options.now ?? Date.now });
  } catch (cause) {
    await database.close();
    throw cause;
  }
}

async function assemble(
  opened: Pick<Installation, 'config' | 'keys' | 'database' | 'now'>,
): Promise<Installation> {
  const { config, keys, database, now } = opened;
  const recoveryTables = database as unknown as Database<RegainTables>;
  const random = (length: number) => randomBytes(length);
  const settings = createSettingStore({ database: recoveryTables, newId });
  const builtInDirectory = createDirectory({
    database: database as unknown as DirectoryDatabase,
    now,
    randomBytes: random,
    keys: { passHmac: keys.derive('access-pass'), totp: keys.derive('totp') },
    relyingParty: { id: new URL(config.origin).hostname, name: 'Regain', origin: config.origin },
    nameKeys,
    readPassPolicy: async () => (await readSection({ settings }, 'passPolicy')).value,
  });
  const audit = createAuditStore({ database: recoveryTables, randomBytes: random });
  const store = createRecoveryStore({ database: recoveryTables, audit, newId });
  const policy = createPolicyStore({ database: recoveryTables, newId });
  const directory = createBuiltInDirectory({ directory: builtInDirectory });
  const movedFrom = await settle({ config, database: recoveryTables, builtInDirectory, policy, now });
  const mailQueue = createMailQueue({ database: recoveryTables });
  return {
    ...opened,
    builtInDirectory,
    directory,
    people: createPeople({ directory: builtInDirectory }),
    readiness: createReadinessStore({ database: recoveryTables }),
    recoveries: createRecoveryInsight({ database: recoveryTables }),
    auditRecord: createRecordInsight({ database: recoveryTables }),
    audit,
    store,
    policy,
    mailQueue,
    approvals: createApprovalStore({ database: recoveryTables }),
    settings,
    providerHealth: createProviderHealthStore({ database: recoveryTables }),
    deletions: createDeletionQueue({ database: recoveryTables }),
    statusListHealth: createStatusListHealthStore({ database: recoveryTables }),
    movedFrom,
    close: () => database.close(),
  };
}

/**
 * An installation is an example or it is not: written once, when its database is new. Each program refuses the other's.
 * Returns the origin of the last start when its host was another one: passkeys belong to the host (D5).
 */
async function settle(parts: {
  readonly config: Config;
  readonly database: Database<RegainTables>;
  readonly builtInDirectory: BuiltInDirectory;
  readonly policy: PolicyStore;
  readonly now: () => number;
}): Promise<string | null> {
  const { config, database, builtInDirectory, policy } = parts;
  const known = await database
    .query()
    .selectFrom('installation')
    .select(['example', 'origin'])
    .executeTakeFirst();
  if (known !== undefined) {
    if (known.example && !config.example)
      throw new ConfigProblem(
        'This database holds an example organisation; serve never runs one. Give serve a database of its own',
      );
    if (!known.example && config.example)
      throw new ConfigProblem('This database is not an example; start it with: npm run serve');
    if (known.origin === config.origin) return null;
    await database.query().updateTable('installation').set({ origin: config.origin }).execute();
    return new URL(known.origin).hostname === new URL(config.origin).hostname ? null : known.origin;
  }
  const sandbox = config.example ? await readSandbox(join(config.dataDir, 'sandbox')) : null;
  await database.transaction(async () => {
    const now = parts.now();
    await database
      .query()
      .insertInto('installation')
      .values({ id: 1, example: config.example, origin: config.origin, created_at: now })
      .execute();
    if (sandbox !== null) {
      const rules = config.exampleSeed === 'full';
      await seedExample({ directory: builtInDirectory, policy, sandbox, rules, now });
    } else {
      await policy.saveOrganisation({
        policy: {
          version: 1,
          name: 'Your organisation',
          helpDesk: { phone: '', email: '' },
          excludedGroups: [],
          excludedAccountIds: [],
          trustAnchors: [],
          passScope: 'everyone',
          defaultCountry: 'DE',
          language: 'en',
          secondPersonRequired: true,
        },
        expectedVersion: 0,
        by: 'installation',
        now,
      });
    }
  });
  return null;
}

/** Whoever finds the certificate finds the DID: the sandbox writes it first. */
async function readSandbox(folder: string) {
  const certificatePem = await readWhenThere(join(folder, 'authority.pem'));
  const didFile = join(folder, 'issuer.did');
  return { certificatePem, did: existsSync(didFile) ? readFileSync(didFile, 'utf8').trim() : null };
}

/** The sandbox starts beside Regain and writes its authority first thing. */
async function readWhenThere(file: string): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (existsSync(file)) return readFileSync(file, 'utf8');
    await wait(50);
  }
  throw new ConfigProblem(`The sandbox provider did not start: ${file} is missing`);
}
