import { z } from 'zod';
import { because, describeIssue } from './describe-issue.ts';
import { builtInFaceCheck, type FaceCheckVendor, livenessAssurances } from './face-check-vendor.ts';
import type { Parsed } from './parse-policy.ts';
import { webAddress } from './web-address.ts';

const text = (longest: number) => z.string().trim().min(1, 'must not be empty').max(longest, 'is too long');

const vendorSchema = (example: boolean) =>
  z.strictObject({
    id: text(100).refine((id) => id !== builtInFaceCheck, because('taken', 'is the built-in one')),
    version: z.int().min(1),
    name: text(100),
    enabled: z.boolean(),
    address: webAddress(example).refine(
      (given) => URL.parse(given)?.search === '',
      because('httpsAddress', 'must have no parameters: sessions are added to it'),
    ),
    pageOrigin: webAddress(example).refine(
      (given) => URL.parse(given)?.origin === given,
      because('origin', 'must be an origin such as https://check.example'),
    ),
    presentationAttackDetection: z
      .strictObject({
        assurance: z.enum(livenessAssurances),
        evidence: z
          .strictObject({
            address: webAddress(false),
            date: z.iso.date('must be a date such as 2026-03-31'),
          })
          .nullable(),
      })
      .refine(({ assurance, evidence }) => !assurance.startsWith('iso') || evidence !== null, {
        ...because('letterMissing', 'a tested level needs the address and the date of its letter'),
        path: ['evidence'],
      }),
    recommendedThreshold: z.int().min(50, 'must be 50 to 100').max(100, 'must be 50 to 100'),
    secretSealed: text(4_000),
  });

/** A vendor out of stored configuration or from an admin, judged as a whole. All problems at once. */
export function parseFaceCheckVendor(
  input: unknown,
  { example }: { readonly example: boolean },
): Parsed<FaceCheckVendor> {
  const parsed = vendorSchema(example).safeParse(input);
  if (parsed.success) return { kind: 'parsed', value: parsed.data };
  return { kind: 'invalid', problems: parsed.error.issues.map(describeIssue) };
}
