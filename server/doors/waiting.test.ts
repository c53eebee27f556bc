import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';
import fastifyCookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Journey } from '../../recovery/journey/index.ts';
import { createCookies } from '../cookies.ts';
import { protect } from '../protect.ts';
import { type RecoveryWatch, watchRecoveries } from '../watch-recoveries.ts';
import { registerWaitingDoor } from './waiting.ts';

let app: FastifyInstance;
let watch: RecoveryWatch;
/** By whom the door is told, of each stream. */
let told: Set<() => void>;
let marks: Map<string, string>;
let address: string;
beforeEach(async () => {
  marks = new Map([
    ['of-mara', '1'],
    ['of-nobody', '1'],
  ]);
  watch = watchRecoveries({
    store: { readMarks: async () => new Map(marks) },
    ...{ now: () => 0, onFailure: () => {}, limits: { perRecovery: 2, inAll: 3 } },
  });
  told = new Set();
  const noting: RecoveryWatch = {
    ...watch,
    watch: (id, moved) => {
      told.add(moved);
      return watch.watch(id, moved);
    },
  };
  const journey = {
    findByCookie: async (cookie: string) => (marks.has(`of-${cookie}`) ? { id: `of-${cookie}` } : null),
  } as unknown as Journey;
  app = Fastify();
  await app.register(fastifyCookie);
  protect(app, { origin: 'https://recover.example.org' });
  registerWaitingDoor(app, { journey, cookies: createCookies({ secure: true }), watch: noting });
  await app.listen({ port: 0, host: '127.0.0.1' });
  address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/recovery/events`;
});
afterEach(() => app.close());

/** A browser that listens; what it has heard so far. */
async function listen(cookie: string) {
  const leave = new AbortController();
  const response = await fetch(address, {
    headers: { cookie: `__Host-regain-recovery=${cookie}` },
    signal: leave.signal,
  });
  let heard = '';
  const ended = (async () => {
    for await (const chunk of response.body ?? []) heard += Buffer.from(chunk).toString();
  })().catch(() => {});
  return { response, ended, leave: () => leave.abort(), heard: () => heard, settle: () => wait(60) };
}
const move = (id: string, mark: string) => {
  marks.set(id, mark);
  watch.look(id);
};

describe('a page that waits', () => {
  test('hears that something moved, at first and each time, and never what', async () => {
    const { response, heard, settle } = await listen('mara');
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    await settle();
    expect(heard()).toBe('retry: 2000\n\ndata: moved\n\n');
    move('of-mara', '2');
    move('of-nobody', '2');
    await settle();
    expect(heard()).toBe('retry: 2000\n\ndata: moved\n\ndata: moved\n\n');
  });

  test('of a decoy hears the same, byte for byte (D14)', async () => {
    const [real, decoy] = [await listen('mara'), await listen('nobody')];
    await real.settle();
    move('of-mara', '2');
    move('of-nobody', '2');
    await real.settle();
    expect(decoy.heard()).toBe(real.heard());
    const headersOf = ({ response }: typeof real) =>
      [...response.headers].filter(([name]) => name !== 'date');
    expect(headersOf(decoy)).toEqual(headersOf(real));
  });

  test('without the cookie of a recovery: 404, and nobody is listened to', async () => {
    for (const cookie of ['', 'somebody-else']) expect((await listen(cookie)).response.status).toBe(404);
    expect((await app.inject({ method: 'HEAD', url: '/api/recovery/events' })).statusCode).toBe(404);
  });

  test('in one tab too many is told to ask instead; who leaves makes room', async () => {
    const [first] = [await listen('mara'), await listen('mara')];
    const third = await listen('mara');
    expect([third.response.status, third.response.headers.get('retry-after')]).toEqual([503, '30']);
    expect((await listen('nobody')).response.status).toBe(200);
    expect((await listen('nobody')).response.status).toBe(503);
    first.leave();
    await first.settle();
    expect((await listen('nobody')).response.status).toBe(200);
  });

  test('keeps nobody from shutting down: the stream ends, and so does the server, at once', async () => {
    const { ended, settle } = await listen('mara');
    await settle();
    const startedAt = Date.now();
    await Promise.all([app.close(), ended]);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });

  test('that reads nothing any more is let go', async () => {
    const { port } = app.server.address() as AddressInfo;
    const deaf = connect({ port, host: '127.0.0.1' });
    deaf.write('GET /api/recovery/events HTTP/1.1\r\nHost: x\r\nCookie: __Host-regain-recovery=mara\r\n\r\n');
    await once(deaf, 'data');
    deaf.pause();
    const stillThere = () => new Promise<number>((tell) => app.server.getConnections((_, n) => tell(n)));
    let mark = 0;
    do {
      // No more at a time than a listening one takes.
      for (let n = 0; n < 100; n += 1) for (const moved of told) moved();
      await setImmediate();
      mark += 1;
    } while (mark < 20_000 && (await stillThere()) > 0);
    deaf.destroy();
    expect(mark).toBeLessThan(20_000);
  });
});
