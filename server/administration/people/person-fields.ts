import { z } from 'zod';
import { because, describeIssue, isCountryCode } from '../../../recovery/policy/index.ts';
import { line } from '../../plain-text.ts';
import { type FieldProblem, invalidFields, toFieldProblem } from '../admin-problem.ts';

const needed = (most: number) =>
  line(most).refine((text) => text !== '', because('required', 'must not be empty'));

const birthDate = z
  .string()
  .trim()
  .refine(isRealDate, because('notADate', 'must be a date like 1988-04-12'))
  .refine((date) => date > '1900-01-01', because('tooLongAgo', 'must be after 1900'));

const country = z
  .string()
  .trim()
  .transform((code) => code.toUpperCase())
  .refine(isCountryCode, because('notACountry', 'must be two letters of ISO 3166-1, like DE'));

const mail = line(254).refine(
  (text) => z.email().safeParse(text).success,
  because('notAMail', 'must be a mail address'),
);

/** Each attribute of a person as an admin may write it. Names may be empty: then readiness tells, and nobody recovers (R22). */
export const personFields = {
  accountName: needed(100).refine((name) => !/\s/u.test(name), because('whitespace', 'must not hold spaces')),
  givenName: line(100),
  surname: line(100),
  birthDate: birthDate.nullable(),
  country: country.nullable(),
  employeeNumber: line(64),
  mails: z.array(mail).max(20),
  enabled: z.boolean(),
} as const;

/** Group names. */
export const groupName = needed(100);

/** A new person. Mails are confirmed by whoever adds them: they identify the account from now on (D13). */
export const newPerson = z.strictObject({
  ...personFields,
  givenName: needed(100),
  surname: needed(100),
  birthDate: personFields.birthDate.default(null),
  country: personFields.country.default(null),
  employeeNumber: personFields.employeeNumber.default(''),
  mails: personFields.mails.default([]),
  enabled: personFields.enabled.default(true),
  groups: z.array(groupName).max(100).default([]),
});
export type NewPerson = z.input<typeof newPerson>;

/** What of a person an edit may change: what is not given stays. Groups, roles and freezing have acts of their own. */
export const personChanges = z.strictObject(personFields).partial();
export type PersonChanges = z.output<typeof personChanges>;

/** What is wrong with each field, by codes the portal has a sentence for. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.map((issue) => toFieldProblem(describeIssue(issue)));
}

/** Parses or throws the `AdminProblem` that names every field. */
export function parseFields<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw invalidFields(parsed.error.issues.map(describeIssue));
}

function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
