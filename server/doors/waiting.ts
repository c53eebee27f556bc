import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Journey } from '../../recovery/journey/index.ts';
import type { Cookies } from '../cookies.ts';
import type { RecoveryWatch } from '../watch-recoveries.ts';

/** Below the idle limits of the usual proxies (a minute), and soon enough to notice a line that died. */
const beatMs = 15_000;
const reconnectMs = 2_000;
/** Events are a dozen bytes: who has so much unread reads no more. */
const mostUnread = 4_096;

/**
 * The door of pages that wait: server-sent events for the browser that has the recovery's cookie. An event says *that*
 * something moved and never what, so that there is one view of a recovery (`GET /api/recovery`) and nothing to leak here.
 */
export function registerWaitingDoor(
  app: FastifyInstance,
  door: { readonly journey: Journey; readonly cookies: Cookies; readonly watch: RecoveryWatch },
): void {
  const streams = new Set<Readable>();
  // Before the server waits for its open connections: these would keep it for ever.
  app.addHook('preClose', async () => {
    door.watch.close();
    for (const stream of streams) stream.push(null);
    streams.clear();
  });

  app.get('/api/recovery/events', { exposeHeadRoute: false }, async (request, reply) => {
    const cookie = door.cookies.read(request, 'recovery');
    const recovery = cookie === undefined ? null : await door.journey.findByCookie(cookie);
    if (recovery === null) return reply.code(404).send({ error: 'noRecovery' });
    const stream = new Readable({ read: () => {} });
    const say = (event: string) => {
      if (!streams.has(stream)) return;
      if (stream.readableLength > mostUnread) stream.destroy();
      else stream.push(`data: ${event}\n\n`);
    };
    const leave = door.watch.watch(recovery.id, () => say('moved'));
    if (leave === null) return reply.code(503).header('retry-after', '30').send({ error: 'tryLater' });
    streams.add(stream);
    const beat = setInterval(() => say('beat'), beatMs);
    stream.on('close', () => {
      clearInterval(beat);
      leave();
      streams.delete(stream);
    });
    stream.push(`retry: ${reconnectMs}\n\n`);
    return reply
      .type('text/event-stream')
      .headers({
        // A proxy that compresses or collects would hold the events back.
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
        connection: 'close',
      })
      .send(stream);
  });
}
