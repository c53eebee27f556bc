import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { capture, frame, portrait } from '../test-pictures.ts';
import type { Point } from './align-chip.ts';
import { compareFaces } from './compare-faces.ts';
import { type FaceEngine, type FoundFace, loadEngine } from './load-engine.ts';
import { readFace } from './read-face.ts';

let engine: FaceEngine;
beforeAll(async () => {
  engine = await loadEngine();
});

const against = async (specimen: string, frames: readonly Uint8Array[]) =>
  compareFaces(engine, { portrait: await portrait(specimen), frames });

describe('gates on frames', () => {
  test.each([
    ['tooFar', { height: 130 }],
    ['tooDark', { light: 0.1 }],
    ['tooDark', { light: 0 }],
    ['blurred', { blur: 8 }],
  ] as const)('%s', async (problem, pose) => {
    expect(await against('mara', await capture('mara', pose))).toEqual({ kind: 'capture', problem });
  });

  test.each([0.5, 0.75])('dark skin in weak light (%d) is not "too dark"', async (light) => {
    expect(await against('omar', await capture('omar', { light }))).toMatchObject({ kind: 'compared' });
  });

  test('two usable frames are no median: the capture is taken again', async () => {
    const usable = (await capture('mara')).slice(0, 2);
    const dark = await capture('mara', { light: 0.1 });
    expect(await against('mara', [...usable, ...dark])).toEqual({ kind: 'capture', problem: 'tooDark' });
  });

  test('bad frames beside three usable ones are left out of the median', async () => {
    const frames = [
      ...(await capture('mara')).slice(0, 3),
      ...(await capture('mara', { light: 0.1 })).slice(0, 2),
    ];
    expect(await against('mara', frames)).toMatchObject({ kind: 'compared', frontalFrames: 3 });
  });
});

describe('gates at their edges, by an engine that sees what it is told', () => {
  /** Eye corners and nose where the specimen's picture has them; the other points of the mesh are not read. */
  const corners: Readonly<Record<number, Point>> = {
    263: [330, 218],
    362: [292, 220],
    33: [182, 218],
    133: [220, 220],
    2: [256, 270],
  };
  const mesh = Array.from({ length: 468 }, (_, index): Point => corners[index] ?? [0, 0]);
  const frontal: FoundFace = { edge: 200, yaw: 0, mesh };

  /** The first picture asked about is the portrait; then come the frames. Descriptors: the portrait's, then these. */
  function told(seen: readonly Partial<FoundFace>[], distances: readonly number[] = []): FaceEngine {
    const faces = seen.values();
    const values = [0, ...distances].values();
    return {
      findFaces: async () => [{ ...frontal, ...faces.next().value }],
      describe: async () => new Float32Array([values.next().value ?? 0]),
    };
  }
  const compareTold = async (scripted: FaceEngine) => {
    const picture = await portrait('mara');
    return compareFaces(scripted, { portrait: picture, frames: [picture, picture, picture] });
  };

  test.each([
    [{ yaw: 11.9 }, { kind: 'compared', confidence: 100, frontalFrames: 3, live: null }],
    [{ yaw: 12 }, { kind: 'capture', problem: 'turnedAway' }],
    [{ yaw: -12 }, { kind: 'capture', problem: 'turnedAway' }],
    [{ edge: 100 }, { kind: 'compared', confidence: 100, frontalFrames: 3, live: null }],
    [{ edge: 99 }, { kind: 'capture', problem: 'tooFar' }],
  ] as const)('frames with %j', async (seen, answer) => {
    expect(await compareTold(told([{}, seen, seen, seen]))).toEqual(answer);
  });

  test('a portrait of 99 px is too small, one that looks aside is not refused for it', async () => {
    expect(await compareTold(told([{ edge: 99 }]))).toEqual({ kind: 'portrait', problem: 'tooSmall' });
    expect(await compareTold(told([{ yaw: 30 }]))).toMatchObject({ kind: 'compared' });
  });

  test('the middle distance is the score, not the mean and not the best', async () => {
    const answer = await compareTold(told([], [0.1, 0.5, 0.9]));
    expect(answer).toEqual({ kind: 'compared', confidence: 70, frontalFrames: 3, live: null });
  });
});

describe('the score is a median', () => {
  test('one frame of the right person among strangers does not pass', async () => {
    const frames = [await frame(['mara']), ...(await capture('omar')).slice(0, 4)];
    const answer = await against('mara', frames);
    expect(answer).toMatchObject({ kind: 'compared', frontalFrames: 5 });
    if (answer.kind === 'compared') expect(answer.confidence).toBeLessThan(70);
  });
});

test('a portrait with a face of a few pixels is too small', async () => {
  const small = await sharp(await portrait('mara'))
    .resize({ height: 100 })
    .jpeg()
    .toBuffer();
  expect(await compareFaces(engine, { portrait: small, frames: await capture('mara') })).toEqual({
    kind: 'portrait',
    problem: 'tooSmall',
  });
});

const faces = join(import.meta.dirname, '../../../../shared/fixtures/faces');
const photo = join(faces, 'astronaut.png');
const turning = join(faces, 'astronaut-headturn.mjpeg');

describe.skipIf(!existsSync(turning))(
  `a photograph of a person${existsSync(turning) ? '' : ' — SKIPPED: ../shared/fixtures/faces is absent'}`,
  () => {
    test('frames with the head turned are not scored', async () => {
      const frames = jpegs(await readFile(turning)).filter((_, at) => at % 12 === 0);
      const turned: Uint8Array[] = [];
      for (const bytes of frames) {
        const face = await readFace(engine, bytes);
        if (face.kind === 'face' && Math.abs(face.yaw) >= 12) turned.push(bytes);
      }
      expect(turned.length).toBeGreaterThanOrEqual(3);
      expect(turned.length).toBeLessThan(frames.length);
      expect(await against('mara', turned.slice(0, 3))).toEqual({ kind: 'capture', problem: 'turnedAway' });
    }, 60_000);

    // Not a wish: what the built-in check lets through, kept true by a test (face-check.md 6, D7).
    test('an animated still of the portrait passes: no liveness here', async () => {
      const frames = jpegs(await readFile(turning)).slice(0, 5);
      const answer = await compareFaces(engine, { portrait: await readFile(photo), frames });
      expect(answer).toMatchObject({ kind: 'compared', live: null });
      if (answer.kind === 'compared') expect(answer.confidence).toBeGreaterThanOrEqual(70);
    });

    test('no drawn specimen matches a photographed person', async () => {
      const shown = await sharp(photo).resize(480, 480).jpeg().toBuffer();
      for (const specimen of ['mara', 'tiago', 'jonas', 'ines', 'ruth', 'omar']) {
        const answer = await against(specimen, [shown, shown, shown]);
        expect(answer.kind === 'compared' ? answer.confidence : 100).toBeLessThan(50);
      }
    }, 60_000);
  },
);

/** Motion JPEG is JPEGs in a row: each begins with FF D8 FF. */
function jpegs(stream: Buffer): Buffer[] {
  const starts: number[] = [];
  const marker = Buffer.from([0xff, 0xd8, 0xff]);
  for (let at = stream.indexOf(marker); at >= 0; at = stream.indexOf(marker, at + 3)) starts.push(at);
  return starts.map((start, index) => stream.subarray(start, starts[index + 1]));
}
