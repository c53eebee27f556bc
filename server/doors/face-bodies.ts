import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Advanced } from '../../recovery/journey/index.ts';

/** What a face check says over HTTP, the same for the browser that started and for a phone. */

/** Of the texts a person agrees to before a camera starts, ours (`recover.face.consent`) or a vendor's (`visit.consent`); a new text gets a new one (R19). */
export const faceOpening = z.object({
  consent: z.enum(['2026-11', 'visit-2026-11']),
  /** The page shows the colours of the steps. */
  lit: z.boolean().optional(),
});

const frame = z.base64().max(400_000);
const session = z.string().min(20).max(100);
const frameBody = z.object({ session, step: z.int().min(0).max(20), frame });
const captureBody = z.object({ session, frames: z.array(frame).min(3).max(8) });
const toBytes = (picture: string) => Buffer.from(picture, 'base64');

export const faceFrame = {
  limits: { bodyLimit: 450_000 },
  read: (body: unknown) => {
    const { frame: picture, ...place } = frameBody.parse(body);
    return { ...place, frame: toBytes(picture) };
  },
};

export const faceCapture = {
  limits: { bodyLimit: 3_500_000 },
  read: (body: unknown) => {
    const { frames, session: named } = captureBody.parse(body);
    return { session: named, frames: frames.map(toBytes) };
  },
};

/** What is wanted next; or the person is shown where they are. */
export function faceWord(reply: FastifyReply, advanced: Advanced | null): FastifyReply {
  if (advanced === null) return reply.code(404).send({ error: 'noRecovery' });
  const { face } = advanced.reply;
  return face === undefined ? reply.code(409).send({ error: 'notNow' }) : reply.send(face);
}
