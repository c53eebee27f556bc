import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import pino from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLocalFaceMatcher } from '../connectors/face-matcher/local/index.ts';
import { describePortrait } from '../connectors/face-matcher/local/test-describe-portrait.ts';
import { frame } from '../connectors/face-matcher/test-pictures.ts';
import { createOutbox } from '../connectors/mail/index.ts';
import { openHttpBrowser } from '../journeys/in-process/http-browser.ts';
import {
  asksForCredential,
  bringsCode,
  createLyingWallet,
  createTestIssuer,
  faceConsent,
  mara,
} from '../journeys/in-process/index.ts';
import { type Needle, needlesOfPicture, searchFiles, searchTables } from '../journeys/left-behind.ts';
import { Fault } from '../recovery/outcome.ts';
import type { FaceMatcher } from '../recovery/steps/face-check/index.ts';
import { assembleJourney } from './assemble-journey.ts';
import { readConfig } from './config.ts';
import { createApp } from './create-app.ts';
import { type Installation, openInstallation } from './installation.ts';
import { createMailComposer } from './settings/index.ts';

/*
 * No frame, portrait or descriptor is kept (R36, face-check.md 8). The whole server with the real engine in its processes, the log at
 * its loudest, a temporary folder of its own. Every picture that goes in, as bytes, in base64 and decoded, and the numbers that the
 * engine makes of it, are looked for in what is printed, in every file, in every row, and in every file that any of the processes
 * holds open, deleted ones too. Drawn pictures cannot be turned without a browser, so for the turns the engine's word on the pose is
 * replaced; the picture goes through it all the same.
 */
const origin = 'http://localhost:4000';
const dataDir = mkdtempSync(join(tmpdir(), 'regain-no-picture-data-'));
const temporary = mkdtempSync(join(tmpdir(), 'regain-no-picture-'));
const before = process.env.TMPDIR;
const engine = createLocalFaceMatcher({ deadline: 60_000 });
const log: string[] = [];
const needles: Needle[] = [];
const openFiles = new Set<string>();
/** Rows and files while a face check was under way. */
const during: string[] = [];
let now = Date.now();
/** The engine has no time: the picture waits, and is brought again. */
let isFull = false;
let installation: Installation;
let app: FastifyInstance;
let page: unknown;

beforeAll(async () => {
  process.env.TMPDIR = temporary;
  const { issuer, authorityPem } = await createTestIssuer({ now: () => now });
  const wallet = await createLyingWallet({ now: () => now, issuer });
  mkdirSync(join(dataDir, 'sandbox'), { recursive: true });
  writeFileSync(join(dataDir, 'sandbox', 'authority.pem'), authorityPem);
  const config = readConfig({ REGAIN_DATA_DIR: dataDir, REGAIN_LOG_LEVEL: 'debug' }, 'example');
  const logger = pino({ level: 'trace' }, { write: (line: string) => void log.push(line) });
  installation = await openInstallation(config, { now: () => now });
  const turns = new Map<string, number>();
  const full = new Fault('full', { code: 'faceMatcherBusy', retryable: true });
  const matcher: FaceMatcher = {
    ...engine,
    readFrame: async (picture) => {
      if (isFull) throw full;
      const reading = await engine.readFrame(picture);
      const yaw = turns.get(Buffer.from(picture).toString('base64'));
      return reading.kind === 'face' && yaw !== undefined ? { ...reading, yaw } : reading;
    },
  };
  const assembled = await assembleJourney(installation, matcher);
  const outbox = createOutbox({
    queue: installation.mailQueue,
    compose: createMailComposer(installation),
    objectionLink: assembled.journey.objectionLink,
    now: () => now,
    onFailure: () => {},
  });
  const folder = join(dataDir, 'pages');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<html></html>');
  const pages = { folder, scripts: [], demoFolders: [] };
  app = await createApp({ installation, assembled, faceMatcher: matcher, outbox, logger, pages });
  await app.ready();

  const portrait = readFileSync(resolve(import.meta.dirname, '../example/specimens/mara.jpg'));
  needles.push(...needlesOfPicture('portrait', portrait), ...(await needlesOfFace(portrait)));
  const browser = openHttpBrowser(app, {
    origin,
    turnClock: (ms) => {
      now += ms;
    },
  });
  const address = await asksForCredential(browser, 'mara.lindqvist');
  const shown = await wallet.present(browser, address, mara, { portrait });
  await bringsCode(browser, shown.body.redirect_uri);

  const frames: string[] = [];
  let said = await browser.post('/api/recovery/face-check/session', { consent: faceConsent });
  while (said.body.step !== null) {
    const step = said.body.step as { number: number; look: string; afterMs: number };
    expect([said.status, step.number]).toEqual([200, frames.length]);
    const picture = await frame(['mara'], { height: 476 - 3 * step.number, left: 2 * step.number });
    needles.push(
      ...needlesOfPicture(`frame ${step.number}`, picture),
      await needleOfPixels(step.number, picture),
    );
    const text = picture.toString('base64');
    if (step.look !== 'centre') turns.set(text, step.look === 'left' ? -25 : 25);
    await browser.holdStill(step.afterMs);
    frames.push(text);
    const send = () =>
      browser.post('/api/recovery/face-check/frame', {
        ...{ session: said.body.session, step: step.number, frame: text },
      });
    if (step.number === 1) {
      isFull = true;
      expect((await send()).status).toBe(503);
      isFull = false;
      during.push(...(await searchTables(query(), needles)), ...searchFiles(dataDir, needles));
      await browser.holdStill(30_000);
    }
    const sent = send();
    lookIntoOpenFiles();
    said = await sent;
    lookIntoOpenFiles();
  }
  during.push(...(await searchTables(query(), needles)), ...searchFiles(dataDir, needles));
  const scored = browser.post('/api/recovery/face-check', { session: said.body.session, frames });
  lookIntoOpenFiles();
  page = ((await scored).body.now as { page: string }).page;
  lookIntoOpenFiles();
}, 180_000);

