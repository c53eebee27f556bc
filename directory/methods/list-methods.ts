import type { DirectoryContext } from '../context.ts';
import type { MethodKind } from '../store/index.ts';

export interface MethodView {
  readonly id: string;
  readonly kind: MethodKind;
  /** As the person named it; empty for passwords and authenticator apps. */
  readonly label: string;
  readonly addedAt: number;
  readonly lastUsedAt: number | null;
  readonly disabledAt: number | null;
}

export async function listMethods(context: DirectoryContext, accountId: string): Promise<MethodView[]> {
  const rows = await context.database
    .query()
    .selectFrom('authentication_method')
    .select(['id', 'kind', 'label', 'created_at', 'last_used_at', 'disabled_at'])
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('kind')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    label: row.label,
    addedAt: row.created_at,
    lastUsedAt: row.last_used_at,
    disabledAt: row.disabled_at,
  }));
}
