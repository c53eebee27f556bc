import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Journey, PhoneView, RecoveryEvent } from '../../recovery/journey/index.ts';
import type { Cookies } from '../cookies.ts';
import { faceCapture, faceFrame, faceOpening, faceWord } from './face-bodies.ts';
import { phonePlaceOf } from './phone-place.ts';
import { takeTurns } from './take-turns.ts';

export interface PhoneDoor {
  readonly journey: Journey;
  readonly cookies: Cookies;
}

/** A day to come back after a waiting time of three at most: so long may "This wasn't me" be pressed. */
const fiveDaysInSeconds = 5 * 24 * 60 * 60;
const link = z.string().min(40).max(120);
/** 256 bits that the phone's browser drew. */
const claim = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/**
 * The second device's door (D25). Its cookie opens this door only: the one step of this recovery that it was asked for. It sees
 * neither the recovery's other pages nor a pass, and nothing here moves the recovery: that does the code, typed elsewhere.
 */
export function registerPhoneDoor(app: FastifyInstance, { journey, cookies }: PhoneDoor): void {
  const inTurn = takeTurns();

  app.post('/api/phone', async (request, reply) => {
    const opened = z.object({ link, claim }).parse(request.body);
    const cookie = await journey.joinPhone({ ...opened, from: phonePlaceOf(request) });
    if (cookie === null) return reply.code(409).send({ error: 'linkUsed' });
    cookies.set(reply, 'phone', cookie, { maxAgeSeconds: fiveDaysInSeconds });
    return shown(reply, cookie);
  });

  app.get('/api/phone', async (request, reply) => shown(reply, cookieOf(request)));
  on('agreement', z.object({}), () => ({ type: 'phoneAgreed' }));
  on('response-code', z.object({ code: z.string().min(20).max(100) }), ({ code }) => ({
    ...{ type: 'phoneReturned', code },
  }));

  app.post('/api/phone/presentation', async (request, reply) => {
    z.object({}).parse(request.body);
    const location = (await move(request, { type: 'phoneWallet' }))?.reply.location;
    return location === undefined ? reply.code(409).send({ error: 'notNow' }) : reply.send({ location });
  });

  app.post('/api/phone/face-check/session', async (request, reply) => {
    const opening = faceOpening.parse(request.body);
    return faceWord(reply, await move(request, { type: 'faceOpened', ...opening }));
  });
  app.post('/api/phone/face-check/frame', faceFrame.limits, async (request, reply) =>
    faceWord(reply, await move(request, { type: 'faceFrame', ...faceFrame.read(request.body) })),
  );
  app.post('/api/phone/face-check', faceCapture.limits, async (request, reply) => {
    await move(request, { type: 'faceCaptured', ...faceCapture.read(request.body) });
    return shown(reply, cookieOf(request));
  });

  app.post('/api/phone/denial', async (request, reply) => {
    z.object({}).parse(request.body);
    const advanced = await move(request, { type: 'phoneDenied' });
    const stopped = advanced?.recovery.state === 'closed' && advanced.recovery.outcome !== 'recovered';
    return reply.send({ stopped });
  });

  function on<S extends z.ZodType>(path: string, schema: S, toEvent: (body: z.infer<S>) => PhoneEvent): void {
    app.post(`/api/phone/${path}`, async (request, reply) => {
      await move(request, toEvent(schema.parse(request.body)));
      return shown(reply, cookieOf(request));
    });
  }

  async function move(request: FastifyRequest, event: PhoneEvent) {
    const phone = cookieOf(request);
    const found = await journey.findByPhone(phone);
    if (found === null) return null;
    const recoveryId = found.recovery.id;
    return inTurn(recoveryId, () => journey.advance({ recoveryId, event: { ...event, phone } }));
  }

  /** Over, thrown out, ended or never: one answer, for what became of it is for the other screen. */
  async function shown(reply: FastifyReply, cookie: string): Promise<PhoneView | FastifyReply> {
    const found = await journey.findByPhone(cookie);
    return found?.view ?? reply.code(404).send({ error: 'noPhone' });
  }

  const cookieOf = (request: FastifyRequest): string => cookies.read(request, 'phone') ?? '';
}

type WithPhone = Extract<RecoveryEvent, { phone: string }> | Extract<RecoveryEvent, { phone?: string }>;
type PhoneEvent = WithPhone extends infer Each
  ? Each extends RecoveryEvent
    ? Omit<Each, 'phone'> & { readonly type: Each['type'] }
    : never
  : never;
