import { AsyncLocalStorage } from 'node:async_hooks';
import { createTestAuditStore, type TestAuditStore } from '../audit/test-audit-store.ts';
import type { OrganisationPolicy, Profile } from '../policy/index.ts';
import type { QueuedMail } from './mail-queue.ts';
import type { Recovery } from './recovery.ts';
import type { PolicyStore, PresentationRequest, RecoveryStore, SealedEvidence } from './store.ts';

interface Tables {
  readonly recoveries: Map<string, Recovery>;
  readonly evidence: Map<string, Map<string, SealedEvidence>>;
  readonly requests: Map<string, PresentationRequest>;
  readonly attempts: Map<string, { readonly start: number; readonly attempts: number }>;
  readonly mails: Map<string, QueuedMail>;
  readonly profiles: Map<string, Profile>;
  readonly organisation: Map<'it', OrganisationPolicy>;
}

/** The store ports in memory, for walks too long for a database. It passes the contract that the real one passes. */
export interface TestStore {
  readonly store: RecoveryStore;
  readonly policy: PolicyStore;
  readonly audit: TestAuditStore;
  /** What is committed, laid open: a test changes it as somebody with the database would. */
  readonly tables: () => Tables;
}

export function createTestStore(): TestStore {
  const audit = createTestAuditStore();
  const underWay = new AsyncLocalStorage<Tables>();
  let committed: Tables = {
    recoveries: new Map(),
    evidence: new Map(),
    requests: new Map(),
    attempts: new Map(),
    mails: new Map(),
    profiles: new Map(),
    organisation: new Map(),
  };
  let queue: Promise<unknown> = Promise.resolve();
  let ids = 0;

  const tables = () => underWay.getStore() ?? committed;
  const recoveries = () => [...tables().recoveries.values()];
  /** One at a time on a copy, as PGlite does it with its one connection; nested calls join. */
  async function transaction<T>(run: () => Promise<T>): Promise<T> {
    if (underWay.getStore() !== undefined) return run();
    const mine = queue.then(async () => {
      const copy = copyOf(committed);
      const before = { entries: [...audit.entries], personal: [...audit.personal] };
      try {
        const result = await underWay.run(copy, run);
        committed = copy;
        return result;
      } catch (cause) {
        Object.assign(audit, before);
        throw cause;
      }
    });
    queue = mine.catch(() => {});
    return mine;
  }
  const change = (id: string, changes: Partial<PresentationRequest>) => {
    const request = tables().requests.get(id);
    if (request !== undefined) tables().requests.set(id, { ...request, ...changes });
  };

  const store: RecoveryStore = {
    transaction,
    insert: (recovery) =>
      transaction(async () => {
        const { id, caseNumber, cookieHash } = recovery;
        const taken = recoveries().some(
          (each) => each.id === id || each.caseNumber === caseNumber || each.cookieHash === cookieHash,
        );
        if (taken) throw new Error('id, case number and cookie are unique');
        tables().recoveries.set(id, recovery);
      }),
    read: async (id) => tables().recoveries.get(id) ?? null,
    readByCookie: async (cookieHash) => recoveries().find((each) => each.cookieHash === cookieHash) ?? null,
    lock: async ({ id, expectedVersion }) => tables().recoveries.get(id)?.version === expectedVersion,
    update: ({ id, expectedVersion, changes }) =>
      transaction(async () => {
        const recovery = tables().recoveries.get(id);
        if (recovery?.version !== expectedVersion) return false;
        const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
        tables().recoveries.set(id, { ...recovery, ...given, version: expectedVersion + 1 });
        return true;
      }),
    findAwaitingSignIn: async (accountRef) =>
      recoveries().filter((each) => each.accountRef === accountRef && each.state === 'enrol'),
    findSiblings: async ({ accountRef, exceptId }) =>
      recoveries().filter(
        (each) => each.accountRef === accountRef && each.outcome === null && each.id !== exceptId,
      ),
    findExpired: async (now) => recoveries().filter((each) => each.outcome === null && each.expiresAt <= now),
    list: async ({ limit }) =>
      recoveries()
        .toSorted((a, b) => b.createdAt - a.createdAt)
        .slice(0, limit)
        .map(({ id, caseNumber, state, outcome, mode, policy, createdAt, updatedAt }) => ({
          ...{ id, caseNumber, state, outcome, mode, createdAt, updatedAt },
          profileName: policy.profile.name,
        })),
    readByCaseNumber: async (caseNumber) =>
      (await store.list({ limit: Number.MAX_SAFE_INTEGER })).find((each) => each.caseNumber === caseNumber) ??
      null,
    countRehearsals: async ({ id, version }) =>
      recoveries().filter(
        ({ policy: { profile }, outcome }) =>
          profile.id === id && profile.version === version && outcome === 'rehearsed',
      ).length,

    putEvidence: (recoveryId, evidence) =>
      transaction(async () => {
        const drawer = new Map(tables().evidence.get(recoveryId));
        tables().evidence.set(recoveryId, drawer.set(evidence.kind, evidence));
      }),
    readEvidence: async (recoveryId) => [...(tables().evidence.get(recoveryId)?.values() ?? [])],
    dropEvidence: (recoveryId, kinds) =>
      transaction(async () => {
        const drawer = new Map(tables().evidence.get(recoveryId));
        for (const kind of kinds) drawer.delete(kind);
        tables().evidence.set(recoveryId, drawer);
      }),
    dropExpiredEvidence: (now) =>
      transaction(async () => {
        let dropped = 0;
        for (const [recoveryId, drawer] of tables().evidence) {
          const kept = [...drawer].filter(([, { expiresAt }]) => expiresAt > now);
          dropped += drawer.size - kept.length;
          tables().evidence.set(recoveryId, new Map(kept));
        }
        for (const { id, expiresAt } of tables().requests.values())
          if (expiresAt <= now) change(id, { sealed: null, presentedSealed: null });
        return dropped;
      }),

    insertRequest: (request) => transaction(async () => void tables().requests.set(request.id, request)),
    readRequest: async (id) => tables().requests.get(id) ?? null,
    readLatestRequest: async (recoveryId) =>
      [...tables().requests.values()]
        .filter((each) => each.recoveryId === recoveryId)
        .toSorted((a, b) => a.createdAt - b.createdAt)
        .at(-1) ?? null,
    findRequestByCode: async (responseCodeHash) =>
      [...tables().requests.values()].find((each) => each.responseCodeHash === responseCodeHash) ?? null,
    answerRequest: (id, changes) =>
      transaction(async () => {
        const request = tables().requests.get(id);
        if (request?.answerHash !== null || request.sealed === null) return false;
        change(id, changes);
        return true;
      }),
    takeResponseCode: ({ id, responseCodeHash }) =>
      transaction(async () => {
        const request = tables().requests.get(id);
        if (request?.responseCodeHash !== responseCodeHash) return null;
        change(id, { responseCodeHash: null, presentedSealed: null });
        return request.presentedSealed;
      }),
    countFailedAnswer: (id) =>
      transaction(async () => {
        const failedAnswers = (tables().requests.get(id)?.failedAnswers ?? -1) + 1;
        change(id, { failedAnswers });
        return failedAnswers;
      }),
    dropRequests: (recoveryId) =>
      transaction(async () => {
        for (const { id, recoveryId: owner } of tables().requests.values()) {
          const request = tables().requests.get(id)!;
          if (owner === recoveryId)
            tables().requests.set(id, {
              ...request,
              ...{ sealed: null, presentedSealed: null, responseCodeHash: null, expiresAt: 0 },
            });
        }
      }),

    countAttempt: ({ kind, keyHash, now, windowMs }) =>
      transaction(async () => {
        const key = `${kind}|${keyHash}`;
        const known = tables().attempts.get(key);
        const isInside = known !== undefined && known.start > now - windowMs;
        const counted = isInside ? { ...known, attempts: known.attempts + 1 } : { start: now, attempts: 1 };
        tables().attempts.set(key, counted);
        return counted.attempts;
      }),
    readAttempts: async ({ kind, keyHash, now, windowMs }) => {
      const known = tables().attempts.get(`${kind}|${keyHash}`);
      return known !== undefined && known.start > now - windowMs ? known.attempts : 0;
    },
    queueMail: ({ values, ...mail }, now) =>
      transaction(async () => {
        ids += 1;
        tables().mails.set(`mail-${ids}`, { ...mail, id: `mail-${ids}`, values, queuedAt: now, attempts: 0 });
      }),
    audit: (entry) => transaction(async () => void (await audit.append(entry))),
  };

  const policy: PolicyStore = {
    readProfiles: async () => [...tables().profiles.values()].toSorted((a, b) => a.priority - b.priority),
    readOrganisation: async () => tables().organisation.get('it') ?? null,
    saveProfile: ({ profile, expectedVersion }) =>
      transaction(async () => {
        if ((tables().profiles.get(profile.id)?.version ?? 0) !== expectedVersion) return false;
        tables().profiles.set(profile.id, { ...profile, version: expectedVersion + 1 });
        return true;
      }),
    saveOrganisation: ({ policy: organisation, expectedVersion }) =>
      transaction(async () => {
        if ((tables().organisation.get('it')?.version ?? 0) !== expectedVersion) return false;
        tables().organisation.set('it', { ...organisation, version: expectedVersion + 1 });
        return true;
      }),
  };

  return { store, policy, audit, tables: () => committed };
}

/** Rows are never changed in place, so the maps are all that needs copying. */
function copyOf(tables: Tables): Tables {
  return {
    recoveries: new Map(tables.recoveries),
    evidence: new Map(tables.evidence),
    requests: new Map(tables.requests),
    attempts: new Map(tables.attempts),
    mails: new Map(tables.mails),
    profiles: new Map(tables.profiles),
    organisation: new Map(tables.organisation),
  };
}
