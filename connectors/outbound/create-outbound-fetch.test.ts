import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { createOutboundFetch } from './create-outbound-fetch.ts';
import { isPublicAddress } from './is-public-address.ts';

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

/** A server on the loopback, and a fetch that may ask it as an example asks its sandbox. */
async function serve(answer: RequestListener, timeoutMs = 2_000) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fetch = createOutboundFetch({ loopbackOrigins: [origin], timeoutMs });
  return {
    origin,
    ask: (path = '/') => fetch({ url: origin + path, accept: 'text/plain', maximumBytes: 1_000 }),
  };
}
const problem = (name: string) => ({ kind: 'problem', problem: name });

describe('addresses (D36)', () => {
  test.each([
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
    ],
    ...['0.0.0.0', '198.18.0.1', '192.0.2.1', '224.0.0.1', '255.255.255.255', 'localhost', ''],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fc00::1',
      'fd12::1',
      'ff02::1',
      '::ffff:10.0.0.1',
      '::ffff:8.8.8.8',
      '64:ff9b::a00:1',
    ],
    ...['2001:db8::1', '2002:a00:1::1', '2001::1'],
  ])('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['8.8.8.8', '172.32.0.1', '193.0.6.139', '2a00:1450:4001::1', '2606:4700::1111'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test.each([
    'http://issuer.example/list',
    'ftp://issuer.example/list',
    'file:///etc/passwd',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://8.8.8.8/',
    'https://user:secret@issuer.example/',
    'no address',
  ])('%s is not asked, and not even looked up', async (url) => {
    const resolve = () => {
      throw new Error('looked up');
    };
    const fetch = createOutboundFetch({ loopbackOrigins: [], timeoutMs: 100, resolve });
    expect(await fetch({ url, accept: '*/*', maximumBytes: 1 })).toEqual(problem('address'));
  });

  test.each([[['10.0.0.1']], [['8.8.8.8', '10.0.0.1']], [['::1']], [[]]])(
    'a name that leads to %j is not asked',
    async (addresses) => {
      const fetch = createOutboundFetch({
        loopbackOrigins: [],
        timeoutMs: 100,
        resolve: async () => addresses,
      });
      expect(await fetch({ url: 'https://issuer.example/', accept: '*/*', maximumBytes: 1 })).toEqual(
        problem('address'),
      );
    },
  );

  test('a name is looked up once: the second answer could be another', async () => {
    const answers = [['203.0.112.255'], ['127.0.0.1']];
    let asked = 0;
    const resolve = async () => answers[asked++] ?? [];
    const fetch = createOutboundFetch({ loopbackOrigins: [], timeoutMs: 200, resolve });
    const answer = await fetch({ url: 'https://issuer.example/', accept: '*/*', maximumBytes: 1 });
    expect(answer.kind).toBe('problem');
    expect(asked).toBe(1);
  });

  test('a resolver that never answers ends the wait', async () => {
    const resolve = () => new Promise<never>(() => {});
    const fetch = createOutboundFetch({ loopbackOrigins: [], timeoutMs: 50, resolve });
    expect(await fetch({ url: 'https://issuer.example/', accept: '*/*', maximumBytes: 1 })).toEqual(
      problem('timeout'),
    );
  });

  test('another port of the loopback than the sandbox’s is not asked', async () => {
    const { origin } = await serve((_, response) => response.end('x'));
    const fetch = createOutboundFetch({ loopbackOrigins: ['http://127.0.0.1:1'], timeoutMs: 200 });
    expect(await fetch({ url: origin, accept: '*/*', maximumBytes: 1 })).toEqual(problem('address'));
  });
});

describe('answers', () => {
  test('whole, with their media type, asked for without compression', async () => {
    const seen: unknown[] = [];
    const { ask } = await serve((request, response) => {
      seen.push([
        request.method,
        request.url,
        request.headers.accept,
        request.headers['accept-encoding'],
        request.headers.cookie,
      ]);
      response.setHeader('content-type', 'Text/Plain; charset=utf-8').end('hello');
    });
    expect(await ask('/list?x=1')).toEqual({
      kind: 'answer',
      body: Buffer.from('hello'),
      mediaType: 'text/plain',
    });
    expect(seen).toEqual([['GET', '/list?x=1', 'text/plain', 'identity', undefined]]);
  });

  test('to what we say and the key we show; a status that the asker takes is an answer', async () => {
    const seen: unknown[] = [];
    const { origin } = await serve(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      const { authorization, 'content-type': type } = request.headers;
      seen.push([request.method, authorization, type, Buffer.concat(chunks).toString()]);
      response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
    });
    const fetch = createOutboundFetch({ loopbackOrigins: [origin], timeoutMs: 2_000 });
    const asked = { url: origin, accept: 'application/json', maximumBytes: 100, bearer: 'k' } as const;
    const post = { ...asked, method: 'POST', json: { nonce: 'ä' } } as const;
    expect(await fetch({ ...post, alsoTakes: [201] })).toMatchObject({ kind: 'answer' });
    expect(await fetch(post)).toEqual(problem('status'));
    expect(seen[0]).toEqual(['POST', 'Bearer k', 'application/json', '{"nonce":"ä"}']);
  });

  test('a key goes to the address that was asked, not to where that leads (D36)', async () => {
    const seen: unknown[] = [];
    const { origin } = await serve((request, response) => {
      seen.push(request.url);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    const fetch = createOutboundFetch({ loopbackOrigins: [origin], timeoutMs: 2_000 });
    const asked = { url: `${origin}/sessions`, accept: '*/*', maximumBytes: 1, bearer: 'k' } as const;
    expect(await fetch({ ...asked, method: 'POST', json: {} })).toEqual(problem('redirect'));
    expect(seen).toEqual(['/sessions']);
  });

  test('that lead elsewhere are not followed', async () => {
    const { ask } = await serve((request, response) => {
      if (request.url === '/elsewhere') response.end('followed');
      else response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await ask()).toEqual(problem('redirect'));
  });

  test.each([204, 404, 500])('of status %i say nothing', async (status) => {
    const { ask } = await serve((_, response) => response.writeHead(status).end());
    expect(await ask()).toEqual(problem('status'));
  });

  test('that are packed are not unpacked', async () => {
    const { ask } = await serve((_, response) =>
      response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(1_000_000))),
    );
    expect(await ask()).toEqual(problem('encoding'));
  });

  test('without end are not read to the end', async () => {
    let written = 0;
    const { ask } = await serve((_, response) => {
      const more = () => {
        written += 1;
        if (!response.destroyed && written < 10_000) response.write(Buffer.alloc(1_000), more);
      };
      more();
    });
    expect(await ask()).toEqual(problem('tooLarge'));
    expect(written).toBeLessThan(10_000);
  });

  test.each(['before', 'after'])('that do not come (%s their head) are not waited for', async (when) => {
    const { ask } = await serve((_, response) => void (when === 'after' && response.write('x')), 100);
    expect(await ask()).toEqual(problem('timeout'));
  });

  test('of nobody are a problem, not an exception', async () => {
    const fetch = createOutboundFetch({ loopbackOrigins: ['http://127.0.0.1:9'], timeoutMs: 500 });
    expect(await fetch({ url: 'http://127.0.0.1:9/', accept: '*/*', maximumBytes: 1 })).toEqual(
      problem('unreachable'),
    );
  });
});
