import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { readAccount } from '../accounts/index.ts';
import { startCeremony, takeCeremony } from '../ceremonies/index.ts';
import type { DirectoryContext } from '../context.ts';
import { insertMethod } from './insert-method.ts';
import { mayChange } from './may-change.ts';

export interface PasskeyStart {
  readonly options: PublicKeyCredentialCreationOptionsJSON;
  /** For the ceremony cookie. */
  readonly ceremonyToken: string;
}

/**
 * WebAuthn creation options: discoverable, user verification required, no attestation; the user handle is the account id.
 * `excludeExisting` keeps a person from registering one authenticator twice. An enrolment after a recovery must not
 * exclude: the old passkeys are about to die, and the same authenticator may hold the new one.
 */
export async function startPasskey(
  context: DirectoryContext,
  { accountId, excludeExisting }: { accountId: string; excludeExisting: boolean },
): Promise<PasskeyStart | null> {
  const account = await readAccount(context, accountId);
  if (account === null) return null;
  const challenge = Uint8Array.from(context.randomBytes(32));
  const options = await generateRegistrationOptions({
    rpName: context.relyingParty.name,
    rpID: context.relyingParty.id,
    userName: account.accountName,
    userDisplayName: `${account.givenName} ${account.surname}`.trim(),
    userID: Uint8Array.from(Buffer.from(accountId)),
    challenge,
    timeout: 120_000,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: excludeExisting ? await listCredentials(context, accountId) : [],
  });
  const ceremonyToken = await startCeremony(context, {
    purpose: 'passkey',
    accountId,
    challenge: options.challenge,
  });
  return { options, ceremonyToken };
}

async function listCredentials(context: DirectoryContext, accountId: string): Promise<{ id: string }[]> {
  const rows = await context.database
    .query()
    .selectFrom('authentication_method')
    .select('credential_id')
    .where('account_id', '=', accountId)
    .where('kind', '=', 'passkey')
    .where('disabled_at', 'is', null)
    .execute();
  return rows.flatMap(({ credential_id: id }) => (id === null ? [] : [{ id }]));
}

export interface PasskeyAnswer {
  readonly accountId: string;
  readonly ceremonyToken: string;
  readonly credential: RegistrationResponseJSON;
  readonly label: string;
  /** Of the signed-in person who adds it. */
  readonly sessionId?: string;
  /** Of the set-up that it comes in by, which is its own leave to do so. */
  readonly enrolmentId?: string;
}

/**
 * Returns the new method's id, or null: stale or foreign challenge, wrong origin, no user verification, known credential;
 * and, outside set-up, when the session has ended or a recovery is under way (T20).
 */
export async function registerPasskey(
  context: DirectoryContext,
  answer: PasskeyAnswer,
): Promise<string | null> {
  const ceremony = await takeCeremony(context, {
    token: answer.ceremonyToken,
    purpose: 'passkey',
    expectedAccountId: answer.accountId,
  });
  if (ceremony === null || ceremony.challenge === null) return null;
  const verified = await verifyRegistrationResponse({
    response: answer.credential,
    expectedChallenge: ceremony.challenge,
    expectedOrigin: context.relyingParty.origin,
    expectedRPID: context.relyingParty.id,
    requireUserVerification: true,
  }).catch(() => null); // the library throws on every check that fails
  if (verified === null || !verified.verified) return null;
  const { credential } = verified.registrationInfo;
  return context.database.transaction(async () => {
    if (answer.enrolmentId === undefined && !(await mayChange(context, answer))) return null;
    return addPasskey(context, {
      accountId: answer.accountId,
      label: answer.label,
      credentialId: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: credential.transports ?? [],
      ...(answer.enrolmentId !== undefined && { enrolmentId: answer.enrolmentId }),
    });
  });
}

export interface NewPasskey {
  readonly accountId: string;
  readonly label: string;
  /** Base64url. */
  readonly credentialId: string;
  /** COSE key. */
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports?: readonly string[];
  readonly enrolmentId?: string;
  readonly lastUsedAt?: number;
}

/** Stores a passkey that was verified elsewhere (registration, a seed). Null when the credential id is already known. */
export async function addPasskey(context: DirectoryContext, passkey: NewPasskey): Promise<string | null> {
  return context.database.transaction(async () => {
    const known = await context.database
      .query()
      .selectFrom('authentication_method')
      .select('id')
      .where('credential_id', '=', passkey.credentialId)
      .executeTakeFirst();
    if (known !== undefined) return null;
    return insertMethod(context, {
      account_id: passkey.accountId,
      kind: 'passkey',
      label: passkey.label,
      credential_id: passkey.credentialId,
      public_key: Buffer.from(passkey.publicKey).toString('base64url'),
      counter: passkey.counter,
      transports: (passkey.transports ?? []).join(','),
      enrolment_id: passkey.enrolmentId ?? null,
      last_used_at: passkey.lastUsedAt ?? null,
    });
  });
}
