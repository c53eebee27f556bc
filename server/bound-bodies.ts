import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { networkOf } from '../directory/index.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The handler reads the body as it comes, and holds little of it. */
    readonly streams?: boolean;
  }
}

export interface BodyBounds {
  /** A phone on a poor network sends its frames in half of this; whoever needs longer holds us, not the other way round. */
  readonly withinMs: number;
  /** Together, of everybody: no more memory than this is given to what is still on its way. */
  readonly bytes: number;
  /** From one network, so that one cannot use up what there is for all. */
  readonly bytesOfNetwork: number;
}

export const usualBounds: BodyBounds = {
  withinMs: 60_000,
  bytes: 256 * 1024 * 1024,
  bytesOfNetwork: 32 * 1024 * 1024,
};

/**
 * What is on its way in costs memory and a connection before anybody knows what it is. Without an end to waiting, a few hundred
 * senders of one byte a minute keep a server busy for nothing (Slowloris); without a sum, each of them may have as much as the largest
 * body is allowed. A body counts with what it says it will be, or with the most that its address takes.
 */
export function boundBodies(app: FastifyInstance, options: BodyBounds): void {
  const ofNetwork = new Map<string, number>();
  let ofAll = 0;
  let swallowing = 0;

  const count = (network: string, bytes: number) => {
    ofAll += bytes;
    const left = (ofNetwork.get(network) ?? 0) + bytes;
    if (left > 0) ofNetwork.set(network, left);
    else ofNetwork.delete(network);
  };

  app.addHook('onRequest', async (request, reply) => {
    if (!hasBody(request)) return;
    // A file of a gigabyte, from an admin, goes past the memory and takes its time.
    const { streams = false } = request.routeOptions.config;
    hangUpInTime(request, reply, { withinMs: options.withinMs, onlyOnceAnswered: streams });
    const bytes = streams ? 0 : expectedBytes(request);
    const network = networkOf(request.ip);
    const isTooMuch =
      ofAll + bytes > options.bytes || (ofNetwork.get(network) ?? 0) + bytes > options.bytesOfNetwork;
    if (isTooMuch)
      return reply.code(503).headers({ 'retry-after': '5', connection: 'close' }).send({ error: 'tryLater' });
    count(network, bytes);
    onceOver(reply, () => count(network, -bytes));
  });

  app.addHook('onSend', async (request, reply) => {
    if (reply.statusCode !== 413 || request.raw.complete || swallowing >= swallow.atOnce) return;
    swallowing += 1;
    await swallowRest(request.raw);
    swallowing -= 1;
  });
}

/** Of bodies that were refused for their size, and are still coming. */
const swallow = {
  bytes: 16 * 1024 * 1024,
  atOnce: 32,
  /** Less than this in each interval is a sender who makes us wait. */
  ...{ leastBytes: 16 * 1024, everyMs: 500 },
} as const;

/**
 * Whoever is hung up on while still sending loses the answer with the connection (RFC 9112, 9.6), and would not learn that
 * the body was too large. So the rest is read and thrown away, up to a measure; beyond it the answer goes out all the same. How
 * long it may take in all is the hanging up's to say.
 */
async function swallowRest(body: FastifyRequest['raw']): Promise<void> {
  let [bytes, before] = [0, 0];
  await new Promise<void>((resolve) => {
    const end = () => {
      clearInterval(watch);
      resolve();
    };
    const watch = setInterval(() => {
      if (bytes - before < swallow.leastBytes) end();
      before = bytes;
    }, swallow.everyMs);
    body.once('end', end).once('close', end);
    body.on('data', (part: Buffer) => {
      bytes += part.length;
      if (bytes > swallow.bytes) end();
    });
  });
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function expectedBytes(request: FastifyRequest): number {
  const most = request.routeOptions.bodyLimit ?? 0;
  const said = Number(request.headers['content-length'] ?? most);
  // What is larger is refused unread.
  return said > most ? 0 : said;
}

function onceOver(reply: FastifyReply, run: () => void): void {
  let isOver = false;
  const end = () => {
    if (!isOver) run();
    isOver = true;
  };
  reply.raw.once('finish', end).once('close', end);
}

/** Answers 408 where nothing was answered yet, and hangs up. A body that goes on after its answer is not read for ever, either. */
function hangUpInTime(
  request: FastifyRequest,
  reply: FastifyReply,
  options: { readonly withinMs: number; readonly onlyOnceAnswered: boolean },
): void {
  const { raw } = request;
  let timer: NodeJS.Timeout | undefined;
  const start = () => {
    timer ??= setTimeout(() => {
      if (!raw.complete) hangUp(request, reply);
    }, options.withinMs);
  };
  if (options.onlyOnceAnswered) reply.raw.once('finish', start);
  else start();
  raw.once('end', () => clearTimeout(timer)).once('close', () => clearTimeout(timer));
}

function hangUp({ raw }: FastifyRequest, reply: FastifyReply): void {
  if (reply.raw.headersSent) {
    raw.socket.destroy();
    return;
  }
  const said = Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined);
  reply.hijack();
  for (const [name, value] of said) reply.raw.setHeader(name, value as string);
  const body = '{"error":"tooSlow"}';
  const about = { 'content-type': 'application/json', 'content-length': body.length, connection: 'close' };
  reply.raw.writeHead(408, about).end(body, () => raw.socket.destroy());
}
