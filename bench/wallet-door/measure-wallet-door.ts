import { randomBytes } from 'node:crypto';
import {
  asksForCredential,
  createLyingWallet,
  createTestDatabase,
  createTestIssuer,
  type LyingWallet,
  mara,
} from '../../journeys/in-process/index.ts';
import { type Figure, percentile, type Report } from '../report.ts';
import { measureDatabase } from './measure-database.ts';
import { openNetworkBrowser, post, postSlowly, type Sent } from './over-network.ts';
import { type ServerProcess, startServer } from './server-process.ts';

const answersCount = 300;
const answersAtOnce = 16;
const nastyCount = 200;
const nastyAtOnce = 20;
const slowCount = 400;

export async function measureWalletDoor(): Promise<Report> {
  const database = await createTestDatabase(process.env.DATABASE_URL);
  if (database === null) throw new Error('DATABASE_URL: name a PostgreSQL server to measure on');
  const { issuer, authorityPem } = await createTestIssuer({ now: Date.now });
  const wallet = await createLyingWallet({ now: Date.now, issuer });
  const server = await startServer({ databaseUrl: database.url, authorityPem });
  try {
    const figures: Figure[] = [{ name: 'memory at rest', value: server.takeMemory().now, unit: 'MB' }];
    const answers = await prepareAnswers(server, wallet, answersCount + slowCount / 10);
    figures.push(...(await measureAnswers(server, answers.slice(0, answersCount))));
    figures.push(...(await measureNasty(server, wallet)));
    figures.push(...(await measureSlow(server, answers.slice(answersCount))));
    figures.push(...(await measureDatabase(process.env.DATABASE_URL!)));
    return {
      measurement: 'The wallets’ door on PostgreSQL',
      node: process.version,
      notes: [
        `${answersCount} honest SD-JWT VC answers, ${answersAtOnce} at a time, of people whom nobody knows: verified and kept like anybody’s (D14). The senders run on the same machine.`,
        'Status 0: the connection was closed while the body was still being sent, before the answer was read.',
      ],
      figures,
    };
  } finally {
    await server.stop();
    await database.drop();
  }
}

/** Recoveries up to an open request, each from a network of its own, and what a wallet says to each; not sent yet. */
async function prepareAnswers(server: ServerProcess, wallet: LyingWallet, count: number): Promise<Sent[]> {
  const answers: Sent[] = [];
  for (let index = 0; index < count; index += 1) {
    const network = networkOf(index);
    const browser = openNetworkBrowser(server, network);
    const address = await asksForCredential(browser as never, `bench.nobody.${index}`);
    await wallet.present(
      {
        get: browser.get,
        postForm: async (path, fields) => {
          answers.push({ path, body: new URLSearchParams(fields).toString(), network });
          return { status: 0, body: {}, text: '', headers: {} };
        },
      },
      address,
      mara,
    );
  }
  return answers;
}

async function measureAnswers(server: ServerProcess, answers: readonly Sent[]): Promise<Figure[]> {
  // The first ones warm up.
  await sendAll(server, answers.slice(0, 30), answersAtOnce);
  server.takeMemory();
  const startedAt = performance.now();
  const said = await sendAll(server, answers.slice(30), answersAtOnce);
  const seconds = (performance.now() - startedAt) / 1000;
  if (said.some(({ status }) => status !== 200)) throw new Error('an honest answer was refused');
  return [
    { name: 'answers', value: said.length / seconds, unit: 'per second' },
    ...timesOf('answers', said),
    { name: 'answers: most memory', value: server.takeMemory().most, unit: 'MB' },
  ];
}

/** What is wrong at once, and must be answered at once. */
async function measureNasty(server: ServerProcess, wallet: LyingWallet): Promise<Figure[]> {
  const [open] = await prepareAnswers(server, wallet, 1);
  const { path } = open!;
  const unknown = `/openid4vp/response/${'A'.repeat(32)}`;
  const kinds: readonly (readonly [string, (index: number) => Omit<Sent, 'network'>])[] = [
    ['bodies of 10 MB', () => ({ path: unknown, body: Buffer.alloc(10_000_000, 97) })],
    ['honest answers to no request', () => ({ path: unknown, body: open!.body })],
    ['garbage', () => ({ path, body: randomBytes(50_000) })],
    ['garbage in the field', () => ({ path, body: `response=${'a'.repeat(500_000)}` })],
    ['JSON', () => ({ path, body: '{"response":"a.b.c.d.e"}', contentType: 'application/json' })],
    [
      'an address that is none',
      (index) => ({ path: `/openid4vp/response/${'%00'.repeat(index % 9)}`, body: 'a' }),
    ],
  ];
  const figures: Figure[] = [];
  for (const [name, make] of kinds) {
    server.takeMemory();
    const sent = Array.from({ length: nastyCount }, (_, index) => ({
      ...make(index),
      network: networkOf(index),
    }));
    const said = await sendAll(server, sent, nastyAtOnce);
    figures.push(...statusesOf(name, said), ...timesOf(name, said).slice(1));
    figures.push({ name: `${name}: most memory`, value: server.takeMemory().most, unit: 'MB' });
  }
  return figures;
}

/** One byte a second, from four networks; and, while they do it, people from others. */
async function measureSlow(server: ServerProcess, honest: readonly Sent[]): Promise<Figure[]> {
  server.takeMemory();
  const path = `/openid4vp/response/${'A'.repeat(32)}`;
  const slow = Array.from({ length: slowCount }, (_, index) =>
    postSlowly(server, { path, network: `10.250.${index % 4}.1`, length: 1_000_000 }),
  );
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const meanwhile = await sendAll(server, honest, 4);
  const said = await Promise.all(slow);
  return [
    ...statusesOf('slow bodies', said),
    { name: 'slow bodies: the last hung up on', value: Math.max(...said.map(({ ms }) => ms)), unit: 'ms' },
    { name: 'slow bodies: most memory', value: server.takeMemory().most, unit: 'MB' },
    ...statusesOf('honest answers meanwhile', meanwhile),
    ...timesOf('honest answers meanwhile', meanwhile),
  ];
}

async function sendAll(
  server: ServerProcess,
  sent: readonly Sent[],
  atOnce: number,
): Promise<Awaited<ReturnType<typeof post>>[]> {
  const said: Awaited<ReturnType<typeof post>>[] = [];
  const queue = [...sent];
  const lane = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      said.push(await post(server, next));
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return said;
}

function timesOf(name: string, said: readonly { readonly ms: number }[]): Figure[] {
  const times = said.map(({ ms }) => ms);
  return [
    { name: `${name}: p50`, value: percentile(times, 0.5), unit: 'ms' },
    { name: `${name}: p99`, value: percentile(times, 0.99), unit: 'ms' },
  ];
}

function statusesOf(name: string, said: readonly { readonly status: number }[]): Figure[] {
  const counts = new Map<number, number>();
  for (const { status } of said) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts].map(([status, value]) => ({
    name: `${name}: answered ${status}`,
    value,
    unit: 'count',
  }));
}

const networkOf = (index: number) => `10.${(index >> 8) & 127}.${index & 255}.1`;
