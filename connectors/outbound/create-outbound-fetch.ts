import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress } from './is-public-address.ts';
import { isExcepted, type PrivateAddress } from './private-range.ts';

/** Why nothing came back. For logs and for admins; the asker only learns that nothing did. */
export type OutboundProblem =
  | 'address'
  | 'unreachable'
  | 'timeout'
  | 'status'
  | 'redirect'
  | 'encoding'
  | 'tooLarge';

export interface OutboundAnswer {
  readonly kind: 'answer';
  readonly body: Buffer;
  /** In lower case, without parameters. */
  readonly mediaType: string;
}

export interface OutboundQuestion {
  readonly url: string;
  readonly accept: string;
  readonly maximumBytes: number;
  /** GET unless told otherwise. */
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** JSON to send along. */
  readonly json?: object;
  /** A key of ours, for `Authorization: Bearer`. It goes to the address that was looked at, and nowhere else. */
  readonly bearer?: string;
  /** Statuses besides 200 that are an answer. */
  readonly alsoTakes?: readonly number[];
}

/** Asks an address once. Never throws for what the world does. */
export type OutboundFetch = (
  asked: OutboundQuestion,
) => Promise<OutboundAnswer | { readonly kind: 'problem'; readonly problem: OutboundProblem }>;

export interface OutboundOptions {
  /** Origins on the loopback that may be asked over http: the sandbox of an example, none elsewhere (D36). */
  readonly loopbackOrigins: readonly string[];
  readonly timeoutMs: number;
  /** What two admins allowed inside the organisation's own network, as it is now: read for each address that is not public. */
  readonly readPrivateAddresses?: () => Promise<readonly PrivateAddress[]>;
  /** Addresses of a host name; the system's resolver unless told otherwise. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

/**
 * The guard of D36: https only, public addresses only but for what two admins listed, the address that was looked at is the one
 * that is connected to (a name may resolve to another a moment later), no redirects, no cookies, no proxies, no compression that
 * could unpack without end, and an end to waiting and to reading.
 */
export function createOutboundFetch(options: OutboundOptions): OutboundFetch {
  const resolve = options.resolve ?? resolveBySystem;
  const readPrivateAddresses = options.readPrivateAddresses ?? (async () => []);
  return async (question) => {
    const target = readTarget(question.url, options.loopbackOrigins);
    if (target === null) return { kind: 'problem', problem: 'address' };
    const abort = AbortSignal.timeout(options.timeoutMs);
    try {
      const address = target.isLoopback
        ? '127.0.0.1'
        : await findAddress({ host: target.url.hostname, resolve, readPrivateAddresses, abort });
      if (address === null) return { kind: 'problem', problem: 'address' };
      const response = await send(question, { url: target.url, address, abort });
      return await read(response, question);
    } catch {
      return { kind: 'problem', problem: abort.aborted ? 'timeout' : 'unreachable' };
    }
  };
}

interface Target {
  readonly url: URL;
  readonly isLoopback: boolean;
}

function readTarget(address: string, loopbackOrigins: readonly string[]): Target | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return null;
  if (loopbackOrigins.includes(url.origin)) return { url, isLoopback: true };
  // A number in place of a name has no certificate worth the name, and is what attacks on the inside use.
  if (url.protocol !== 'https:' || isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) return null;
  return { url, isLoopback: false };
}

async function resolveBySystem(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true })).map(({ address }) => address);
}

/** The address to connect to. One that may not be asked spoils the name: it has no business among the others. */
async function findAddress(asked: {
  readonly host: string;
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly readPrivateAddresses: () => Promise<readonly PrivateAddress[]>;
  readonly abort: AbortSignal;
}): Promise<string | null> {
  const { host, resolve, readPrivateAddresses, abort } = asked;
  const waiting = new Promise<never>((_, reject) => {
    abort.addEventListener('abort', () => reject(abort.reason as Error), { once: true });
  });
  const addresses = await Promise.race([resolve(host), waiting]);
  const inside = addresses.filter((address) => !isPublicAddress(address));
  const exceptions = inside.length === 0 ? [] : await readPrivateAddresses();
  if (!inside.every((address) => isExcepted(exceptions, { host, address }))) return null;
  return addresses[0] ?? null;
}

function send(
  { method = 'GET', accept, json, bearer }: OutboundQuestion,
  to: { readonly url: URL; readonly address: string; readonly abort: AbortSignal },
): Promise<IncomingMessage> {
  const { url, address } = to;
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const body = json === undefined ? null : Buffer.from(JSON.stringify(json));
  return new Promise((resolve, reject) => {
    request(
      url,
      {
        method,
        headers: {
          ...{ accept, 'accept-encoding': 'identity' },
          ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
          ...(body !== null && { 'content-type': 'application/json', 'content-length': body.length }),
        },
        signal: to.abort,
        agent: false,
        maxHeaderSize: 16_384,
        lookup: (_host, { all }, answer) => {
          const family = isIP(address);
          if (all) answer(null, [{ address, family }]);
          else answer(null, address, family);
        },
      },
      resolve,
    )
      .on('error', reject)
      .end(body ?? undefined);
  });
}

async function read(
  response: IncomingMessage,
  { maximumBytes, alsoTakes = [] }: OutboundQuestion,
): ReturnType<OutboundFetch> {
  const refuse = (problem: OutboundProblem) => {
    response.destroy();
    return { kind: 'problem', problem } as const;
  };
  const { statusCode = 0, headers } = response;
  if (statusCode >= 300 && statusCode < 400) return refuse('redirect');
  if (statusCode !== 200 && !alsoTakes.includes(statusCode)) return refuse('status');
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return refuse('encoding');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maximumBytes) return refuse('tooLarge');
    chunks.push(chunk);
  }
  const mediaType = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  return { kind: 'answer', body: Buffer.concat(chunks), mediaType };
}
