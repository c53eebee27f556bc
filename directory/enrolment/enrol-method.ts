import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import { resetAttempts } from '../attempts/index.ts';
import type { DirectoryContext } from '../context.ts';
import {
  addPassword,
  addTotp,
  confirmTotp,
  findPasswordMistake,
  hashPassword,
  type PasskeyStart,
  type PasswordRefusal,
  registerPasskey,
  startPasskey,
  startTotp,
  type TotpStarted,
} from '../methods/index.ts';
import type { EnrolmentRow } from '../store/index.ts';
import { type Enrolment, lockOpenEnrolment, readEnrolment } from './enrolment-session.ts';

export type EnrolmentRefusal =
  | 'enrolmentEnded'
  | 'passkeyRefused'
  | 'codeWrong'
  | 'passwordFirst'
  | PasswordRefusal;

async function readOpen(context: DirectoryContext, token: string): Promise<Enrolment | null> {
  const enrolment = await readEnrolment(context, token);
  return enrolment !== null && enrolment.done === null ? enrolment : null;
}

export async function startEnrolmentPasskey(
  context: DirectoryContext,
  token: string,
): Promise<PasskeyStart | 'enrolmentEnded'> {
  const enrolment = await readOpen(context, token);
  if (enrolment === null) return 'enrolmentEnded';
  const start = await startPasskey(context, { accountId: enrolment.accountId, excludeExisting: false });
  return start ?? 'enrolmentEnded';
}

export interface PasskeyEnrolment {
  readonly enrolmentToken: string;
  readonly ceremonyToken: string;
  readonly credential: RegistrationResponseJSON;
  readonly label: string;
}

/** The first new method ends the session (D29). */
export async function enrolPasskey(
  context: DirectoryContext,
  { enrolmentToken, ceremonyToken, credential, label }: PasskeyEnrolment,
): Promise<Enrolment | EnrolmentRefusal> {
  return change(context, enrolmentToken, async (enrolment) => {
    const { account_id: accountId, id: enrolmentId } = enrolment;
    const method = await registerPasskey(context, {
      accountId,
      ceremonyToken,
      credential,
      label,
      enrolmentId,
    });
    if (method === null) return 'passkeyRefused';
    await finish(context, enrolment, 'passkey');
    return null;
  });
}

/** Keeps the hash until the authenticator app is confirmed: a password alone is no method (R14). */
export async function setEnrolmentPassword(
  context: DirectoryContext,
  { enrolmentToken, password }: { enrolmentToken: string; password: string },
): Promise<Enrolment | EnrolmentRefusal> {
  const before = await readOpen(context, enrolmentToken);
  if (before === null) return 'enrolmentEnded';
  const mistake = findPasswordMistake(password, before.accountName);
  if (mistake !== null) return mistake;
  const passwordHash = await hashPassword(password);
  return change(context, enrolmentToken, async (enrolment) => {
    await update(context, enrolment, { password_hash: passwordHash });
    return null;
  });
}

export async function startEnrolmentTotp(
  context: DirectoryContext,
  { enrolmentToken, ceremonyToken }: { enrolmentToken: string; ceremonyToken?: string | undefined },
): Promise<TotpStarted | 'enrolmentEnded'> {
  const enrolment = await readOpen(context, enrolmentToken);
  if (enrolment === null) return 'enrolmentEnded';
  const { id: startedBy, accountId } = enrolment;
  return (await startTotp(context, { accountId, startedBy, ceremonyToken })) ?? 'enrolmentEnded';
}

/** Password and authenticator app come into being together, and end the session. */
export async function enrolTotp(
  context: DirectoryContext,
  { enrolmentToken, ceremonyToken, code }: { enrolmentToken: string; ceremonyToken: string; code: string },
): Promise<Enrolment | EnrolmentRefusal> {
  return change(context, enrolmentToken, async (enrolment) => {
    const { account_id: accountId, id: enrolmentId, password_hash: passwordHash } = enrolment;
    if (passwordHash === null) return 'passwordFirst';
    const confirmed = await confirmTotp(context, { accountId, ceremonyToken, code });
    if (confirmed === null) return 'codeWrong';
    await addPassword(context, { accountId, passwordHash, enrolmentId });
    await addTotp(context, { accountId, ...confirmed, enrolmentId });
    await finish(context, enrolment, 'password');
    return null;
  });
}

async function change(
  context: DirectoryContext,
  token: string,
  run: (enrolment: EnrolmentRow) => Promise<EnrolmentRefusal | null>,
): Promise<Enrolment | EnrolmentRefusal> {
  return context.database.transaction(async () => {
    const enrolment = await lockOpenEnrolment(context, token);
    if (enrolment === null) return 'enrolmentEnded';
    if ((await readEnrolment(context, token)) === null) return 'enrolmentEnded'; // the account was disabled meanwhile
    return (await run(enrolment)) ?? (await readEnrolment(context, token)) ?? 'enrolmentEnded';
  });
}

async function finish(
  context: DirectoryContext,
  enrolment: EnrolmentRow,
  done: NonNullable<EnrolmentRow['done']>,
): Promise<void> {
  await update(context, enrolment, { done, password_hash: null });
  await resetAttempts(context, enrolment.account_id);
}

async function update(
  context: DirectoryContext,
  enrolment: EnrolmentRow,
  columns: Partial<Pick<EnrolmentRow, 'done' | 'password_hash'>>,
): Promise<void> {
  await context.database
    .query()
    .updateTable('enrolment_session')
    .set(columns)
    .where('id', '=', enrolment.id)
    .execute();
}
