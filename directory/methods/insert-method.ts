import type { DirectoryContext } from '../context.ts';
import { createId, type MethodRow } from '../store/index.ts';

export type NewMethod = Pick<MethodRow, 'account_id' | 'kind'> &
  Partial<Omit<MethodRow, 'id' | 'account_id' | 'kind' | 'disabled_at' | 'disabled_by_recovery'>>;

/** Makes a full row; `bind` may add what depends on the row's id. */
export async function insertMethod(
  context: DirectoryContext,
  method: NewMethod,
  bind: (id: string) => Partial<MethodRow> = () => ({}),
): Promise<string> {
  const id = createId(context.now(), context.randomBytes);
  await context.database
    .query()
    .insertInto('authentication_method')
    .values({
      id,
      label: '',
      created_at: context.now(),
      last_used_at: null,
      disabled_at: null,
      disabled_by_recovery: null,
      enrolment_id: null,
      credential_id: null,
      public_key: null,
      counter: null,
      transports: null,
      password_hash: null,
      totp_secret: null,
      totp_step: null,
      ...method,
      ...bind(id),
    })
    .execute();
  return id;
}
