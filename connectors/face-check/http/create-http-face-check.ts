import { z } from 'zod';
import { Fault } from '../../../recovery/outcome.ts';
import type { FaceCheckVendor } from '../../../recovery/policy/index.ts';
import type {
  FaceCheckElsewhere,
  VendorAnswer,
  VendorSession,
} from '../../../recovery/steps/face-check/index.ts';
import type { OutboundFetch, OutboundQuestion } from '../../outbound/index.ts';

/** It becomes part of an address: nothing that could lead to another one. */
const reference = z.string().regex(/^[A-Za-z0-9_-]{1,200}$/);
const text = z.string().min(1).max(200);
const opened = z.object({ session: reference, address: z.string().max(2_000) });
const result = z.discriminatedUnion('status', [
  z.object({ status: z.literal('pending') }),
  z.object({
    status: z.literal('done'),
    session: text,
    nonce: text,
    portrait: text,
    live: z.boolean().nullable(),
    confidence: z.number().nullable(),
    version: z.string().regex(/^[A-Za-z0-9._ -]{1,60}$/),
  }),
]);
const maximumBytes = 64 * 1024;

/**
 * One vendor of the catalogue.
 *
 * @param options.secret shown to the vendor's address as a bearer token, and to no other
 * @param options.fetch the guard: https and public addresses only, no redirects, an end to waiting and reading (D36)
 */
export function createHttpFaceCheck(options: {
  readonly vendor: FaceCheckVendor;
  readonly secret: string;
  readonly fetch: OutboundFetch;
}): FaceCheckElsewhere {
  const { vendor, secret, fetch } = options;
  const sessions = `${vendor.address.replace(/\/$/, '')}/sessions`;

  async function ask(question: Pick<OutboundQuestion, 'url' | 'method' | 'json' | 'alsoTakes'>) {
    const answer = await fetch({ ...question, accept: 'application/json', maximumBytes, bearer: secret });
    if (answer.kind === 'answer') return answer;
    throw new Fault(`a face check vendor did not answer: ${answer.problem}`, {
      ...{ code: 'faceCheckUnavailable', retryable: true },
      cause: new Error(`${vendor.id}: ${answer.problem}`),
    });
  }

  /** The shape, and nothing about what it means. */
  function read<T>(schema: z.ZodType<T>, body: Buffer): T {
    const parsed = schema.safeParse(parseJson(body));
    if (parsed.success) return parsed.data;
    throw unreadable(vendor.id);
  }

  return {
    kind: 'elsewhere',
    id: vendor.id,
    name: vendor.name,
    version: 'http-1',
    host: new URL(vendor.pageOrigin).host,
    presentationAttackDetection: vendor.presentationAttackDetection,
    recommendedThreshold: vendor.recommendedThreshold,

    openSession: async ({ nonce, portrait, lifetimeMs, returnAddress }): Promise<VendorSession> => {
      const json = {
        nonce,
        portrait: { mediaType: mediaTypeOf(portrait), data: Buffer.from(portrait).toString('base64') },
        expiresInSeconds: Math.floor(lifetimeMs / 1000),
        returnAddress,
      };
      const { body } = await ask({ url: sessions, method: 'POST', json, alsoTakes: [201] });
      const { session, address } = read(opened, body);
      // The person would follow it: only to where an admin said that the vendor's pages are.
      if (!isAt(address, vendor.pageOrigin)) throw unreadable(vendor.id);
      return { reference: session, client: { kind: 'hostedPage', address } };
    },

    readResult: async (of): Promise<VendorAnswer> => {
      const { body } = await ask({ url: `${sessions}/${reference.parse(of)}` });
      const said = read(result, body);
      if (said.status === 'pending') return { kind: 'pending' };
      const { live, confidence, version, nonce } = said;
      const about = { reference: said.session, portraitHash: said.portrait };
      return { kind: 'done', ...about, nonce, live, confidence, version };
    },

    deleteSession: async (of) => {
      // 404 and 410: there is nothing left of it.
      const alsoTakes = [202, 204, 404, 410];
      await ask({ url: `${sessions}/${reference.parse(of)}`, method: 'DELETE', alsoTakes });
    },
  };
}

function isAt(address: string, origin: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.origin === origin && url.username === '' && url.password === '';
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
}

function mediaTypeOf(portrait: Uint8Array): 'image/jpeg' | 'image/png' {
  return portrait[0] === 0x89 && portrait[1] === 0x50 ? 'image/png' : 'image/jpeg';
}

function unreadable(id: string): Fault {
  return new Fault('a face check vendor answered something that is no answer', {
    ...{ code: 'faceCheckUnreadable', retryable: true },
    cause: new Error(id),
  });
}
