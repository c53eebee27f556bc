import { z } from 'zod';
import { isCountryCode } from './country-codes.ts';
import { because, describeIssue } from './describe-issue.ts';
import type { Parsed } from './parse-policy.ts';
import { credentialKind, namesKindTwice } from './parse-trust-anchor.ts';
import { assuranceLevels, documentKinds, type Provider, reportSubjects } from './provider.ts';
import { webAddress } from './web-address.ts';

const text = (longest: number) => z.string().trim().min(1, 'must not be empty').max(longest, 'is too long');
const note = (longest: number) => z.string().trim().max(longest, 'is too long');
const day = z.iso.date('must be a date such as 2027-03-31');
const country = z
  .string()
  .refine(isCountryCode, because('notACountry', 'is no ISO 3166-1 alpha-2 country code'));
const unique = (list: readonly unknown[]) => new Set(list).size === list.length;

const report = z
  .strictObject({
    subject: z.enum(reportSubjects),
    standard: text(100),
    reference: note(200),
    issuedOn: day,
    validUntil: day,
  })
  .refine(({ issuedOn, validUntil }) => issuedOn <= validUntil, {
    ...because('endsBeforeIssue', 'ends before it was issued'),
    path: ['validUntil'],
  });

const providerSchema = (example: boolean) =>
  z.strictObject({
    id: text(100),
    version: z.int().min(1),
    name: text(100),
    sandbox: z
      .boolean()
      .refine((sandbox) => example || !sandbox, because('sandbox', 'a sandbox belongs to an example (D2)')),
    enabled: z.boolean(),
    address: webAddress(example).refine(
      (given) => URL.parse(given)?.searchParams.has('token') !== true,
      because('tokenTaken', 'must leave the parameter token to Regain'),
    ),
    statusAddress: webAddress(example),
    countries: z.union(
      [
        z.literal('any'),
        z
          .array(country)
          .min(1, 'must name at least one country')
          .refine(unique, because('twice', 'names a country twice')),
      ],
      "must be 'any' or a list of ISO 3166-1 alpha-2 country codes",
    ),
    documents: z.array(z.enum(documentKinds)).refine(unique, because('twice', 'names a document twice')),
    credentials: z
      .array(z.strictObject(credentialKind))
      .min(1, 'must name at least one credential')
      .refine((kinds) => !namesKindTwice(kinds), because('twice', 'names the same credential twice')),
    assurance: z.enum(assuranceLevels),
    chargesPerCheck: z.boolean(),
    price: note(60),
    reports: z.array(report).max(20, 'are too many'),
    acceptedWithoutReport: z
      .strictObject({ by: text(200), at: z.iso.datetime(), reason: text(500) })
      .nullable(),
    contact: z.strictObject({ name: note(100), email: note(200), phone: note(60) }),
  });

/** A provider out of stored configuration or from an admin, judged as a whole. All problems at once. */
export function parseProvider(input: unknown, { example }: { readonly example: boolean }): Parsed<Provider> {
  const parsed = providerSchema(example).safeParse(input);
  if (parsed.success) return { kind: 'parsed', value: parsed.data };
  return { kind: 'invalid', problems: parsed.error.issues.map(describeIssue) };
}
