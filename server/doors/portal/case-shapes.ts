import { z } from 'zod';
import {
  type CaseLine,
  type CasePlace,
  type RecoveryFilter,
  recoveryOutcomes,
  recoveryStates,
} from '../../../recovery/insight/index.ts';

const time = z.coerce.number().int().min(0).max(8.64e15);
const id = z.string().min(1).max(100);

/** As read aloud: `K7QF-2M9D`, in whatever case, with or without the dash. */
export const caseNumber = z
  .string()
  .max(40)
  .transform((typed) => typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
  .transform((letters) => (letters.length > 4 ? `${letters.slice(0, 4)}-${letters.slice(4)}` : letters));

/** How cases are narrowed, in the address of a list, a report or an export. */
export const caseFilter = z.object({
  profileId: id.optional(),
  mode: z.enum(['evaluation', 'production']).optional(),
  state: z.enum(recoveryStates).optional(),
  outcome: z.enum(recoveryOutcomes).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  providerId: id.optional(),
  applicant: z.enum(['eligible', 'decoy']).optional().describe('People who may recover, or decoys.'),
  from: time.optional().describe('Begun at this time or later; epoch milliseconds.'),
  to: time.optional().describe('Begun before this time.'),
});

export const caseLine = z.object({
  id: z.string(),
  caseNumber: z.string(),
  state: z.enum(recoveryStates),
  outcome: z.enum(recoveryOutcomes).nullable(),
  mode: z.enum(['evaluation', 'production']),
  profileId: z.string(),
  profileName: z.string().describe('As it was called when the recovery began.'),
  profileVersion: z.number(),
  country: z.string(),
  providerId: z.string().nullable(),
  eligibility: z.string().describe('Empty: may recover. Else why not: then this is a decoy.'),
  endedFrom: z.enum(recoveryStates).nullable(),
  endCode: z.string().describe('The reason it ended for; empty where there is none.'),
  createdAt: z.number(),
  updatedAt: z.number(),
  endedAt: z.number().nullable(),
});

/** The parts of a query that narrow; an absent one is absent, not undefined. */
export function toFilter(query: z.infer<typeof caseFilter>): RecoveryFilter {
  const { profileId, mode, state, outcome, country, providerId, applicant, from, to } = query;
  const filter = { profileId, mode, state, outcome, country, providerId, applicant, from, to };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

export const toCursor = ({ createdAt, id: caseId }: CaseLine): string => `${createdAt}_${caseId}`;

/** Null for what is no cursor of ours: then the list begins anew. */
export function parseCursor(cursor: string | undefined): CasePlace | null {
  const [, createdAt, caseId] = /^(\d{1,16}(?:\.\d+)?)_(.{1,100})$/.exec(cursor ?? '') ?? [];
  return createdAt === undefined || caseId === undefined
    ? null
    : { createdAt: Number(createdAt), id: caseId };
}
