import { Secret, TOTP } from 'otpauth';
import { readAccount } from '../accounts/index.ts';
import { resumeCeremony, startCeremony, takeCeremony, tryCeremony } from '../ceremonies/index.ts';
import type { DirectoryContext } from '../context.ts';
import { hashToken, unwrapSecret, wrapSecret } from '../secrets/index.ts';
import type { MethodRow } from '../store/index.ts';
import { insertMethod } from './insert-method.ts';
import { type ChangingSession, mayChange } from './may-change.ts';

/** What every authenticator app can do: RFC 6238 with SHA-1, six digits, 30 seconds. */
const parameters = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

export interface TotpStarted {
  /** Base32, to type. */
  readonly secret: string;
  /** `otpauth://` address, for a QR. */
  readonly uri: string;
  readonly ceremonyToken: string;
}

export interface TotpStart {
  readonly accountId: string;
  /** Id of the session or the set-up that asks. */
  readonly startedBy: string;
  /** Of this browser's ceremony cookie, if it has one. */
  readonly ceremonyToken?: string | undefined;
}

/**
 * A secret for an app to scan. While its ceremony lives, the same browser is handed the same one again: with another, a
 * second tab or a reload would make the codes of the first wrong.
 */
export async function startTotp(context: DirectoryContext, start: TotpStart): Promise<TotpStarted | null> {
  const account = await readAccount(context, start.accountId);
  if (account === null) return null;
  const { bytes, ceremonyToken } = (await resume(context, start)) ?? (await begin(context, start));
  const secret = new Secret({ buffer: Uint8Array.from(bytes).buffer });
  const totp = new TOTP({
    ...parameters,
    issuer: context.relyingParty.name,
    label: account.accountName,
    secret,
  });
  return { secret: secret.base32, uri: totp.toString(), ceremonyToken };
}

export interface TotpConfirmation {
  readonly accountId: string;
  readonly ceremonyToken: string;
  readonly code: string;
}

interface Pending {
  readonly bytes: Uint8Array;
  readonly ceremonyToken: string;
}

async function resume(
  context: DirectoryContext,
  { accountId, startedBy, ceremonyToken }: TotpStart,
): Promise<Pending | null> {
  if (ceremonyToken === undefined) return null;
  const answer = { token: ceremonyToken, purpose: 'totp', expectedAccountId: accountId, startedBy } as const;
  const ceremony = await resumeCeremony(context, answer);
  if (ceremony === null || ceremony.totp_secret === null) return null;
  return { bytes: unwrapPending(context, ceremony.totp_secret, ceremonyToken), ceremonyToken };
}

async function begin(context: DirectoryContext, { accountId, startedBy }: TotpStart): Promise<Pending> {
  const bytes = context.randomBytes(20);
  const ceremonyToken = await startCeremony(context, {
    purpose: 'totp',
    accountId,
    startedBy,
    wrapTotpSecret: (owner) =>
      wrapSecret(bytes, { key: context.keys.totp, owner, randomBytes: context.randomBytes }),
  });
  return { bytes, ceremonyToken };
}

function unwrapPending({ keys }: DirectoryContext, wrapped: string, ceremonyToken: string): Uint8Array {
  return unwrapSecret(wrapped, { key: keys.totp, owner: hashToken(ceremonyToken) });
}

/** The secret and the step of a right first code; null when the code is wrong or the ceremony over. A right code ends it. */
export async function confirmTotp(
  context: DirectoryContext,
  { accountId, ceremonyToken, code }: TotpConfirmation,
): Promise<{ secret: Uint8Array; step: number } | null> {
  const answer = { token: ceremonyToken, purpose: 'totp', expectedAccountId: accountId } as const;
  const ceremony = await tryCeremony(context, answer);
  if (ceremony === null || ceremony.totp_secret === null) return null;
  const secret = unwrapPending(context, ceremony.totp_secret, ceremonyToken);
  const step = findStep(secret, code, context.now());
  if (step === null || (await takeCeremony(context, answer)) === null) return null;
  return { secret, step };
}

export interface NewTotp {
  readonly accountId: string;
  readonly secret: Uint8Array;
  /** Of the code that confirmed it: that code is spent. */
  readonly step?: number;
  readonly enrolmentId?: string;
  readonly lastUsedAt?: number;
}

export async function addTotp(context: DirectoryContext, totp: NewTotp): Promise<string> {
  const method = {
    account_id: totp.accountId,
    kind: 'totp',
    totp_step: totp.step ?? null,
    enrolment_id: totp.enrolmentId ?? null,
    last_used_at: totp.lastUsedAt ?? null,
  } as const;
  return insertMethod(context, method, (owner) => ({
    totp_secret: wrapSecret(totp.secret, { key: context.keys.totp, owner, randomBytes: context.randomBytes }),
  }));
}

/** Null when the code is wrong, set-up took too long, the session has ended or a recovery is under way (T20). */
export async function registerTotp(
  context: DirectoryContext,
  confirmation: TotpConfirmation & ChangingSession,
): Promise<string | null> {
  const confirmed = await confirmTotp(context, confirmation);
  if (confirmed === null) return null;
  return context.database.transaction(async () =>
    (await mayChange(context, confirmation))
      ? addTotp(context, { accountId: confirmation.accountId, ...confirmed })
      : null,
  );
}

/** True once for each code: the step is spent in the same statement that checks it (RFC 6238 5.2). */
export async function useTotpCode(
  context: DirectoryContext,
  method: MethodRow,
  code: string,
): Promise<boolean> {
  const secret = unwrapSecret(method.totp_secret ?? '', { key: context.keys.totp, owner: method.id });
  const step = findStep(secret, code, context.now());
  if (step === null) return false;
  const spent = await context.database
    .query()
    .updateTable('authentication_method')
    .set({ totp_step: step })
    .where('id', '=', method.id)
    .where(({ or, eb }) => or([eb('totp_step', 'is', null), eb('totp_step', '<', step)]))
    .returning('id')
    .executeTakeFirst();
  return spent !== undefined;
}

/** Clocks differ: one step before or after counts as well. */
function findStep(secret: Uint8Array, code: string, now: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const totp = new TOTP({ ...parameters, secret: new Secret({ buffer: Uint8Array.from(secret).buffer }) });
  const delta = totp.validate({ token: code, timestamp: now, window: 1 });
  return delta === null ? null : Math.floor(now / 1000 / parameters.period) + delta;
}
