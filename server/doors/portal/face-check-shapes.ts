import { z } from 'zod';
import { livenessAssurances } from '../../../recovery/policy/index.ts';

export const detectionShape = z.object({
  assurance: z.enum(livenessAssurances),
  evidence: z
    .object({ address: z.string().max(2_000), date: z.string().max(10).describe('Calendar day, ISO 8601.') })
    .nullable()
    .describe('The laboratory’s letter.'),
});

/** A face check as profiles choose from. */
export const faceCheckShape = z.object({
  id: z.string(),
  name: z.string().describe('Empty for the built-in one.'),
  version: z.string().describe('Of the built-in one; a vendor names its version with every result.'),
  presentationAttackDetection: detectionShape,
  certified: z.boolean().describe('A level of ISO/IEC 30107-3, and the letter that says so.'),
  recommendedThreshold: z.number(),
  enabled: z.boolean().describe('A vendor: not switched off. The built-in one: installed.'),
});
