import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Fault } from '#recovery/outcome.ts';
import type { FaceMatcher } from '#recovery/steps/face-check/index.ts';
import { faceMatcherContract } from '../contract.ts';
import { capture, portrait } from '../test-pictures.ts';
import {
  createLocalFaceMatcher,
  LIMITS,
  LOCAL_VERSION,
  type LocalFaceMatcherOptions,
} from './create-local-face-matcher.ts';
import { createWorkerProcess, WORKER_SCRIPT } from './worker-process.ts';

faceMatcherContract({
  name: 'local',
  create: () => createLocalFaceMatcher({ deadline: 60_000 }),
  recommendedThreshold: 70,
});

const misbehaving = (name: string) => join(import.meta.dirname, 'fixtures', `${name}.ts`);
/** Where a specimen's face is does not matter to a worker that misbehaves; for the others it is near enough. */
const place = [
  [430, 200],
  [365, 202],
  [210, 200],
  [275, 202],
  [320, 300],
] as const;
const images = {
  portrait: await portrait('mara'),
  frames: (await capture('mara')).map((picture) => ({ picture, place, frontal: true })),
};
const question = { kind: 'compare', ...images } as const;

const open: FaceMatcher[] = [];
function create(options: LocalFaceMatcherOptions = {}): FaceMatcher {
  const matcher = createLocalFaceMatcher(options);
  open.push(matcher);
  return matcher;
}
afterEach(() => Promise.all(open.splice(0).map((matcher) => matcher.close())));

async function faultOf(
  asked: Promise<unknown>,
): Promise<{ code: string; retryable: boolean; message: string }> {
  const cause = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(cause instanceof Fault)) throw new TypeError('expected a Fault');
  return { code: cause.code, retryable: cause.retryable, message: cause.message };
}

describe('bytes and counts, before a worker is asked (face-check.md 8)', () => {
  const tooLong = (bytes: Uint8Array, length: number) =>
    Buffer.concat([bytes, Buffer.alloc(length - bytes.length + 1)]);
  const [first] = images.frames.map((each) => Buffer.from(each.picture)) as [Buffer];
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');

  test.each([
    ['two frames', Array(2).fill(first)],
    ['nine frames', Array(9).fill(first)],
    ['a frame over 300 kB', [first, first, tooLong(first, LIMITS.frameBytes)]],
    ['an SVG as a frame', [first, first, first, svg]],
  ])('%s', async (_, pictures: Buffer[]) => {
    const unreachable = create({ script: misbehaving('crashes') });
    const frames = pictures.map((picture) => ({ picture, place, frontal: true }));
    const unreadable = { kind: 'capture', problem: 'unreadable' };
    expect(await unreachable.compare({ ...images, frames })).toEqual(unreadable);
    const wrong = pictures.find((each) => each !== first);
    if (wrong !== undefined) expect(await unreachable.readFrame(wrong)).toEqual(unreadable);
  });

  test.each([
    ['a portrait over 1 MB', tooLong(images.portrait, LIMITS.portraitBytes)],
    ['an SVG as the portrait', svg],
  ])('%s', async (_, given) => {
    const unreachable = create({ script: misbehaving('crashes') });
    expect(await unreachable.compare({ ...images, portrait: given })).toEqual({
      kind: 'portrait',
      problem: 'unreadable',
    });
  });
});

test('not installed, it says so, looks at nobody and starts nothing', async () => {
  const matcher = createLocalFaceMatcher({ installed: false });
  open.push(matcher);
  expect(matcher.isInstalled).toBe(false);
  const said = { code: 'faceMatcherNotInstalled', retryable: false };
  const [first] = images.frames.map(({ picture }) => picture);
  expect(await faultOf(matcher.compare(images))).toMatchObject(said);
  expect(await faultOf(matcher.readFrame(first!))).toMatchObject(said);
  expect(await faultOf(matcher.warmUp())).toMatchObject(said);
  expect(matcher.pids()).toEqual([]);
});

