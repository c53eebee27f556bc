import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { RemovalRefusal, Session } from '../../directory/index.ts';
import { attestation, label, newPassword, totpCode } from './method-bodies.ts';
import {
  type MethodChange,
  readSessionOf,
  type SignInDoor,
  setCeremony,
  setSession,
  takeCeremonyToken,
} from './sign-in-door.ts';

const path = '/api/security-info';

/**
 * What a signed-in person sees and changes of their own sign-in. Seeing needs a session; changing needs a sign-in no
 * older than ten minutes (R34) and no recovery under way (T20), and gives the session a new token (T16).
 */
export function registerSecurityInfoDoor(app: FastifyInstance, door: SignInDoor): void {
  const { directory, cookies } = door;

  app.get(path, async (request, reply) => {
    const session = await readSessionOf(request, door);
    return session === null ? notSignedIn(reply) : view(door, session);
  });

  registerAdding(app, door);

  app.delete(`${path}/methods/:id`, async (request, reply) => {
    const session = await changingSession(request, reply, door);
    if (session === null) return reply;
    const { id } = z.object({ id: z.string().max(100) }).parse(request.params);
    const removed = await noted(door, { session, change: 'removed' }, () => remove(door, { session, id }));
    if (removed === 'methodUnknown') return reply.code(404).send({ error: removed });
    if (removed === 'lastMethod') return reply.code(409).send({ error: removed });
    if (removed === 'notNow') return signInAgain(reply);
    return changed(request, reply, { door, session });
  });

  app.delete(`${path}/sessions/:id`, async (request, reply) => {
    const session = await changingSession(request, reply, door);
    if (session === null) return reply;
    const { id } = z.object({ id: z.string().max(100) }).parse(request.params);
    await directory.sessions.end({ accountId: session.accountId, sessionId: id });
    if (id === session.sessionId) cookies.clear(reply, 'session');
    return view(door, session);
  });

  app.post(`${path}/sessions/end-others`, async (request, reply) => {
    const session = await changingSession(request, reply, door);
    if (session === null) return reply;
    await directory.sessions.endAll({ accountId: session.accountId, exceptSessionId: session.sessionId });
    return view(door, session);
  });
}

function registerAdding(app: FastifyInstance, door: SignInDoor): void {
  const { directory, cookies } = door;

  app.post(`${path}/passkeys/options`, async (request, reply) => {
    const session = await changingSession(request, reply, door);
    if (session === null) return reply;
    const start = await directory.methods.startPasskey(session.accountId);
    if (start === null) return notSignedIn(reply);
    setCeremony(reply, { cookies, token: start.ceremonyToken });
    return start.options;
  });

  app.post(`${path}/passkeys`, async (request, reply) => {
    const session = await changingSession(request, reply, door);
    if (session === null) return reply;
    const body = z.object({ credential: attestation, label }).parse(request.body);
    const ceremonyToken = takeCeremonyToken(request, reply, cookies);
    const { accountId, sessionId } = session;
    const added = await noted(door, { session, change: 'added' }, async () => {
      const passkey = { accountId, sessionId, ceremonyToken, ...body };
      const methodId = await directory.methods.registerPasskey(passkey);
      return methodId === null ? null : { kind: 'passkey', label: body.label };
    });
    if (added === null) return reply.code(400).send({ error: 'passkeyRefused' });
    return changed(request, reply, { door, session });
  });

  app.post(`${path}/totp/start`, async (request, reply) => {
    const session = await changingSession(request, reply, door);
    if (session === null) return reply;
    const start = await directory.methods.startTotp({
      accountId: session.accountId,
      startedBy: session.sessionId,
      ceremonyToken: cookies.read(request, 'ceremony'),
    });
    if (start === null) return notSignedIn(reply);
    setCeremony(reply, { cookies, token: start.ceremonyToken });
    return { secret: start.secret, uri: start.uri };
  });

  app.post(`${path}/totp`, async (request, reply) => {
    const session = await changingSession(request, reply, door);
    if (session === null) return reply;
    const { code } = z.object({ code: totpCode }).parse(request.body);
    const ceremonyToken = cookies.read(request, 'ceremony') ?? '';
    const { accountId, sessionId } = session;
    const added = await noted(door, { session, change: 'added' }, async () => {
      const methodId = await directory.methods.registerTotp({ accountId, sessionId, ceremonyToken, code });
      return methodId === null ? null : { kind: 'totp', label: '' };
    });
    if (added === null) return reply.code(400).send({ error: 'codeWrong', field: 'code' });
    return changed(request, reply, { door, session });
  });

  app.post(`${path}/password`, async (request, reply) => {
    const session = await changingSession(request, reply, door);
    if (session === null) return reply;
    const { password } = newPassword.parse(request.body);
    const mistake = directory.methods.findPasswordMistake(password, session.accountName);
    if (mistake !== null) return reply.code(400).send({ error: mistake, field: 'password' });
    const { accountId, sessionId } = session;
    const added = await noted(door, { session, change: 'added' }, async () => {
      const methodId = await directory.methods.changePassword({ accountId, sessionId, password });
      return methodId === null ? null : { kind: 'password', label: '' };
    });
    if (added === null) return signInAgain(reply);
    return changed(request, reply, { door, session });
  });
}

