import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { startCeremony, takeCeremony } from '../ceremonies/index.ts';
import type { DirectoryContext } from '../context.ts';
import type { MethodRow } from '../store/index.ts';

export interface AssertionStart {
  readonly options: PublicKeyCredentialRequestOptionsJSON;
  readonly ceremonyToken: string;
}

/** Discoverable: no account is named and no credential listed, so the options tell a stranger nothing (D14). */
export async function startAssertion(context: DirectoryContext): Promise<AssertionStart> {
  const options = await generateAuthenticationOptions({
    rpID: context.relyingParty.id,
    challenge: Uint8Array.from(context.randomBytes(32)),
    timeout: 120_000,
    userVerification: 'required',
  });
  const ceremonyToken = await startCeremony(context, {
    purpose: 'signIn',
    accountId: null,
    challenge: options.challenge,
  });
  return { options, ceremonyToken };
}

/** Verifies an assertion and moves the counter on. Null for every reason to refuse. */
export async function verifyAssertion(
  context: DirectoryContext,
  { ceremonyToken, credential }: { ceremonyToken: string; credential: AuthenticationResponseJSON },
): Promise<{ accountId: string; methodId: string } | null> {
  const ceremony = await takeCeremony(context, {
    token: ceremonyToken,
    purpose: 'signIn',
    expectedAccountId: null,
  });
  if (ceremony === null || ceremony.challenge === null) return null;
  const method = await findPasskey(context, credential.id);
  if (method === null || method.disabled_at !== null || !method.enabled) return null;
  if (!isUserHandleOf(credential.response.userHandle, method.account_id)) return null;
  const verified = await verifyAuthenticationResponse({
    response: credential,
    expectedChallenge: ceremony.challenge,
    expectedOrigin: context.relyingParty.origin,
    expectedRPID: context.relyingParty.id,
    requireUserVerification: true,
    credential: {
      id: credential.id,
      publicKey: Uint8Array.from(Buffer.from(method.public_key ?? '', 'base64url')),
      counter: method.counter ?? 0,
    },
  }).catch(() => null); // throws on wrong origin, wrong signature, a counter that went back (WebAuthn 6.1.1)
  if (verified === null || !verified.verified) return null;
  if (!(await moveCounter(context, method, verified.authenticationInfo.newCounter))) return null;
  return { accountId: method.account_id, methodId: method.id };
}

async function findPasskey(context: DirectoryContext, credentialId: string) {
  const row = await context.database
    .query()
    .selectFrom('authentication_method as m')
    .innerJoin('account as a', 'a.id', 'm.account_id')
    .selectAll('m')
    .select('a.enabled')
    .where('m.credential_id', '=', credentialId)
    .executeTakeFirst();
  return row ?? null;
}

/** With a discoverable credential the handle says who signs in; it must be the credential's owner (WebAuthn 7.2, step 6). */
function isUserHandleOf(userHandle: string | undefined, accountId: string): boolean {
  return userHandle !== undefined && Buffer.from(userHandle, 'base64url').toString() === accountId;
}

/** Only from the value that was verified: of two clones that answer at once, one loses. */
async function moveCounter(
  context: DirectoryContext,
  method: MethodRow,
  newCounter: number,
): Promise<boolean> {
  const moved = await context.database
    .query()
    .updateTable('authentication_method')
    .set({ counter: newCounter })
    .where('id', '=', method.id)
    .where('counter', '=', method.counter)
    .returning('id')
    .executeTakeFirst();
  return moved !== undefined;
}
