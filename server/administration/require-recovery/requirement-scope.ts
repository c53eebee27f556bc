import { z } from 'zod';
import type { DirectoryAccount } from '../../../directory/index.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';

/** Longer lists are groups, or imports. */
const mostLines = 10_000;

export const requirementScope = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('people'),
    accountIds: z.array(z.string().max(40)).min(1).max(mostLines),
  }),
  z.strictObject({ kind: z.literal('group'), group: z.string().min(1).max(200) }),
  /** Account names or mails, one a line, as pasted. */
  z.strictObject({ kind: z.literal('list'), text: z.string().max(mostLines * 260) }),
]);
export type RequirementScope = z.output<typeof requirementScope>;

export interface ResolvedScope {
  /** Null: a group; its people are not listed here. */
  readonly accounts: readonly DirectoryAccount[] | null;
  readonly total: number;
  /** Lines that are nobody's, or of more than one account. */
  readonly unknown: readonly string[];
}

/** Whom it means. Somebody who stands on the list twice is meant once. */
export async function resolveScope(
  { installation }: Acting,
  scope: RequirementScope,
): Promise<ResolvedScope> {
  const { accounts } = installation.builtInDirectory;
  if (scope.kind === 'group') {
    const total = await accounts.countMatching({ filter: { group: scope.group }, most: 10_000_000 });
    return { accounts: null, total, unknown: [] };
  }
  if (scope.kind === 'people') {
    const found = await accounts.readMany(scope.accountIds);
    return { accounts: found, total: found.length, unknown: [] };
  }
  const lines = [...new Set(scope.text.split(/[\r\n]+/).map((line) => line.trim()))].filter(Boolean);
  if (lines.length > mostLines)
    throw new AdminProblem(`A list holds at most ${mostLines} lines`, {
      code: 'invalid',
      reason: 'listTooLong',
    });
  const found = new Map<string, DirectoryAccount>();
  const unknown: string[] = [];
  for (const line of lines) {
    const account = line.length > 254 ? null : await accounts.find(line);
    if (account === null) unknown.push([...line].slice(0, 100).join(''));
    else found.set(account.id, account);
  }
  return { accounts: [...found.values()], total: found.size, unknown };
}
