import { type Selectable, sql } from 'kysely';
import type { AuditStore } from '../../../recovery/audit/index.ts';
import { Fault } from '../../../recovery/outcome.ts';
import { beyondRules, rulesOf } from '../../../recovery/policy/index.ts';
import type {
  PresentationRequest,
  PresentationRequestChanges,
  RecoveryListing,
  RecoveryStore,
} from '../../../recovery/store/index.ts';
import type { Database } from './open-database.ts';
import { fromColumns, toColumns } from './recovery-columns.ts';
import type { RegainTables } from './tables.ts';

type RequestRow = Selectable<RegainTables['presentation_request']>;

/** Short enough that nobody waits for the rows. */
const erasedAtOnce = 5_000;

/** The journey's store on PostgreSQL. Every method joins the transaction under way. */
export function createRecoveryStore(options: {
  readonly database: Database<RegainTables>;
  readonly audit: AuditStore;
  readonly newId: () => string;
}): RecoveryStore {
  const { database, audit, newId } = options;
  const db = () => database.query();
  return {
    transaction: async (run) => {
      try {
        return await database.transaction(run);
      } catch (cause) {
        throw isConflict(cause)
          ? new Fault('two transactions met', { code: 'storageConflict', retryable: true, cause })
          : cause;
      }
    },

    insert: async (recovery) => {
      await db()
        .insertInto('recovery')
        .values({
          ...(toColumns(recovery) as never as RegainTables['recovery']),
          id: recovery.id,
          version: recovery.version,
          case_number: recovery.caseNumber,
          cookie_hash: recovery.cookieHash,
          created_at: recovery.createdAt,
          profile_id: recovery.policy.profile.id,
          profile_name: recovery.policy.profile.name,
          profile_version: recovery.policy.profile.version,
          policy: JSON.stringify(recovery.policy) as never,
        })
        .execute();
    },
    read: async (id) => {
      const row = await db().selectFrom('recovery').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : fromColumns(row);
    },
    readByCookie: async (cookieHash) => {
      const row = await db()
        .selectFrom('recovery')
        .selectAll()
        .where('cookie_hash', '=', cookieHash)
        .executeTakeFirst();
      return row === undefined ? null : fromColumns(row);
    },
    lock: async ({ id, expectedVersion }) => {
      // First the account, then the row: a grant goes on to the account's other recoveries, and two grants that each
      // held their own row would wait for one another until the database breaks one of them (D31).
      await sql`select pg_advisory_xact_lock(hashtextextended(account_ref, 0)) from recovery where id = ${id}`.execute(
        db(),
      );
      const row = await db()
        .selectFrom('recovery')
        .select('version')
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst();
      return row?.version === expectedVersion;
    },
    update: async ({ id, expectedVersion, changes }) => {
      const result = await db()
        .updateTable('recovery')
        .set({ ...toColumns(changes), version: expectedVersion + 1 } as never)
        .where('id', '=', id)
        .where('version', '=', expectedVersion)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
    findAwaitingSignIn: async (accountRef) => {
      const rows = await db()
        .selectFrom('recovery')
        .selectAll()
        .where('account_ref', '=', accountRef)
        .where('outcome', 'is', null)
        .where('state', '=', 'enrol')
        .execute();
      return rows.map(fromColumns);
    },
    findSiblings: async ({ accountRef, exceptId }) => {
      const rows = await db()
        .selectFrom('recovery')
        .selectAll()
        .where('account_ref', '=', accountRef)
        .where('outcome', 'is', null)
        .where('id', '!=', exceptId)
        // One order for everybody: two grants that end each other's siblings must not wait for one another in a circle.
        .orderBy('id')
        .execute();
      return rows.map(fromColumns);
    },
    eraseIdentifiersBefore: async (time) => {
      const old = db()
        .selectFrom('recovery')
        .select('id')
        .where('outcome', 'is not', null)
        .where('identifier_sealed', '!=', '')
        .where('updated_at', '<=', time)
        .limit(erasedAtOnce);
      const erased = await db()
        .updateTable('recovery')
        .set({ identifier_sealed: '' })
        .where('id', 'in', old)
        .executeTakeFirst();
      return Number(erased.numUpdatedRows);
    },
    findExpired: async (now) => {
      const rows = await db()
        .selectFrom('recovery')
        .selectAll()
        .where('outcome', 'is', null)
        .where('expires_at', '<=', now)
        .limit(500)
        .execute();
      return rows.map(fromColumns);
    },
    readMarks: async ({ ids, now }) => {
      // What shows without a transition, too: a request that was dropped, answered, or ran out.
      const open = sql<string>`coalesce((select id from presentation_request as asked where asked.recovery_id = recovery.id
        and sealed is not null and answer_hash is null and expires_at > ${now} limit 1), '')`;
      const rows = await db()
        .selectFrom('recovery')
        .select(['id', 'version', open.as('request')])
        .where('id', '=', sql<string>`any(${sql.val([...ids])}::text[])`)
        .execute();
      return new Map(rows.map(({ id, version, request }) => [id, `${version} ${request}`]));
    },
    list: async ({ limit }) => {
      const rows = await db()
        .selectFrom('recovery')
        .selectAll()
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toListing);
    },
    readByCaseNumber: async (caseNumber) => {
      const row = await db()
        .selectFrom('recovery')
        .selectAll()
        .where('case_number', '=', caseNumber)
        .executeTakeFirst();
      return row === undefined ? null : toListing(row);
    },
    countRehearsals: async (profile) => {
      const rules = sql<boolean>`(policy -> 'profile') - ${sql.val([...beyondRules])}::text[] = ${JSON.stringify(rulesOf(profile))}::jsonb`;
      const row = await db()
        .selectFrom('recovery')
        .select((each) => each.fn.countAll<number>().as('count'))
        .where('profile_id', '=', profile.id)
        .where('outcome', '=', 'rehearsed')
        .where(rules)
        .executeTakeFirstOrThrow();
      return Number(row.count);
    },
    findOpenUnder: async (profileId) => {
      const rows = await db()
        .selectFrom('recovery')
        .select('id')
        .where('profile_id', '=', profileId)
        .where('outcome', 'is', null)
        .limit(500)
        .execute();
      return rows.map(({ id }) => id);
    },

    putEvidence: async (recoveryId, { kind, sealed, expiresAt }) => {
      await db()
        .insertInto('evidence')
        .values({ recovery_id: recoveryId, kind, sealed, expires_at: expiresAt })
        .onConflict((conflict) =>
          conflict.columns(['recovery_id', 'kind']).doUpdateSet({ sealed, expires_at: expiresAt }),
        )
        .execute();
    },
    readEvidence: async (recoveryId) => {
      const rows = await db()
        .selectFrom('evidence')
        .selectAll()
        .where('recovery_id', '=', recoveryId)
        .execute();
      return rows.map((row) => ({ kind: row.kind, sealed: row.sealed, expiresAt: row.expires_at }));
    },
    dropEvidence: async (recoveryId, kinds) => {
      if (kinds.length === 0) return;
      await db()
        .deleteFrom('evidence')
        .where('recovery_id', '=', recoveryId)
        .where('kind', 'in', [...kinds])
        .execute();
    },
    dropExpiredEvidence: async (now) => {
      const dropped = await db().deleteFrom('evidence').where('expires_at', '<=', now).executeTakeFirst();
      await db()
        .updateTable('presentation_request')
        .set({ presented_sealed: null, sealed: null })
        // An answer of the last minute is still to be fetched with its code.
        .where(sql<boolean>`greatest(expires_at, response_code_expires_at) <= ${now}`)
        .where((each) => each.or([each('presented_sealed', 'is not', null), each('sealed', 'is not', null)]))
        .execute();
      return Number(dropped.numDeletedRows);
    },

    insertRequest: async (request) => {
      await db()
        .insertInto('presentation_request')
        .values({
          id: request.id,
          recovery_id: request.recoveryId,
          device: request.device,
          created_at: request.createdAt,
          expires_at: request.expiresAt,
          sealed: request.sealed,
          failed_answers: request.failedAnswers,
        })
        .execute();
    },
    readRequest: async (id) => {
      const row = await db()
        .selectFrom('presentation_request')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row === undefined ? null : toRequest(row);
    },
    readLatestRequest: async (recoveryId) => {
      const row = await db()
        .selectFrom('presentation_request')
        .selectAll()
        .where('recovery_id', '=', recoveryId)
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : toRequest(row);
    },
    findRequestByCode: async (responseCodeHash) => {
      const row = await db()
        .selectFrom('presentation_request')
        .selectAll()
        .where('response_code_hash', '=', responseCodeHash)
        .executeTakeFirst();
      return row === undefined ? null : toRequest(row);
    },
    answerRequest: async (id, changes) => {
      const result = await db()
        .updateTable('presentation_request')
        .set(toRequestColumns(changes))
        .where('id', '=', id)
        .where('answer_hash', 'is', null)
        .where('sealed', 'is not', null)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
    // The row lock must outlive the look at it: two statements, one transaction.
    takeResponseCode: ({ id, responseCodeHash }) =>
      database.transaction(async () => {
        const row = await db()
          .selectFrom('presentation_request')
          .select('presented_sealed')
          .where('id', '=', id)
          .where('response_code_hash', '=', responseCodeHash)
          .forUpdate()
          .executeTakeFirst();
        await db()
          .updateTable('presentation_request')
          .set({ response_code_hash: null, presented_sealed: null })
          .where('id', '=', id)
          .where('response_code_hash', '=', responseCodeHash)
          .execute();
        return row?.presented_sealed ?? null;
      }),
    countFailedAnswer: async (id) => {
      const row = await db()
        .updateTable('presentation_request')
        .set((each) => ({ failed_answers: each('failed_answers', '+', 1) }))
        .where('id', '=', id)
        .returning('failed_answers')
        .executeTakeFirst();
      return row?.failed_answers ?? 0;
    },
    dropRequests: async (recoveryId) => {
      await db()
        .updateTable('presentation_request')
        .set({ sealed: null, presented_sealed: null, response_code_hash: null, expires_at: 0 })
        .where('recovery_id', '=', recoveryId)
        .execute();
    },

    countAttempt: async ({ kind, keyHash, now, windowMs }) => {
      const row = await db()
        .insertInto('recovery_attempt')
        .values({ kind, key_hash: keyHash, window_start: now, attempts: 1 })
        .onConflict((conflict) =>
          conflict.columns(['kind', 'key_hash']).doUpdateSet({
            attempts: sql<number>`case when recovery_attempt.window_start > ${now - windowMs} then recovery_attempt.attempts + 1 else 1 end`,
            window_start: sql<number>`case when recovery_attempt.window_start > ${now - windowMs} then recovery_attempt.window_start else ${now}::double precision end`,
          }),
        )
        .returning('attempts')
        .executeTakeFirstOrThrow();
      return row.attempts;
    },
    readAttempts: async ({ kind, keyHash, now, windowMs }) => {
      const row = await db()
        .selectFrom('recovery_attempt')
        .select('attempts')
        .where('kind', '=', kind)
        .where('key_hash', '=', keyHash)
        .where('window_start', '>', now - windowMs)
        .executeTakeFirst();
      return row?.attempts ?? 0;
    },
    oweDeletion: async ({ recoveryId, provider, reference, dueAt }) => {
      await db()
        .insertInto('vendor_deletion')
        .values({ provider, reference, recovery_id: recoveryId, due_at: dueAt, attempts: 0 })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    hastenDeletions: async ({ recoveryId, now, except }) => {
      await db()
        .updateTable('vendor_deletion')
        .set({ due_at: now })
        .where('recovery_id', '=', recoveryId)
        .where('due_at', '>', now)
        .where('attempts', '=', 0)
        .$if(except !== undefined, (query) => query.where('reference', '!=', except!))
        .execute();
    },
    queueMail: async (mail, now) => {
      await db()
        .insertInto('mail_outbox')
        .values({
          id: newId(),
          recipients: JSON.stringify(mail.to),
          kind: mail.kind,
          language: mail.language,
          content: JSON.stringify(mail.values),
          created_at: now,
          attempts: 0,
          next_attempt_at: now,
        })
        .execute();
    },
    audit: async (entry) => {
      await audit.append(entry);
    },
  };
}

/** Deadlock, serialization failure, unique violation: somebody else was in the way. */
function isConflict(cause: unknown): boolean {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return code === '40P01' || code === '40001' || code === '23505';
}

function toListing(row: Selectable<RegainTables['recovery']>): RecoveryListing {
  const recovery = fromColumns(row);
  return {
    id: recovery.id,
    caseNumber: recovery.caseNumber,
    state: recovery.state,
    outcome: recovery.outcome,
    mode: recovery.mode,
    profileName: recovery.policy.profile.name,
    createdAt: recovery.createdAt,
    updatedAt: recovery.updatedAt,
  };
}

function toRequest(row: RequestRow): PresentationRequest {
  return {
    id: row.id,
    recoveryId: row.recovery_id,
    device: row.device,
    sealed: row.sealed,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    answerHash: row.answer_hash,
    reply: row.reply === null ? null : JSON.parse(row.reply),
    failedAnswers: row.failed_answers,
    responseCodeHash: row.response_code_hash,
    responseCodeExpiresAt: row.response_code_expires_at,
    presentedSealed: row.presented_sealed,
  };
}

function toRequestColumns(
  changes: PresentationRequestChanges,
): Partial<RegainTables['presentation_request']> {
  const { sealed, answerHash, reply, responseCodeHash, responseCodeExpiresAt, presentedSealed } = changes;
  return {
    ...(sealed !== undefined && { sealed }),
    ...(answerHash !== undefined && { answer_hash: answerHash }),
    ...(reply !== undefined && { reply: reply === null ? null : JSON.stringify(reply) }),
    ...(responseCodeHash !== undefined && { response_code_hash: responseCodeHash }),
    ...(responseCodeExpiresAt !== undefined && { response_code_expires_at: responseCodeExpiresAt }),
    ...(presentedSealed !== undefined && { presented_sealed: presentedSealed }),
  };
}
