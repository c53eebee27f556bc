import { z } from 'zod';
import { describeIssue } from '../../recovery/policy/index.ts';
import type { Installation } from '../installation.ts';
import { AdminProblem, invalidFields } from './admin-problem.ts';

const line = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not hold control characters');

const newAccount = z.strictObject({
  accountName: line,
  givenName: line,
  surname: line,
  /** Confirmed by whoever adds the account: mails identify it from now on (D13). */
  mails: z.array(z.email()).max(20).default([]),
  birthDate: z.iso.date('must be a date like 1988-04-12').optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be two capital letters, like DE')
    .optional(),
  employeeNumber: line.optional(),
  groups: z.array(line).max(100).default([]),
});

export type AddedAccount = z.input<typeof newAccount>;

/**
 * Somebody new in the built-in directory, with no way to sign in yet: an access pass is the first one. Gives the id.
 * Throws `AdminProblem` for a value that cannot be and a name that is taken.
 */
export async function addAccount(
  { builtInDirectory }: Pick<Installation, 'builtInDirectory'>,
  request: AddedAccount,
): Promise<string> {
  const parsed = newAccount.safeParse(request);
  if (!parsed.success) throw invalidFields(parsed.error.issues.map(describeIssue));
  const { mails, birthDate, country, employeeNumber, ...names } = parsed.data;
  if ((await builtInDirectory.accounts.find(names.accountName)) !== null)
    throw new AdminProblem(`${names.accountName} is taken`);
  return builtInDirectory.accounts.create({
    ...names,
    mails: mails.map((mail) => ({ mail, confirmed: true })),
    ...(birthDate !== undefined && { birthDate }),
    ...(country !== undefined && { country }),
    ...(employeeNumber !== undefined && { employeeNumber }),
  });
}
