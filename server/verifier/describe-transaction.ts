import type { Transaction } from './transaction.ts';

/** What programs read of a transaction. A picture is told of, not shown. */
export type DescribedTransaction = {
  readonly id: string;
  readonly timesRead: number;
  readonly expiresAt: string;
  readonly responseMode: string;
  readonly clientIdPrefix: string;
} & (
  | { readonly state: 'waiting' | 'expired' }
  | {
      readonly state: 'accepted';
      /** In Regain's own words; null: not said. */
      readonly claims: Readonly<Record<string, string | null>>;
      readonly portrait: { readonly mediaType: 'image/jpeg' | 'image/png'; readonly bytes: number } | null;
      readonly credential: Readonly<Record<'format' | 'type' | 'anchorId' | 'issuedAt', string>>;
      readonly responseCode: string;
    }
  | { readonly state: 'refused'; readonly code: string; readonly detail: Readonly<Record<string, unknown>> }
);

/** @param now epoch milliseconds */
export function describeTransaction(transaction: Transaction, now: number): DescribedTransaction {
  const { id, timesRead, profile, outcome, responseCode } = transaction;
  const { responseMode, clientIdPrefix } = profile;
  const expiresAt = new Date(transaction.expiresAt).toISOString();
  const common = { id, timesRead, expiresAt, responseMode, clientIdPrefix };
  if (outcome.kind === 'waiting')
    return { ...common, state: transaction.expiresAt > now ? 'waiting' : 'expired' };
  if (outcome.kind === 'refused')
    return { ...common, state: 'refused', code: outcome.refusal.code, detail: outcome.refusal.detail ?? {} };
  const { claims, portrait, credential } = outcome.answer;
  const { format, type, anchorId, issuedAt } = credential;
  return {
    ...{ ...common, state: 'accepted', claims, responseCode },
    portrait: portrait === null ? null : describePicture(Buffer.from(portrait, 'base64')),
    credential: { format, type, anchorId, issuedAt: new Date(issuedAt).toISOString() },
  };
}

function describePicture(bytes: Buffer) {
  return { mediaType: bytes[0] === 0xff ? 'image/jpeg' : 'image/png', bytes: bytes.length } as const;
}
