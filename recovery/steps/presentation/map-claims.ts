import { z } from 'zod';
import { type Refusal, refuse } from '../../outcome.ts';
import type { ClaimField } from './asked-claims.ts';
import type { PresentationRefusalCode } from './presentation-refusal-codes.ts';
import type { Claims } from './presented.ts';

const name = z
  .string()
  .max(256)
  .regex(/\S/u)
  .regex(/^\P{Cc}*$/u);

const country = z.string().regex(/^[A-Z]{2}$/);

/** What a field must look like, whichever format it came from. */
const fieldSchemas: Readonly<Record<keyof Claims, z.ZodType<string>>> = {
  givenName: name,
  familyName: name,
  birthDate: z.iso.date(),
  documentNumber: name.max(64),
  issuingCountry: country,
  // A person may have several; the first is as good as any.
  nationality: z.union([country, z.tuple([country], z.unknown()).transform(([first]) => first)]),
  nationalId: name.max(64),
};

/**
 * Puts verified claims into our words: the asked fields and no other. What a wallet shares beyond the question is
 * dropped here (evidence narrows).
 *
 * @param request.read value of a field in the credential, by the format's claim map
 */
export function mapClaims(request: {
  readonly fields: readonly ClaimField[];
  readonly read: (field: ClaimField) => unknown;
}): Claims | Refusal<PresentationRefusalCode> {
  const values = new Map<ClaimField, string>();
  for (const field of request.fields) {
    if (field === 'portrait') continue;
    const value = fieldSchemas[field].safeParse(request.read(field));
    if (!value.success) return refuse('claimMalformed', { field });
    values.set(field, value.data);
  }
  const givenName = values.get('givenName');
  const familyName = values.get('familyName');
  if (givenName === undefined || familyName === undefined) throw new TypeError('names are always asked');
  return {
    givenName,
    familyName,
    birthDate: values.get('birthDate') ?? null,
    documentNumber: values.get('documentNumber') ?? null,
    issuingCountry: values.get('issuingCountry') ?? null,
    nationality: values.get('nationality') ?? null,
    nationalId: values.get('nationalId') ?? null,
  };
}

/** Whatever of our vocabulary a credential says; null is what it does not say, or in another shape. */
export function mapKnownClaims(
  read: (field: ClaimField) => unknown,
): Readonly<Record<keyof Claims, string | null>> {
  const known = Object.entries(fieldSchemas).map(([field, schema]) => [
    field,
    schema.safeParse(read(field as keyof Claims)).data ?? null,
  ]);
  return Object.fromEntries(known) as Record<keyof Claims, string | null>;
}