/** The session, if it may change something; else the answer is already given. */
async function changingSession(
  request: FastifyRequest,
  reply: FastifyReply,
  door: SignInDoor,
): Promise<Session | null> {
  const session = await readSessionOf(request, door);
  if (session === null) {
    notSignedIn(reply);
    return null;
  }
  if (session.mayChangeMethods) return session;
  signInAgain(reply);
  return null;
}

type ChangedMethod = Pick<MethodChange, 'kind' | 'label'>;

/** A change and its notice, both or neither. What `change` refuses (null, or a code) is handed on, and nothing is written. */
async function noted<Refusal extends string | null>(
  door: SignInDoor,
  { session, change }: { readonly session: Session; readonly change: MethodChange['change'] },
  make: () => Promise<ChangedMethod | Refusal>,
): Promise<ChangedMethod | Refusal> {
  return door.transaction(async () => {
    const made = await make();
    if (made === null || typeof made === 'string') return made;
    const { kind, label } = made;
    await door.onMethodChanged({ accountId: session.accountId, change, kind, label });
    return made;
  });
}

/** Their pass is listed among the methods, and people may delete their own (behaviour.md 3.8). */
async function remove(
  { directory }: SignInDoor,
  { session, id }: { session: Session; id: string },
): Promise<ChangedMethod | RemovalRefusal> {
  const { accountId, sessionId } = session;
  const pass = await directory.passes.read(accountId);
  if (pass !== null && pass.id === id) {
    await directory.passes.delete(accountId);
    return { kind: 'accessPass', label: '' };
  }
  return directory.methods.remove({ accountId, sessionId, methodId: id });
}

/** Who removed what they are signed in with is signed out by it: the page then shows the sign-in. */
async function changed(
  request: FastifyRequest,
  reply: FastifyReply,
  { door, session }: { readonly door: SignInDoor; readonly session: Session },
): Promise<FastifyReply> {
  if ((await readSessionOf(request, door)) === null) {
    door.cookies.clear(reply, 'session');
    return notSignedIn(reply);
  }
  const token = await door.directory.sessions.rotate(session.sessionId);
  setSession(reply, { cookies: door.cookies, token });
  return reply.send(await view(door, session));
}

async function view({ directory }: SignInDoor, { accountId, sessionId }: Session) {
  const methods = await directory.methods.list(accountId);
  const pass = await directory.passes.read(accountId);
  const sessions = await directory.sessions.list(accountId);
  const { id, addedAt, lastUsedAt } = pass ?? { id: '', addedAt: 0, lastUsedAt: null };
  const passLine = { id, kind: 'accessPass', label: '', addedAt, lastUsedAt, disabledAt: null };
  return {
    methods: pass?.usability === 'enabledByPolicy' ? [...methods, passLine] : methods,
    sessions: sessions.map((session) => ({ ...session, current: session.id === sessionId })),
  };
}

/** Also while a recovery is under way: signing in with its new method completes it, and then methods may be changed. */
function signInAgain(reply: FastifyReply): FastifyReply {
  return reply.code(403).send({ error: 'signInAgain' });
}

function notSignedIn(reply: FastifyReply): FastifyReply {
  return reply.code(401).send({ error: 'notSignedIn' });
}
