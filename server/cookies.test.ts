import fastifyCookie from '@fastify/cookie';
import Fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { createCookies } from './cookies.ts';

async function openServer(secure: boolean) {
  const app = Fastify();
  const cookies = createCookies({ secure });
  await app.register(fastifyCookie);
  app.get('/set', async (_request, reply) => {
    cookies.set(reply, 'recovery', 'token', { maxAgeSeconds: 60 });
    return {};
  });
  app.get('/clear', async (_request, reply) => {
    cookies.clear(reply, 'recovery');
    return {};
  });
  app.get('/read', async (request) => ({ value: cookies.read(request, 'recovery') ?? null }));
  return app;
}

describe('cookies (T16, D28)', () => {
  test('under TLS: bound to this host by their name, for HTTPS alone, out of reach of scripts', async () => {
    const answer = await (await openServer(true)).inject('/set');
    expect(answer.headers['set-cookie']).toBe(
      '__Host-regain-recovery=token; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax',
    );
  });

  test('on loopback: the same without what needs TLS', async () => {
    const answer = await (await openServer(false)).inject('/set');
    expect(answer.headers['set-cookie']).toBe(
      'regain-recovery=token; Max-Age=60; Path=/; HttpOnly; SameSite=Lax',
    );
  });

  test('clearing ends it at once, under the same name and path', async () => {
    const answer = await (await openServer(true)).inject('/clear');
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-regain-recovery=; .*Path=\/.*Expires=Thu, 01 Jan 1970/,
    );
  });

  test('under TLS a cookie without the prefix, which a sibling host could plant, is not read (T16)', async () => {
    const app = await openServer(true);
    const read = async (name: string) =>
      (await app.inject({ url: '/read', cookies: { [name]: 'x' } })).json();
    expect(await read('regain-recovery')).toEqual({ value: null });
    expect(await read('__Host-regain-recovery')).toEqual({ value: 'x' });
  });
});
