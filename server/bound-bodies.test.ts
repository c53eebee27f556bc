import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';
import { boundBodies } from './bound-bodies.ts';
import { protect } from './protect.ts';

const withinMs = 800;
let app: FastifyInstance;
let sockets: Socket[] = [];
let taken: number[] = [];

async function open(options: { bytes?: number; bytesOfNetwork?: number } = {}): Promise<void> {
  taken = [];
  app = Fastify({ bodyLimit: 1_000, trustProxy: true });
  boundBodies(app, { withinMs, bytes: 10_000, bytesOfNetwork: 5_000, ...options });
  protect(app, { origin: 'https://recover.example.org' });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  app.addContentTypeParser('text/csv', (_request, payload, done) => done(null, payload));
  app.post('/openid4vp/body', async (request) => {
    taken.push((request.body as string).length);
    return { done: true };
  });
  app.post('/openid4vp/stream', { config: { streams: true } }, async (request) => {
    taken.push((await text(request.body as NodeJS.ReadableStream)).length);
    return { done: true };
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
}
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await app.close();
});

interface Sender {
  send(part: string): void;
  /** Everything that was answered, once the connection is closed from the other side, and how long that took. */
  readonly closed: Promise<{ readonly answer: string; readonly afterMs: number }>;
  readonly answered: Promise<string>;
}

function sendHead(path: string, headers: Readonly<Record<string, string | number>> = {}): Sender {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  sockets.push(socket);
  let answer = '';
  const startedAt = performance.now();
  const closed = new Promise<{ answer: string; afterMs: number }>((resolve) => {
    socket.on('error', () => {});
    socket.on('close', () => resolve({ answer, afterMs: performance.now() - startedAt }));
  });
  const answered = new Promise<string>((resolve) => {
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      resolve(answer);
    });
  });
  const all = { host: 'recover.example.org', 'content-type': 'text/plain', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return { closed, answered, send: (part) => void socket.write(part) };
}

const statusOf = (answer: string) => Number(answer.split(' ')[1] ?? 0);
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('a body that does not come to an end', () => {
  test.each<[string, Record<string, string | number>, string, string?]>([
    ['for an address that there is not', { 'content-length': 500 }, 'abc', '/openid4vp/other'],
    ['said to be longer', { 'content-length': 500 }, 'abc'],
    ['without a length', { 'transfer-encoding': 'chunked' }, '3\r\nabc\r\n'],
    ['that does not even begin', { 'content-length': 500 }, ''],
  ])('%s: 408, and the connection is closed', async (_, headers, part, path = '/openid4vp/body') => {
    await open();
    const slow = sendHead(path, headers);
    slow.send(part);
    const { answer, afterMs } = await slow.closed;
    expect([statusOf(answer), answer.split('\r\n\r\n')[1]]).toEqual([408, '{"error":"tooSlow"}']);
    expect(answer).toContain('x-content-type-options: nosniff');
    expect(afterMs).toBeGreaterThanOrEqual(withinMs - 20);
    expect(taken).toEqual([]);
  });

  test('one byte now and then buys no time', async () => {
    await open();
    const slow = sendHead('/openid4vp/body', { 'content-length': 500 });
    const dripping = setInterval(() => slow.send('a'), 20);
    const { answer, afterMs } = await slow.closed;
    clearInterval(dripping);
    expect([statusOf(answer), afterMs < 10 * withinMs]).toEqual([408, true]);
  });

  test.each([
    ['is refused unread', '/openid4vp/body', { 'content-length': 100_000 }, 413],
    ['is in no form that is read', '/openid4vp/body', { 'content-length': 500, 'content-type': 'a/b' }, 415],
    ['comes from another origin', '/elsewhere', { 'content-length': 500 }, 403],
  ])('and %s: answered at once, and not read for ever', async (_, path, headers, status) => {
    await open();
    const slow = sendHead(path, headers);
    expect(statusOf(await slow.answered)).toBe(status);
    const dripping = setInterval(() => slow.send('a'), 20);
    await slow.closed;
    clearInterval(dripping);
  });

  test('in time it is taken, and the connection serves the next', async () => {
    await open();
    const sender = sendHead('/openid4vp/body', { 'content-length': 6 });
    sender.send('abc');
    await later(withinMs / 3);
    sender.send('def');
    expect(statusOf(await sender.answered)).toBe(200);
    await later(2 * withinMs);
    sender.send(
      'POST /openid4vp/body HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 1\r\n\r\na',
    );
    await later(withinMs);
    expect(taken).toEqual([6, 1]);
  });

  test('a file that its address reads as it comes may take its time', async () => {
    await open();
    const sender = sendHead('/openid4vp/stream', { 'content-length': 6, 'content-type': 'text/csv' });
    sender.send('abc');
    await later(2 * withinMs);
    sender.send('def');
    expect([statusOf(await sender.answered), taken]).toEqual([200, [6]]);
  });
});

