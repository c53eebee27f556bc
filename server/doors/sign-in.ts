import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { SignedIn } from '../../directory/index.ts';
import { registerEnrolmentDoor } from './enrolment.ts';
import { totpCode } from './method-bodies.ts';
import { registerSecurityInfoDoor } from './security-info.ts';
import {
  base64url,
  readSessionOf,
  type SignInDoor,
  setCeremony,
  setEnrolment,
  setSession,
  takeCeremonyToken,
  typedText,
} from './sign-in-door.ts';

const assertion = z.object({
  id: base64url(1_400),
  rawId: base64url(1_400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(8_000),
    authenticatorData: base64url(8_000),
    signature: base64url(8_000),
    userHandle: base64url(100).exactOptional(),
  }),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});

/** Space and line ends come along when somebody pastes. */
const pasted = (maximum: number) => z.string().trim().pipe(typedText(maximum));
const identifier = pasted(254);

/**
 * Sign-in, sign-out, and with them the doors that a signed-in or enrolling person may enter. Unknown, disabled, throttled
 * or simply wrong: one answer (D14, R23).
 */
export function registerSignInDoor(app: FastifyInstance, door: SignInDoor): void {
  const { directory, cookies } = door;

  app.get('/api/session', async (request) => {
    const session = await readSessionOf(request, door);
    if (session === null) return { signedIn: false, person: null, mayChangeMethods: false };
    const { accountName, displayName, mayChangeMethods } = session;
    return { signedIn: true, person: { accountName, displayName }, mayChangeMethods };
  });

  app.post('/api/sign-in/passkey/options', async (_request, reply) => {
    const { options, ceremonyToken } = await directory.signIn.startPasskey();
    setCeremony(reply, { cookies, token: ceremonyToken });
    return options;
  });

  app.post('/api/sign-in/passkey', async (request, reply) => {
    const { credential } = z.object({ credential: assertion }).parse(request.body);
    const ceremonyToken = takeCeremonyToken(request, reply, cookies);
    const signedIn = await directory.signIn.withPasskey({
      credential,
      ceremonyToken,
      userAgent: userAgentOf(request),
    });
    return finishSignIn(request, reply, { door, signedIn });
  });

  app.post('/api/sign-in/password', async (request, reply) => {
    const typed = z.object({ identifier, password: typedText(1_024), code: totpCode }).parse(request.body);
    const signedIn = await directory.signIn.withPassword({
      ...typed,
      address: request.ip,
      userAgent: userAgentOf(request),
    });
    return finishSignIn(request, reply, { door, signedIn });
  });

  app.post('/api/sign-in/access-pass', async (request, reply) => {
    const typed = z.object({ identifier, pass: pasted(100) }).parse(request.body);
    const enrolment = await redeemPass(request, { door, typed });
    if (enrolment === null) return signInFailed(reply);
    setEnrolment(reply, { door, ...enrolment });
    return { location: '/enrol' };
  });

  app.post('/api/sign-out', async (request, reply) => {
    const token = cookies.read(request, 'session');
    if (token !== undefined) await directory.sessions.endOfToken(token);
    cookies.clear(reply, 'session');
    return reply.code(204).send();
  });

  registerSecurityInfoDoor(app, door);
  registerEnrolmentDoor(app, door);
}

/** A new session at every sign-in; the one this browser had before ends (T16, R33). */
async function finishSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  { door, signedIn }: { door: SignInDoor; signedIn: SignedIn | null },
): Promise<FastifyReply> {
  if (signedIn === null) return signInFailed(reply);
  const before = door.cookies.read(request, 'session');
  if (before !== undefined) await door.directory.sessions.endOfToken(before);
  const { accountId, methodId, at } = signedIn;
  const recoveryCookie = door.cookies.read(request, 'recovery');
  const { recoveryCompleted } = await door.onSignedIn({
    accountId,
    methodId,
    at,
    ...(recoveryCookie !== undefined && { recoveryCookie }),
  });
  setSession(reply, { cookies: door.cookies, token: signedIn.sessionToken });
  return reply.send({ location: recoveryCompleted ? '/recover' : '/security-info' });
}

/** An admin's pass for anybody who has it; a recovery's only in the browser of that recovery (D28, T19). */
async function redeemPass(
  request: FastifyRequest,
  { door, typed }: { door: SignInDoor; typed: { identifier: string; pass: string } },
): Promise<{ token: string; expiresAt: number } | null> {
  const recoveryId = await door.recoveryOfCookie(request);
  const { identifier, pass: value } = typed;
  const found = await door.directory.signIn.withPass({ identifier, value, address: request.ip, recoveryId });
  if (found === null) return null;
  if (found.kind === 'enrolment') return { token: found.enrolmentToken, expiresAt: found.expiresAt };
  return (await door.redeemRecoveryPassByValue?.({ recoveryId: found.recoveryId, value })) ?? null;
}

function signInFailed(reply: FastifyReply): FastifyReply {
  return reply.code(401).send({ error: 'signInFailed' });
}

function userAgentOf(request: FastifyRequest): string {
  return (request.headers['user-agent'] ?? '').slice(0, 512);
}
