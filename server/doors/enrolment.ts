import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Enrolment, EnrolmentRefusal } from '../../directory/index.ts';
import { attestation, label, newPassword, totpCode } from './method-bodies.ts';
import { type SignInDoor, setCeremony, setEnrolment, takeCeremonyToken, typedText } from './sign-in-door.ts';

const path = '/api/enrolment';

/** Status and field of each answer to somebody whose set-up did not work. */
const answers: Readonly<Record<EnrolmentRefusal, { readonly status: number; readonly field?: string }>> = {
  enrolmentEnded: { status: 401 },
  passkeyRefused: { status: 400 },
  codeWrong: { status: 400, field: 'code' },
  passwordFirst: { status: 409 },
  passwordTooShort: { status: 400, field: 'password' },
  passwordTooLong: { status: 400, field: 'password' },
  passwordTooSimple: { status: 400, field: 'password' },
};

/** Set-up pages of an enrolment session, by its own cookie (D29). Nothing here signs anybody in (R26). */
export function registerEnrolmentDoor(app: FastifyInstance, door: SignInDoor): void {
  const { directory, cookies } = door;
  const { enrolments } = directory;

  app.get(path, async (request, reply) => {
    const enrolment = await enrolments.read(tokenOf(request, door));
    return enrolment === null ? refused(reply, 'enrolmentEnded') : view(enrolment);
  });

  app.post(`${path}/passkey/options`, async (request, reply) => {
    const start = await enrolments.startPasskey(tokenOf(request, door));
    if (typeof start === 'string') return refused(reply, start);
    setCeremony(reply, { cookies, token: start.ceremonyToken });
    return start.options;
  });

  app.post(`${path}/passkey`, async (request, reply) => {
    const body = z.object({ credential: attestation, label }).parse(request.body);
    const ceremonyToken = takeCeremonyToken(request, reply, cookies);
    return answer(
      reply,
      await enrolments.enrolPasskey({ enrolmentToken: tokenOf(request, door), ceremonyToken, ...body }),
    );
  });

  app.post(`${path}/password`, async (request, reply) => {
    const { password } = newPassword.parse(request.body);
    return answer(reply, await enrolments.setPassword({ enrolmentToken: tokenOf(request, door), password }));
  });

  app.post(`${path}/totp/start`, async (request, reply) => {
    const start = await enrolments.startTotp({
      enrolmentToken: tokenOf(request, door),
      ceremonyToken: cookies.read(request, 'ceremony'),
    });
    if (typeof start === 'string') return refused(reply, start);
    setCeremony(reply, { cookies, token: start.ceremonyToken });
    return { secret: start.secret, uri: start.uri };
  });

  app.post(`${path}/totp`, async (request, reply) => {
    const { code } = z.object({ code: totpCode }).parse(request.body);
    const ceremonyToken = cookies.read(request, 'ceremony') ?? '';
    return answer(
      reply,
      await enrolments.enrolTotp({ enrolmentToken: tokenOf(request, door), ceremonyToken, code }),
    );
  });

  app.post('/api/invitation', async (request, reply) => {
    const { token } = z.object({ token: typedText(100) }).parse(request.body);
    const opened = await door.redeemInvitation(token);
    if (opened === null) return reply.code(400).send({ error: 'invitationInvalid' });
    setEnrolment(reply, { door, token: opened.enrolmentToken, expiresAt: opened.expiresAt });
    return { location: '/enrol' };
  });
}

function tokenOf(request: FastifyRequest, { cookies }: SignInDoor): string {
  return cookies.read(request, 'enrolment') ?? '';
}

function answer(reply: FastifyReply, result: Enrolment | EnrolmentRefusal): FastifyReply {
  return typeof result === 'string' ? refused(reply, result) : reply.send(view(result));
}

function refused(reply: FastifyReply, error: EnrolmentRefusal): FastifyReply {
  const { status, field } = answers[error];
  return reply.code(status).send({ error, ...(field !== undefined && { field }) });
}

function view({ accountName, displayName, expiresAt, reason, passwordSet, done }: Enrolment) {
  return { accountName, displayName, expiresAt, reason, passwordSet, done };
}