afterAll(async () => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  await app?.close();
  await engine.close();
  await installation?.close();
  for (const folder of [dataDir, temporary]) rmSync(folder, { recursive: true, force: true });
});

test('there was something to find: the real engine scored it, and each needle is found where it lies', () => {
  expect(page).toBe('accessPass');
  expect(needles.filter(({ name }) => name.startsWith('frame')).length).toBeGreaterThanOrEqual(6 * 4);
  const control = mkdtempSync(join(temporary, 'control-'));
  for (const [nth, { bytes }] of needles.entries()) writeFileSync(join(control, String(nth)), bytes);
  const found = new Set(searchFiles(control, needles).map((each) => each.replace(/^\d+: /, '')));
  rmSync(control, { recursive: true });
  expect(found).toEqual(new Set(needles.map(({ name }) => name)));
});

test('not in what is printed, at its loudest', () => {
  const printed = Buffer.from(log.join(''));
  expect(needles.filter(({ bytes }) => printed.includes(bytes)).map(({ name }) => name)).toEqual([]);
});

test('not in a temporary file', () => {
  expect(searchFiles(temporary, needles)).toEqual([]);
});

test('not in the data folder and not in any row, neither under way nor afterwards (D19)', async () => {
  expect(during).toEqual([]);
  expect(searchFiles(dataDir, needles)).toEqual([]);
  expect(await searchTables(query(), needles)).toEqual([]);
});

test.runIf(process.platform === 'linux')('not in any file that a process held open, deleted ones too', () => {
  expect(engine.pids().length).toBeGreaterThan(0);
  expect([...openFiles]).toEqual([]);
});

const query = () => installation.database.query() as unknown as Parameters<typeof searchTables>[0];

/** Decoded, as the engine has it before its eyes: the stretch of the middle row with the most different values. */
async function needleOfPixels(nth: number, picture: Buffer): Promise<Needle> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const start = info.width * info.channels * Math.floor(info.height / 2);
  const stretches = Array.from({ length: Math.floor((info.width * info.channels) / 48) }, (_, at) =>
    data.subarray(start + at * 48, start + at * 48 + 48),
  );
  const [bytes] = stretches.toSorted((a, b) => new Set(b).size - new Set(a).size);
  return { name: `frame ${nth}, decoded`, bytes: Buffer.from(bytes!) };
}

/** The descriptor of the portrait, in each way that numbers are written down. */
async function needlesOfFace(portrait: Buffer): Promise<readonly Needle[]> {
  const piece = (await describePortrait(portrait)).slice(40, 48);
  return [
    { name: 'descriptor', bytes: Buffer.from(piece.buffer) },
    { name: 'descriptor, as doubles', bytes: Buffer.from(Float64Array.from(piece).buffer) },
    { name: 'descriptor, as text', bytes: Buffer.from([...piece.slice(0, 3)].join(',')) },
  ];
}

/** Of this process and the engine's. Pipes and sockets are no place to keep things. */
function lookIntoOpenFiles(): void {
  if (process.platform !== 'linux') return;
  for (const pid of [process.pid, ...engine.pids()]) {
    for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
      const path = `/proc/${pid}/fd/${descriptor}`;
      const content = readOpenFile(path);
      for (const { name, bytes } of needles) if (content?.includes(bytes)) openFiles.add(`${path}: ${name}`);
    }
  }
}

/** Null: no file, or closed meanwhile. */
function readOpenFile(path: string): Buffer | null {
  try {
    return statSync(path).isFile() ? readFileSync(path) : null;
  } catch {
    return null;
  }
}
