import type { Acting } from '../acting.ts';

/** Who made an account, as the record has it. */
export interface Added {
  /** `admin:<account id>`, `admin:host`. */
  readonly by: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The import it came with; null: by hand. */
  readonly import: string | null;
}

/** Null: it was there before the record, as in an example. */
export async function findAdded({ installation }: Acting, account: string): Promise<Added | null> {
  const [entry] = await installation.auditRecord.searchEntries({
    filter: { account, activity: 'admin.accountAdded' },
    limit: 1,
  });
  if (entry === undefined) return null;
  const { actor, at, data } = entry;
  return { by: actor, at, import: typeof data.import === 'string' ? data.import : null };
}
