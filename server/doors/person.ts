import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { networkOf } from '../../directory/index.ts';
import type { Advanced, Journey, Recovery, RecoveryEvent } from '../../recovery/journey/index.ts';
import { because } from '../../recovery/policy/index.ts';
import type { Cookies } from '../cookies.ts';
import { faceCapture, faceFrame, faceOpening, faceWord } from './face-bodies.ts';
import { phonePlaceOf } from './phone-place.ts';
import { takeTurns } from './take-turns.ts';

export interface PersonDoor {
  readonly journey: Journey;
  readonly cookies: Cookies;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const dayInSeconds = 24 * 60 * 60;
/** What somebody types as their account. Control characters are nobody's name, and no database takes them all. */
const identifier = z
  .string()
  .trim()
  .min(1)
  .max(254)
  .refine((text) => !/\p{Cc}/u.test(text), because('controlCharacters', 'must not hold control characters'));
const country = z.string().regex(/^[A-Z]{2}$/);
const language = z
  .string()
  .regex(/^[a-z]{2}(-[A-Z]{2})?$/)
  .default('en');
const returnStatus = z.enum(['done', 'failed', 'cancelled']).default('done');

/**
 * The person's door: every request is bound to the recovery cookie of the browser that started. The bodies are parsed here;
 * what they do is the journey's. An event that no longer fits answers with where the person is now.
 */
export function registerPersonDoor(app: FastifyInstance, { journey, cookies, now }: PersonDoor): void {
  const inTurn = takeTurns();

  app.post('/api/recovery', async (request, reply) => {
    const asked = z.object({ identifier }).parse(request.body);
    const started = await journey.start({ ...asked, network: networkOf(request.ip) });
    cookies.set(reply, 'recovery', started.cookie, { maxAgeSeconds: dayInSeconds });
    return reply.code(201).send(await journey.view(started.recovery));
  });

  app.get('/api/recovery', async (request, reply) => {
    const recovery = await ours(request);
    if (recovery === null) return none(reply);
    // Who has to wait for objections comes back later than a day: the cookie lives as long as the recovery (D28).
    if (recovery.state === 'waiting') keepCookie(request, reply, recovery);
    return journey.view(recovery);
  });

  on('begin', z.object({}), () => ({ type: 'begin' }));
  on('identity-verification', z.object({ country, route: z.enum(['provider', 'wallet']) }), (body) => ({
    type: 'chooseRoute',
    ...body,
  }));
  on('returned', z.object({ status: returnStatus }), ({ status }) => ({ type: 'returned', status }));
  on('response-code', z.object({ code: z.string().min(20).max(100) }), ({ code }) => ({
    type: 'responseCode',
    code,
  }));
  on('continue', z.object({}), () => ({ type: 'continue' }));
  on('back', z.object({}), () => ({ type: 'back' }));
  app.post('/api/recovery/face-check/session', async (request, reply) => {
    const opening = faceOpening.parse(request.body);
    const advanced = await look(request, { type: 'faceOpened', ...opening });
    // A vendor's page, or our own camera; or meanwhile it came to something, and the page asks where the person is.
    const visit = advanced?.reply.visit;
    return visit === undefined ? faceWord(reply, advanced) : reply.send({ location: visit.address });
  });

  app.post('/api/recovery/face-check/visit', async (request, reply) => {
    z.object({}).parse(request.body);
    const advanced = await look(request, { type: 'faceVisited' });
    return advanced === null ? none(reply) : journey.view(advanced.recovery);
  });
  app.post('/api/recovery/face-check/frame', faceFrame.limits, async (request, reply) =>
    faceWord(reply, await look(request, { type: 'faceFrame', ...faceFrame.read(request.body) })),
  );
  app.post('/api/recovery/face-check', faceCapture.limits, async (request, reply) => {
    const advanced = await look(request, { type: 'faceCaptured', ...faceCapture.read(request.body) });
    return advanced === null ? none(reply) : journey.view(advanced.recovery);
  });

  app.post('/api/recovery/phone', async (request, reply) => {
    z.object({}).parse(request.body);
    const advanced = await move(request, { type: 'phoneOffered', from: phonePlaceOf(request) });
    return advanced === null ? none(reply) : journey.view(advanced.recovery);
  });
  on('phone/thrown-out', z.object({}), () => ({ type: 'phoneThrownOut' }));
  on('phone/code', z.object({ code: z.string().max(50) }), ({ code }) => ({ type: 'phoneCode', code }));

  app.post('/api/recovery/hand-over', async (request, reply) => {
    const { language: locale } = z.object({ language }).parse(request.body);
    const advanced = await move(request, { type: 'handOver', locale });
    if (advanced === null) return none(reply);
    const { location } = advanced.reply;
    return location === undefined ? journey.view(advanced.recovery) : { location };
  });

  app.post('/api/recovery/presentation', async (request, reply) => {
    z.object({}).parse(request.body);
    const advanced = await move(request, { type: 'requestPresentation', device: 'this' });
    if (advanced === null) return none(reply);
    const { now } = await journey.view(advanced.recovery);
    return now.page === 'waitingForWallet' ? now.request : reply.code(409).send({ error: 'notNow' });
  });

  app.post('/api/recovery/access-pass/show', async (request, reply) => {
    const advanced = await move(request, { type: 'showPass' });
    if (advanced === null) return none(reply);
    return advanced.reply.pass ?? reply.code(409).send({ error: 'notNow' });
  });

  app.post('/api/recovery/access-pass/redeem', async (request, reply) => {
    const { value } = z.object({ value: z.string().max(100).optional() }).parse(request.body);
    const advanced = await move(request, { type: 'redeemPass', ...(value !== undefined && { value }) });
    if (advanced === null) return none(reply);
    return redeemed(reply, advanced);
  });

  app.post('/api/recovery/enrolment', async (request, reply) => {
    z.object({}).parse(request.body);
    const advanced = await move(request, { type: 'reopenEnrolment' });
    return advanced === null ? none(reply) : redeemed(reply, advanced);
  });

  app.post('/api/recovery/leave', async (request, reply) => {
    await move(request, { type: 'leave' });
    cookies.clear(reply, 'recovery');
    return reply.code(204).send();
  });

  app.post('/api/recovery/objection', async (request, reply) => {
    const { token } = z.object({ token: z.string().max(200) }).parse(request.body);
    const objected = await journey.object(token);
    return objected === 'unknown'
      ? reply.code(400).send({ error: 'linkUnknown' })
      : reply.send({ stopped: objected === 'stopped' });
  });

  function on<S extends z.ZodType>(
    path: string,
    schema: S,
    toEvent: (body: z.infer<S>) => RecoveryEvent,
    options: { readonly bodyLimit?: number } = {},
  ): void {
    app.post(`/api/recovery/${path}`, options, async (request, reply) => {
      const advanced = await move(request, toEvent(schema.parse(request.body)));
      return advanced === null ? none(reply) : journey.view(advanced.recovery);
    });
  }

  async function ours(request: FastifyRequest): Promise<Recovery | null> {
    const cookie = cookies.read(request, 'recovery');
    return cookie === undefined ? null : journey.findByCookie(cookie);
  }

  function keepCookie(request: FastifyRequest, reply: FastifyReply, { expiresAt }: Recovery): void {
    const maxAgeSeconds = Math.max(1, Math.round((expiresAt - now()) / 1000));
    cookies.set(reply, 'recovery', cookies.read(request, 'recovery') ?? '', { maxAgeSeconds });
  }

  async function move(request: FastifyRequest, event: RecoveryEvent): Promise<Advanced | null> {
    const recovery = await ours(request);
    return recovery === null ? null : journey.advance({ recoveryId: recovery.id, event });
  }

  async function look(request: FastifyRequest, event: RecoveryEvent): Promise<Advanced | null> {
    const recovery = await ours(request);
    if (recovery === null) return null;
    return inTurn(recovery.id, () => journey.advance({ recoveryId: recovery.id, event }));
  }

  function redeemed(reply: FastifyReply, { reply: word }: Advanced): FastifyReply {
    const { enrolment, location } = word;
    if (enrolment === undefined || location === undefined) {
      return reply.code(409).send({ error: word.refused === undefined ? 'notNow' : 'passRefused' });
    }
    const maxAgeSeconds = Math.max(1, Math.round((enrolment.expiresAt - now()) / 1000));
    cookies.set(reply, 'enrolment', enrolment.token, { maxAgeSeconds });
    return reply.send({ location });
  }
}

function none(reply: FastifyReply): FastifyReply {
  return reply.code(404).send({ error: 'noRecovery' });
}
