import { AsyncLocalStorage } from 'node:async_hooks';
import { isDeepStrictEqual } from 'node:util';
import { createTestAuditStore, type TestAuditStore } from '../audit/test-audit-store.ts';
import { type OrganisationPolicy, type Profile, rulesOf } from '../policy/index.ts';
import type { QueuedMail } from './mail-queue.ts';
import type { Recovery } from './recovery.ts';
import type {
  OwedDeletion,
  PolicyStore,
  PolicySubject,
  PolicyVersion,
  PresentationRequest,
  RecoveryStore,
  SealedEvidence,
} from './store.ts';

interface Tables {
  readonly recoveries: Map<string, Recovery>;
  readonly evidence: Map<string, Map<string, SealedEvidence>>;
  readonly requests: Map<string, PresentationRequest>;
  readonly attempts: Map<string, { readonly start: number; readonly attempts: number }>;
  readonly mails: Map<string, QueuedMail>;
  readonly deletions: Map<string, OwedDeletion & { readonly attempts: number }>;
  readonly profiles: Map<string, Profile>;
  readonly organisation: Map<'it', OrganisationPolicy>;
  readonly history: Map<PolicySubject, readonly PolicyVersion[]>;
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
    deletions: new Map(),
    profiles: new Map(),
    organisation: new Map(),
    history: new Map(),
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
    eraseIdentifiersBefore: async (time) => {
      const old = recoveries().filter(
        (each) => each.outcome !== null && each.updatedAt <= time && each.identifierSealed !== '',
      );
      for (const each of old) tables().recoveries.set(each.id, { ...each, identifierSealed: '' });
      return old.length;
    },
    findExpired: async (now) => recoveries().filter((each) => each.outcome === null && each.expiresAt <= now),
    readMarks: async ({ ids, now }) => {
      const isOpen = ({ sealed, answerHash, expiresAt }: PresentationRequest) =>
        sealed !== null && answerHash === null && expiresAt > now;
      const requestOf = (id: string) =>
        [...tables().requests.values()].find((each) => each.recoveryId === id && isOpen(each))?.id ?? '';
      const found = recoveries().filter(({ id }) => ids.includes(id));
      return new Map(found.map(({ id, version }) => [id, `${version} ${requestOf(id)}`]));
    },
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
    countRehearsals: async (profile) =>
      recoveries().filter(
        ({ policy, outcome }) =>
          outcome === 'rehearsed' && isDeepStrictEqual(rulesOf(policy.profile), rulesOf(profile)),
      ).length,
    findOpenUnder: async (profileId) =>
      recoveries()
        .filter(({ policy, outcome }) => policy.profile.id === profileId && outcome === null)
        .map(({ id }) => id),

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
        for (const { id, expiresAt, responseCodeExpiresAt } of tables().requests.values())
          if (Math.max(expiresAt, responseCodeExpiresAt ?? 0) <= now)
            change(id, { sealed: null, presentedSealed: null });
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
    oweDeletion: (owed) =>
      transaction(async () => {
        tables().deletions.set(`${owed.provider} ${owed.reference}`, { ...owed, attempts: 0 });
      }),
    hastenDeletions: ({ recoveryId, now, except }) =>
      transaction(async () => {
        for (const [key, owed] of tables().deletions)
          if (
            owed.recoveryId === recoveryId &&
            owed.reference !== except &&
            owed.dueAt > now &&
            owed.attempts === 0
          )
            tables().deletions.set(key, { ...owed, dueAt: now });
      }),
    queueMail: ({ values, ...mail }, now) =>
      transaction(async () => {
        ids += 1;
        tables().mails.set(`mail-${ids}`, { ...mail, id: `mail-${ids}`, values, queuedAt: now, attempts: 0 });
      }),
    audit: (entry) => transaction(async () => void (await audit.append(entry))),
  };

  interface Written {
    readonly by: string;
    readonly now: number;
  }
  const ordered = () => [...tables().profiles.values()].toSorted((a, b) => a.priority - b.priority);
  const orderVersion = () => 1 + (tables().history.get('profiles') ?? []).length;
  const remember = (subject: PolicySubject, version: number, content: unknown, { by, now }: Written) => {
    const before = tables().history.get(subject) ?? [];
    tables().history.set(subject, [{ version, content, by, at: now }, ...before]);
  };
  const writeOrder = (order: readonly string[], written: Written) => {
    for (const [priority, id] of order.entries())
      tables().profiles.set(id, { ...tables().profiles.get(id)!, priority });
    remember('profiles', orderVersion() + 1, order, written);
  };

  const policy: PolicyStore = {
    readProfiles: async () => ordered(),
    readOrganisation: async () => tables().organisation.get('it') ?? null,
    readOrder: async () => ({ version: orderVersion(), ids: ordered().map(({ id }) => id) }),
    saveOrder: ({ ids: given, expectedVersion, ...written }) =>
      transaction(async () => {
        const isSame = given.length === ordered().length && ordered().every(({ id }) => given.includes(id));
        if (!isSame || orderVersion() !== expectedVersion) return false;
        writeOrder(given, written);
        return true;
      }),
    deleteProfile: ({ id, expectedVersion, ...written }) =>
      transaction(async () => {
        if (tables().profiles.get(id)?.version !== expectedVersion) return false;
        tables().profiles.delete(id);
        remember(`profile:${id}`, expectedVersion + 1, null, written);
        writeOrder(
          ordered().map((each) => each.id),
          written,
        );
        return true;
      }),
    readHistory: async ({ subject, limit, before = Number.MAX_SAFE_INTEGER }) =>
      (tables().history.get(subject) ?? []).filter(({ version }) => version < before).slice(0, limit),
    saveProfile: ({ profile, expectedVersion, ...written }) =>
      transaction(async () => {
        const known = tables().profiles.get(profile.id);
        if ((known?.version ?? 0) !== expectedVersion) return false;
        const priority = known?.priority ?? tables().profiles.size;
        const next = { ...profile, version: expectedVersion + 1, priority };
        tables().profiles.set(profile.id, next);
        const { priority: _, ...content } = next;
        remember(`profile:${profile.id}`, next.version, content, written);
        if (known === undefined)
          writeOrder(
            ordered().map(({ id }) => id),
            written,
          );
        return true;
      }),
    saveOrganisation: ({ policy: organisation, expectedVersion, ...written }) =>
      transaction(async () => {
        if ((tables().organisation.get('it')?.version ?? 0) !== expectedVersion) return false;
        const next = { ...organisation, version: expectedVersion + 1 };
        tables().organisation.set('it', next);
        remember('organisation', next.version, next, written);
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
    deletions: new Map(tables.deletions),
    profiles: new Map(tables.profiles),
    organisation: new Map(tables.organisation),
    history: new Map(tables.history),
  };
}
