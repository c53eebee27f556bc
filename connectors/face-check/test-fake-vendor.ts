import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A face check vendor that does not exist, for tests only: it speaks the REST shape of docs/face-check.md 10, has a page on which
 * somebody says who they pretend to be, and behaves badly in every way it is told to.
 */
export interface FakeVendor {
  readonly origin: string;
  readonly secret: string;
  /** How it answers from now on. */
  behave(how: Partial<Behaviour>): void;
  /** What the person does on its page, without a browser. */
  finish(address: string, outcome: Outcome): Promise<void>;
  /** Sessions it still keeps something of. */
  readonly held: () => readonly string[];
  /** Portraits it was sent, as they came. */
  readonly portraits: () => readonly Buffer[];
  readonly asked: () => readonly string[];
  close(): Promise<void>;
}

export type Outcome = 'samePerson' | 'otherPerson' | 'notLive' | 'noResult';

export interface Behaviour {
  readonly open:
    | 'honest'
    | Trouble
    /** Its one-time page is on somebody else's server. */
    | 'pageElsewhere'
    | 'pageIsScript'
    /** A name of the session that would lead to another address. */
    | 'nameIsPath';
  readonly result:
    | 'honest'
    | Trouble
    | 'pendingForever'
    | 'otherSession'
    | 'otherNonce'
    | 'otherPortrait'
    /** The answer of the first session that was ever finished, for all that come after. */
    | 'replayed'
    | 'notLiveButSure'
    | 'noConfidence'
    | 'notANumber'
    | 'infinite'
    | 'aboveRange'
    | 'belowRange'
    | 'confidenceAsText'
    | 'liveAsText';
  readonly remove: 'honest' | 'gone' | Trouble;
}

export type Trouble = 'slow' | 'silent' | 'error' | 'unauthorised' | 'garbage' | 'redirect' | 'endless';

interface Session {
  readonly nonce: string;
  readonly portraitHash: string;
  readonly returnAddress: string;
  readonly token: string;
  outcome: Outcome | null;
}

const results: Readonly<Record<Outcome, { live: boolean | null; confidence: number | null }>> = {
  samePerson: { live: true, confidence: 93 },
  otherPerson: { live: true, confidence: 12 },
  notLive: { live: false, confidence: 96 },
  noResult: { live: null, confidence: null },
};

