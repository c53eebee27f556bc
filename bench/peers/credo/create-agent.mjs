/**
 * An agent of Credo 0.6.3 with its keys and records in memory, for `open-credo.mjs` and `open-wallet.mjs`. It needs no native module:
 * Askar, which usually keeps both, is left out.
 */
import {
  Agent,
  ConsoleLogger,
  InjectionSymbols,
  Kms,
  LogLevel,
  StorageVersionRecord,
  X509Module,
} from '@credo-ts/core';
import {
  agentDependencies,
  NodeInMemoryKeyManagementStorage,
  NodeKeyManagementService,
} from '@credo-ts/node';
import { OpenId4VcModule } from '@credo-ts/openid4vc';

export const version = '0.6.3';

/** Records in memory, by type and id. */
function createMemoryStorage() {
  const records = new Map();
  const of = (type) => records.get(type) ?? records.set(type, new Map()).get(type);
  const holds = (tag, wanted) =>
    wanted === undefined ||
    (Array.isArray(wanted) ? wanted.every((each) => tag?.includes(each)) : tag === wanted);
  const matches = (record, { $and = [], $or = [], ...tags }) =>
    Object.entries(tags).every(([name, wanted]) => holds(record.getTags()[name], wanted)) &&
    $and.every((each) => matches(record, each)) &&
    ($or.length === 0 || $or.some((each) => matches(record, each)));
  return {
    supportsCursorPagination: false,
    supportsLocking: true,
    save: async (_context, record) => void of(record.type).set(record.id, record),
    update: async (_context, record) => void of(record.type).set(record.id, record),
    updateByIdWithLock: async (_context, { type }, id, change) => {
      const changed = await change(of(type).get(id));
      of(type).set(id, changed);
      return changed;
    },
    delete: async (_context, record) => void of(record.type).delete(record.id),
    deleteById: async (_context, { type }, id) => void of(type).delete(id),
    getById: async (_context, { type }, id) => {
      const found = of(type).get(id);
      if (found === undefined) throw new Error(`no ${type} ${id}`);
      return found;
    },
    getAll: async (_context, { type }) => [...of(type).values()],
    findByQuery: async (_context, { type }, query) =>
      [...of(type).values()].filter((each) => matches(each, query)),
  };
}

/**
 * @param {{ trustedCertificates: string[], openid4vc?: object }} options certificates in base64 or PEM
 */
export async function createAgent({ trustedCertificates, openid4vc = {} }) {
  const storage = createMemoryStorage();
  await storage.save(
    undefined,
    new StorageVersionRecord({ storageVersion: StorageVersionRecord.frameworkStorageVersion }),
  );
  const agent = new Agent({
    config: { logger: new ConsoleLogger(LogLevel.off), allowInsecureHttpUrls: true },
    dependencies: agentDependencies,
    modules: {
      storage: {
        register: (manager) => manager.registerInstance(InjectionSymbols.StorageService, storage),
      },
      kms: new Kms.KeyManagementModule({
        backends: [new NodeKeyManagementService(new NodeInMemoryKeyManagementStorage())],
      }),
      x509: new X509Module({ trustedCertificates }),
      openid4vc: new OpenId4VcModule(openid4vc),
    },
  });
  await agent.initialize();
  return agent;
}
