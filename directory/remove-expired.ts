import type { DirectoryContext } from './context.ts';

const day = 24 * 60 * 60_000;

/** For a job: rows that can no longer have an effect. Enrolments of recoveries stay: they tell old from new (D30). */
export async function removeExpired(context: DirectoryContext): Promise<void> {
  const now = context.now();
  const query = context.database.query();
  await query.deleteFrom('ceremony').where('expires_at', '<=', now).execute();
  await query.deleteFrom('sign_in_session').where('expires_at', '<=', now).execute();
  await query
    .deleteFrom('invitation')
    .where('expires_at', '<=', now - day)
    .execute();
  await query
    .deleteFrom('enrolment_session')
    .where('expires_at', '<=', now - day)
    .where('recovery_id', 'is', null)
    .execute();
  await query
    .deleteFrom('sign_in_attempt_counter')
    .where('updated_at', '<=', now - day)
    .where('counter_key', 'not like', 'account:%')
    .execute();
}
