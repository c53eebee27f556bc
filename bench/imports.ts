import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createImportWorker } from '../server/administration/index.ts';
import { openTestPortal, type TestPortal } from '../server/doors/portal/test-portal.ts';
import type { Figure, Report } from './report.ts';
import { type Scale, whole } from './scale.ts';

const admin = 'Recovery Administrator';
const path = '/api/admin/people-imports';
const header = 'user,first,last,born,notes\n';
/** A wide list: most of each line is a column that nobody imports. */
const note = 'x'.repeat(4_000);

const options = {
  ...{ encoding: 'utf-8', delimiter: ',', dateOrder: 'dayFirst', emptyCells: 'keep' },
  mapping: ['accountName', 'givenName', 'surname', 'birthDate', null],
};

/**
 * A list as large as the product takes, made while it is sent, over HTTP to a server that listens, on the embedded engine: uploaded
 * and rehearsed. Then a smaller one with narrow lines: rehearsed, imported, undone. Memory is of the whole process, the sender and the
 * database in it.
 */
export async function measureImports(scale: Scale): Promise<Report> {
  const isWhole = scale === whole;
  const [largeBytes, people] = isWhole ? [1_000_000_000, 20_000] : [20_000_000, 2_000];
  const portal = await openTestPortal();
  const { installation, journey, faceMatcher } = portal;
  const worker = createImportWorker({ installation, journey, faceMatcher });
  try {
    await portal.app.listen({ port: 0, host: '127.0.0.1' });
    const large = await measureLarge(portal, worker, largeBytes);
    const narrow = await measureNarrow(portal, worker, people);
    return {
      measurement: `import of ${largeBytes / 1e6} MB, and of ${people} people`,
      node: process.version,
      notes: [],
      figures: [...large, ...narrow],
    };
  } finally {
    await worker.close();
    await portal.close();
  }
}

type Worker = ReturnType<typeof createImportWorker>;

async function measureLarge(portal: TestPortal, worker: Worker, bytes: number): Promise<readonly Figure[]> {
  const memory = watchMemory();
  const sent = performance.now();
  const id = await upload(portal, linesOf(bytes));
  const checking = performance.now();
  const made = await work(portal, worker, { id, verb: 'check', body: options });
  const over = performance.now();
  const { start, most } = memory.stop();
  if (made.state !== 'checked' || made.counts.problems > 0)
    throw new Error(`the dry run ended as ${made.state}`);
  return [
    { name: 'large: uploaded', value: checking - sent, unit: 'ms' },
    { name: 'large: rehearsed', value: over - checking, unit: 'ms' },
    { name: 'large: lines', value: made.records, unit: 'count' },
    { name: 'large: JavaScript heap and buffers at the start', value: start.js, unit: 'MB' },
    { name: 'large: JavaScript heap and buffers, most', value: most.js, unit: 'MB', aim: 'flat' },
    { name: 'large: whole process at the start', value: start.all, unit: 'MB' },
    { name: 'large: whole process, most', value: most.all, unit: 'MB' },
  ];
}

async function measureNarrow(portal: TestPortal, worker: Worker, people: number): Promise<readonly Figure[]> {
  const lines = Array.from({ length: people }, (_, n) => `narrow.${n},Nari,Row${n},1980-01-01,\n`);
  const id = await upload(portal, [header, ...lines]);
  const figures: Figure[] = [];
  for (const [verb, name] of [
    ['check', 'rehearsed'],
    ['apply', 'imported'],
    ['undo', 'undone'],
  ] as const) {
    const from = performance.now();
    await work(portal, worker, { id, verb, ...(verb === 'check' && { body: options }) });
    const value = people / ((performance.now() - from) / 1_000);
    figures.push({ name: `narrow: people ${name}`, value, unit: 'per second' });
  }
  return figures;
}

async function work(
  portal: TestPortal,
  worker: Worker,
  { id, verb, body }: { readonly id: string; readonly verb: string; readonly body?: object },
) {
  await portal.signInAgain();
  await portal.ask(admin, 'POST', `${path}/${id}/${verb}`, body === undefined ? {} : { body });
  await worker.run({ forMs: 3_600_000 });
  return (await portal.ask(admin, 'GET', `${path}/${id}`)).body;
}

/** Over a socket, as a browser would. */
async function upload(portal: TestPortal, lines: Iterable<string>): Promise<string> {
  const { port } = portal.app.server.address() as AddressInfo;
  const { origin } = portal.installation.config;
  const answer = await new Promise<string>((resolve, reject) => {
    const sending = request(
      {
        ...{ host: '127.0.0.1', port, path, method: 'POST' },
        headers: {
          ...{ host: new URL(origin).host, origin, cookie: portal.cookieOf(admin) },
          ...{ 'content-type': 'text/csv', 'x-file-name': 'large.csv' },
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => resolve(Buffer.concat(parts).toString()));
      },
    );
    sending.on('error', reject);
    Readable.from(lines).pipe(sending);
  });
  return (JSON.parse(answer) as { id: string }).id;
}

function* linesOf(bytes: number): Generator<string> {
  yield header;
  for (let [sent, n] = [header.length, 0]; sent < bytes; n += 1) {
    const line = `large.${n},Lara,Row${n},1980-01-01,${note}\n`;
    sent += line.length;
    yield line;
  }
}

function watchMemory() {
  const look = () => {
    const { rss, heapUsed, external } = process.memoryUsage();
    return { all: rss / 1e6, js: (heapUsed + external) / 1e6 };
  };
  const start = look();
  let most = start;
  const timer = setInterval(() => {
    const now = look();
    most = { all: Math.max(most.all, now.all), js: Math.max(most.js, now.js) };
  }, 200);
  return {
    stop: () => {
      clearInterval(timer);
      return { start, most };
    },
  };
}
