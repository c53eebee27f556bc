import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { HttpBrowser } from '../../journeys/in-process/index.ts';
import type { ServerProcess } from './server-process.ts';

const form = 'application/x-www-form-urlencoded';
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export interface Sent {
  readonly path: string;
  readonly body: string | Buffer;
  /** Whom the proxy says it comes from. */
  readonly network: string;
  readonly contentType?: string;
}

/** One POST; the status, 0 where the connection ended without an answer, and how long it took. */
export async function post(
  server: Pick<ServerProcess, 'port'>,
  { path, body, network, contentType = form }: Sent,
): Promise<{ readonly status: number; readonly ms: number }> {
  const startedAt = performance.now();
  const status = await new Promise<number>((resolve) => {
    const headers = {
      'content-type': contentType,
      'content-length': Buffer.byteLength(body),
      'x-forwarded-for': network,
    };
    const sent = request({ agent, host: '127.0.0.1', port: server.port, path, method: 'POST', headers });
    let answered = 0;
    sent.on('response', (response) => {
      answered = response.statusCode ?? 0;
      response.resume().on('end', () => resolve(answered));
    });
    // Refused unread: the answer comes while we still send, and then the door is shut.
    sent.on('error', () => resolve(answered));
    sent.end(body);
  });
  return { status, ms: performance.now() - startedAt };
}

/** Sends the head and then one byte a second; the status, 0 for none, and when the other side hung up. */
export async function postSlowly(
  server: Pick<ServerProcess, 'port'>,
  options: { readonly path: string; readonly network: string; readonly length: number },
): Promise<{ readonly status: number; readonly ms: number }> {
  const startedAt = performance.now();
  const socket = connect(server.port, '127.0.0.1');
  const lines = [
    `POST ${options.path} HTTP/1.1`,
    `host: localhost:${server.port}`,
    `content-type: ${form}`,
    `content-length: ${options.length}`,
    `x-forwarded-for: ${options.network}`,
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const dripping = setInterval(() => socket.write('a'), 1_000);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  socket.on('error', () => {});
  await new Promise((resolve) => socket.on('close', resolve));
  clearInterval(dripping);
  return { status: Number(answer.split(' ')[1] ?? 0), ms: performance.now() - startedAt };
}

type Browser = Pick<HttpBrowser, 'get' | 'post' | 'postForm'>;
type Answer = Awaited<ReturnType<HttpBrowser['get']>>;

/** A browser over the network: a cookie jar, the origin it names, a network of its own. */
export function openNetworkBrowser({ origin }: Pick<ServerProcess, 'origin'>, network: string): Browser {
  const cookies = new Map<string, string>();
  const call = async (method: string, path: string, body?: string, contentType?: string): Promise<Answer> => {
    const response = await fetch(`${origin}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        'x-forwarded-for': network,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method !== 'GET' && { origin }),
        ...(contentType !== undefined && { 'content-type': contentType }),
      },
      ...(body !== undefined && { body }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
    return {
      status: response.status,
      body: isJson ? JSON.parse(text) : {},
      text,
      headers: Object.fromEntries(response.headers),
    };
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body = {}) => call('POST', path, JSON.stringify(body), 'application/json'),
    postForm: (path, fields) => call('POST', path, new URLSearchParams(fields).toString(), form),
  };
}