describe('a worker that misbehaves fails closed, and only that call', () => {
  test('caught in a loop, it is killed at the deadline', async () => {
    const fault = await faultOf(create({ script: misbehaving('hangs'), deadline: 700 }).compare(images));
    expect(fault).toMatchObject({ code: 'faceMatcherTooSlow', retryable: true });
  });

  test('a crash is a fault that may be tried again', async () => {
    const matcher = create({ script: misbehaving('crashes') });
    for (let call = 0; call < 2; call++) {
      expect(await faultOf(matcher.compare(images))).toMatchObject({
        code: 'faceMatcherCrashed',
        retryable: true,
      });
    }
  });

  test('grown beyond its limit, it is killed while it works', async () => {
    const fault = await faultOf(
      create({ script: misbehaving('grows'), memoryLimit: 250, deadline: 60_000 }).compare(images),
    );
    expect(fault).toMatchObject({ code: 'faceMatcherTooLarge', retryable: true });
  });

  test('near its limit after an answer, it is replaced before the next call', async () => {
    const script = misbehaving('answers-and-keeps');
    const worker = createWorkerProcess({ deadline: 60_000, memoryLimit: 380, script });
    expect(await worker.ask(question)).toMatchObject({ comparison: { kind: 'compared' } });
    expect(worker.pid()).toBeNull();
    expect(await worker.ask(question)).toMatchObject({ comparison: { kind: 'compared' } });
    await worker.close();
  });

  test('its heap full, it dies and is no more than a fault', async () => {
    const fault = await faultOf(
      create({ script: misbehaving('fills-heap'), deadline: 60_000, memoryLimit: 4_000 }).compare(images),
    );
    expect(fault).toMatchObject({ code: 'faceMatcherCrashed', retryable: true });
  }, 60_000);

  test('a script that is not there is a fault, too', async () => {
    const fault = await faultOf(create({ script: misbehaving('absent') }).compare(images));
    expect(fault).toMatchObject({ code: 'faceMatcherCrashed', retryable: true });
  });

  test('killed in the middle, it is started again by the next call', async () => {
    const worker = createWorkerProcess({ deadline: 60_000, memoryLimit: 640, script: WORKER_SCRIPT });
    await worker.warmUp();
    const before = worker.pid();
    const asked = faultOf(worker.ask(question));
    process.kill(before!, 'SIGKILL');
    expect(await asked).toMatchObject({ code: 'faceMatcherCrashed' });
    expect(await worker.ask(question)).toMatchObject({ comparison: { kind: 'compared' } });
    expect(worker.pid()).not.toBe(before);
    await worker.close();
  }, 60_000);
});

describe('load', () => {
  test('more than the queue holds are told "busy"; those in it are not dropped silently', async () => {
    const matcher = create({ script: misbehaving('hangs'), workers: 1, deadline: 60_000, queue: 2 });
    const first = faultOf(matcher.compare(images));
    const waiting = [faultOf(matcher.compare(images)), faultOf(matcher.compare(images))];
    expect(await faultOf(matcher.compare(images))).toMatchObject({
      code: 'faceMatcherBusy',
      retryable: true,
    });

    await matcher.close();
    expect(await first).toMatchObject({ code: 'faceMatcherCrashed' });
    for (const fault of await Promise.all(waiting))
      expect(fault).toMatchObject({ code: 'faceMatcherClosed' });
  });

  test('one warm worker serves call after call', async () => {
    const worker = createWorkerProcess({ deadline: 60_000, memoryLimit: 640, script: WORKER_SCRIPT });
    await worker.warmUp();
    const pid = worker.pid();
    await worker.ask(question);
    await worker.ask(question);
    expect(worker.pid()).toBe(pid);
    await worker.close();
    expect(worker.pid()).toBeNull();
  });
});

describe('isolation', () => {
  test('the worker inherits nothing from our environment', async () => {
    process.env.REGAIN_CANARY = 'secret';
    const fault = await faultOf(create({ script: misbehaving('tells-environment') }).compare(images));
    delete process.env.REGAIN_CANARY;
    const allowed = ['NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE'];
    expect((JSON.parse(fault.message) as string[]).filter((name) => !allowed.includes(name))).toEqual([]);
  });

  test('the worker cannot write a file', async () => {
    const fault = await faultOf(create({ script: misbehaving('tries-to-write') }).compare(images));
    expect(fault.message).toBe('ERR_ACCESS_DENIED');
  });

  test('nor read one that is no part of it: not a key in the data folder, not what the machine knows of its users', async () => {
    const engine = create({ script: misbehaving('tries-to-read') });
    const read = (file: string) =>
      engine.readFrame(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.from(file)]));
    for (const file of [join(import.meta.dirname, '../../../data/master.key'), '/etc/passwd'])
      await expect(read(file)).rejects.toThrow('ERR_ACCESS_DENIED');
    // Its own code it may read: the refusals above are not for want of a file.
    await expect(read(WORKER_SCRIPT)).rejects.toThrow(/^read$/);
  });

  test('the worker ends when Regain is killed (D4)', async () => {
    const parent = spawn(process.execPath, [misbehaving('parent')], { stdio: ['ignore', 'pipe', 'ignore'] });
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (line) => resolve(Number(line))),
    );
    expect(isRunning(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isRunning(pid), { timeout: 5000 }).toBe(false);
  });
});

test('the version names the packages that are installed: scores of two engines are not comparable', () => {
  const require = createRequire(import.meta.url);
  const installed = (name: string, up: string) =>
    (
      JSON.parse(readFileSync(join(dirname(require.resolve(name)), up, 'package.json'), 'utf8')) as {
        version: string;
      }
    ).version;
  expect(LOCAL_VERSION).toContain(`human ${installed('@vladmandic/human', '..')}`);
  expect(LOCAL_VERSION).toContain(`face-api ${installed('@vladmandic/face-api', '..')}`);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A child whose parent was killed may linger as a zombie in a container without an init.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}
