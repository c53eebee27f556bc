import { z } from 'zod';
import { type AuditEntry, personalNames } from '../../../recovery/audit/index.ts';
import type { Installation } from '../../installation.ts';

/** An entry of the record as admins read it: values of people are named, never told (D35). */
export const entryShape = z.object({
  chain: z.string().describe('The recovery it belongs to, or `administration`.'),
  caseNumber: z.string().nullable().describe('Of that recovery.'),
  sequence: z.number(),
  at: z.number().describe('Epoch milliseconds.'),
  activity: z.string(),
  result: z.enum(['success', 'refused', 'failed']),
  code: z.string().describe('Why; empty where no reason is needed.'),
  actor: z.object({
    id: z.string().describe('`person`, `wallet`, `system`, `admin:host` or `admin:<account id>`.'),
    displayName: z.string().describe('Of an admin whose account exists; else empty.'),
  }),
  facts: z.array(z.object({ name: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) })),
  personal: z
    .array(z.string())
    .describe('Names of the values kept apart for this entry, told on demand only.'),
  hash: z.string(),
});

const isPersonal = (name: string): boolean => (personalNames as readonly string[]).includes(name);

/** Entries with the names of the admins in them and the numbers of their cases, each looked up once. */
export async function describeEntries(
  { builtInDirectory, recoveries }: Pick<Installation, 'builtInDirectory' | 'recoveries'>,
  entries: readonly AuditEntry[],
): Promise<z.infer<typeof entryShape>[]> {
  const adminIds = entries.flatMap(({ actor }) => /^admin:(?!host$)(.+)$/.exec(actor)?.[1] ?? []);
  const accounts = await builtInDirectory.accounts.readMany([...new Set(adminIds)]);
  const names = new Map(
    accounts.map(({ id, givenName, surname }) => [`admin:${id}`, `${givenName} ${surname}`.trim()]),
  );
  const chains = [...new Set(entries.map(({ chain }) => chain))].filter(
    (chain) => chain !== 'administration',
  );
  const caseNumbers = await recoveries.readCaseNumbers(chains);
  return entries.map((entry) => ({
    chain: entry.chain,
    caseNumber: caseNumbers.get(entry.chain) ?? null,
    sequence: entry.sequence,
    at: entry.at,
    activity: entry.activity,
    result: entry.result,
    code: entry.code,
    actor: { id: entry.actor, displayName: names.get(entry.actor) ?? '' },
    facts: Object.entries(entry.data).flatMap(([name, value]) =>
      // In the administration's chain `account` is an id; in a recovery's it stands for a person.
      value === null || value === '' || (entry.chain !== 'administration' && isPersonal(name))
        ? []
        : [{ name, value }],
    ),
    personal: entry.chain === 'administration' ? [] : Object.keys(entry.data).filter(isPersonal),
    hash: entry.hash,
  }));
}
