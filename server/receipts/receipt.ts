import { z } from 'zod';

const method = z.object({ kind: z.enum(['passkey', 'password', 'totp']), label: z.string() });

/**
 * What a receipt says about a recovery (behaviour.md S21): who, whose word was taken, by which rule, when, what changed. Nothing out
 * of the document. Times are epoch seconds, as in any JWT; the rest is for people.
 */
export const receiptShape = z.object({
  /** Address of the Regain that signed it; its keys are at `/.well-known/regain-receipts.json`. */
  iss: z.string(),
  /** Epoch seconds of the completion. */
  iat: z.number(),
  /** The recovery's id: an auditor finds its chain by it. */
  jti: z.string(),
  case: z.string(),
  organisation: z.string(),
  account: z.object({ name: z.string(), displayName: z.string() }),
  /** Which authority's word was taken, in which kind of credential. */
  issuer: z.object({ anchor: z.string(), name: z.string(), credentialType: z.string() }),
  rule: z.object({
    profile: z.string(),
    profileVersion: z.number(),
    organisationPolicyVersion: z.number(),
    /** What of the credential agreed with the account. */
    agreed: z.array(z.string()),
  }),
  begun: z.number(),
  proved: z.number(),
  completed: z.number(),
  changed: z.object({
    added: z.array(method),
    disabled: z.array(method),
    sessionsEnded: z.number(),
  }),
  /** The last entry of the recovery in the record: who holds this receipt can tell if that was changed. */
  record: z.object({ sequence: z.number(), hash: z.string() }),
});
export type Receipt = z.infer<typeof receiptShape>;