export async function openFakeVendor(options: { readonly slowMs?: number } = {}): Promise<FakeVendor> {
  const { slowMs = 150 } = options;
  const secret = randomBytes(24).toString('base64url');
  const sessions = new Map<string, Session>();
  const portraits: Buffer[] = [];
  const asked: string[] = [];
  let behaviour: Behaviour = { open: 'honest', result: 'honest', remove: 'honest' };
  let first: object | null = null;

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    if (url.startsWith('/check/')) return page(request, response, url.slice('/check/'.length));
    asked.push(`${method} ${url}`);
    if (request.headers.authorization !== `Bearer ${secret}`) return void send(response, 401, {});
    if (url === '/v1/health') return void send(response, 200, {});
    if (method === 'POST' && url === '/v1/sessions') return open(await bodyOf(request), response);
    const name = url.replace('/v1/sessions/', '');
    const session = sessions.get(name);
    if (method === 'GET' && session !== undefined) return read(name, session, response);
    if (method === 'DELETE') return remove(name, response);
    send(response, 404, {});
  }

  async function open(body: string, response: ServerResponse): Promise<void> {
    const { open: how } = behaviour;
    if (isTrouble(how) && (await trouble(how, response))) return;
    const asks = JSON.parse(body);
    const portrait = Buffer.from(asks.portrait.data, 'base64');
    portraits.push(portrait);
    const name = how === 'nameIsPath' ? '../../admin' : randomBytes(12).toString('base64url');
    const token = randomBytes(12).toString('base64url');
    const portraitHash = createHash('sha256').update(portrait).digest('base64url');
    sessions.set(name, { ...asks, portraitHash, token, outcome: null });
    const address =
      how === 'pageElsewhere'
        ? `https://elsewhere.example/check/${token}`
        : how === 'pageIsScript'
          ? 'javascript:alert(1)'
          : `${origin}/check/${token}`;
    send(response, 201, { session: name, address });
  }

  async function read(name: string, session: Session, response: ServerResponse): Promise<void> {
    const { result: how } = behaviour;
    if (isTrouble(how) && (await trouble(how, response))) return;
    if (session.outcome === null || how === 'pendingForever')
      return void send(response, 200, { status: 'pending' });
    const honest = {
      ...{ status: 'done', session: name, nonce: session.nonce, portrait: session.portraitHash },
      ...{ ...results[session.outcome], version: '4.2.0' },
    };
    first ??= honest;
    const lies: Readonly<Record<string, object | string>> = {
      otherSession: { ...honest, session: 'another' },
      otherNonce: { ...honest, nonce: randomBytes(32).toString('base64url') },
      otherPortrait: { ...honest, portrait: createHash('sha256').update('omar').digest('base64url') },
      replayed: first,
      notLiveButSure: { ...honest, live: false, confidence: 99 },
      noConfidence: { ...honest, confidence: null },
      notANumber: JSON.stringify(honest).replace(/"confidence":\d+/, '"confidence":NaN'),
      infinite: JSON.stringify(honest).replace(/"confidence":\d+/, '"confidence":1e999'),
      aboveRange: { ...honest, confidence: 100.5 },
      belowRange: { ...honest, confidence: -1 },
      confidenceAsText: { ...honest, confidence: '93' },
      liveAsText: { ...honest, live: 'true' },
    };
    send(response, 200, lies[how] ?? honest);
  }

  async function remove(name: string, response: ServerResponse): Promise<void> {
    const { remove: how } = behaviour;
    if (how !== 'gone' && isTrouble(how) && (await trouble(how, response))) return;
    const had = sessions.delete(name);
    send(response, had && how !== 'gone' ? 204 : 404, {});
  }

  /** True: that was the answer. */
  async function trouble(how: Trouble, response: ServerResponse): Promise<boolean> {
    if (how === 'slow') {
      await new Promise((resolve) => setTimeout(resolve, slowMs));
      return false;
    }
    if (how === 'silent') return true;
    if (how === 'error') send(response, 500, { error: 'no' });
    if (how === 'unauthorised') send(response, 401, {});
    if (how === 'garbage') send(response, 200, '<html>It works!</html>');
    if (how === 'redirect') response.writeHead(302, { location: 'https://elsewhere.example/' }).end();
    if (how === 'endless') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(`{"filler":"${'x'.repeat(200_000)}`);
    }
    return true;
  }

  async function page(request: IncomingMessage, response: ServerResponse, token: string): Promise<void> {
    const session = [...sessions.values()].find((each) => each.token === token);
    if (session === undefined) return void send(response, 404, 'This page was used already.');
    const said = request.method === 'POST' ? new URLSearchParams(await bodyOf(request)).get('as') : null;
    if (said !== null) {
      session.outcome = said as Outcome;
      response.writeHead(303, { location: session.returnAddress }).end();
      return;
    }
    const buttons = Object.keys(results).map((each) => `<button name="as" value="${each}">${each}</button>`);
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="en"><title>A face check vendor that does not exist</title>
      <h1>Who looks into the camera?</h1><form method="post">${buttons.join(' ')}</form></html>`);
  }

  return {
    origin,
    secret,
    behave: (how) => {
      behaviour = { ...behaviour, ...how };
    },
    finish: async (address, outcome) => {
      const body = new URLSearchParams({ as: outcome });
      await fetch(address, { method: 'POST', body, redirect: 'manual' });
    },
    held: () => [...sessions.keys()],
    portraits: () => portraits,
    asked: () => asked,
    close: async () => {
      server.close().closeAllConnections();
    },
  };
}

const troubles: readonly string[] = [
  ...['slow', 'silent', 'error', 'unauthorised', 'garbage', 'redirect', 'endless'],
];

function isTrouble(how: string): how is Trouble {
  return troubles.includes(how);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, status: number, body: object | string): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json' }).end(status === 204 ? undefined : text);
}