describe('all bodies on their way together', () => {
  const held = (address: string) =>
    sendHead('/openid4vp/body', { 'content-length': 1_000, 'x-forwarded-for': address });
  const quick = async (address: string) => {
    const sender = sendHead('/openid4vp/body', { 'content-length': 500, 'x-forwarded-for': address });
    sender.send('a'.repeat(500));
    return statusOf(await sender.answered);
  };

  test('one network has its share, and the others keep theirs; what is over is given back', async () => {
    await open();
    const slow = [1, 2, 3, 4, 5].map(() => held('10.1.0.1'));
    await later(withinMs / 3);
    expect(await quick('10.1.0.1')).toBe(503);
    expect(await quick('10.2.0.1')).toBe(200);
    await Promise.all(slow.map(({ closed }) => closed));
    expect(await quick('10.1.0.1')).toBe(200);
  });

  test('all networks have no more than all', async () => {
    await open({ bytes: 3_000 });
    const slow = [1, 2, 3].map((each) => held(`10.${each}.0.1`));
    await later(withinMs / 3);
    expect(await quick('10.9.0.1')).toBe(503);
    await Promise.all(slow.map(({ closed }) => closed));
    expect(await quick('10.9.0.1')).toBe(200);
  });

  test('without a length it counts with the most that its address takes', async () => {
    await open({ bytesOfNetwork: 1_400 });
    const slow = sendHead('/openid4vp/body', {
      'transfer-encoding': 'chunked',
      'x-forwarded-for': '10.1.0.1',
    });
    await later(withinMs / 3);
    expect(await quick('10.1.0.1')).toBe(503);
    await slow.closed;
  });
});

describe('a body that is too large', () => {
  const large = async (bytes: number) => {
    const { port } = app.server.address() as AddressInfo;
    const { status } = await fetch(`http://127.0.0.1:${port}/openid4vp/body`, {
      ...{ method: 'POST', headers: { 'content-type': 'text/plain' }, body: Buffer.alloc(bytes, 97) },
    });
    return status;
  };

  test('is read to its end and thrown away: whoever sends it hears 413, each time', async () => {
    await open();
    const heard = await Promise.all(Array.from({ length: 5 }, () => large(8_000_000).catch(() => 'lost')));
    expect(heard).toEqual(Array(5).fill(413));
    expect(taken).toEqual([]);
  });

  test('and does not come: of many at once only some are waited for, the next is answered at once', async () => {
    await open();
    const send = () => sendHead('/openid4vp/body', { 'content-length': 5_000_000 });
    const waitedFor = Array.from({ length: 32 }, send);
    await later(200);
    const firstAnswer = Promise.race(
      [...waitedFor, send()].map(async ({ answered }, at) => {
        await answered;
        return at;
      }),
    );
    expect(await firstAnswer).toBe(32);
  });

  test('and does not end: it is answered all the same, and hung up on', async () => {
    await open();
    const sender = sendHead('/openid4vp/body', { 'content-length': 100_000_000 });
    const part = 'a'.repeat(1_000_000);
    for (let sent = 0; sent < 20; sent += 1) sender.send(part);
    expect(statusOf(await sender.answered)).toBe(413);
    await sender.closed;
  });
});
