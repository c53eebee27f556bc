import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { astronaut, film } from '../test-film.ts';
import { capture, frame, placed, portrait } from '../test-pictures.ts';
import { compareFaces } from './compare-faces.ts';
import { type Point, placeOf } from './engine/align-chip.ts';
import type { FoundFace } from './engine/find-mesh.ts';
import { type FaceEngine, loadEngine } from './engine/load-engine.ts';
import { readFrame } from './read-frame.ts';

let engine: FaceEngine;
beforeAll(async () => {
  engine = await loadEngine();
});

const look = (picture: Uint8Array) => readFrame(engine, picture);
const frontal = (pictures: readonly Uint8Array[]) => placed({ readFrame: look }, pictures);
const against = async (specimen: string, pictures: readonly Uint8Array[]) =>
  compareFaces(engine, { portrait: await portrait(specimen), frames: await frontal(pictures) });

describe('gates on frames', () => {
  test.each([
    ['tooFar', { height: 130 }],
    ['tooDark', { light: 0.1 }],
    ['tooDark', { light: 0 }],
    ['blurred', { blur: 8 }],
  ] as const)('%s', async (problem, pose) => {
    for (const picture of await capture('mara', pose))
      expect(await look(picture)).toEqual({ kind: 'capture', problem });
  });

  test.each([0.5, 0.75])('dark skin in weak light (%d) is not "too dark"', async (light) => {
    expect(await against('omar', await capture('omar', { light }))).toMatchObject({ kind: 'compared' });
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
  const seen: FoundFace = { edge: 200, yaw: 0, mesh };
  const place = placeOf(mesh);

  /** Sees this face in every picture; descriptors: the portrait's is 0, then come these. */
  function told(face: Partial<FoundFace>, distances: readonly number[] = []): FaceEngine {
    const values = [0, ...distances].values();
    return {
      findFaces: async () => [{ ...seen, ...face }],
      describe: async () => new Float32Array([values.next().value ?? 0]),
    };
  }
  const compareTold = async (scripted: FaceEngine, frontals = [true, true, true]) => {
    const picture = await portrait('mara');
    const frames = frontals.map((isFrontal) => ({ picture, place, frontal: isFrontal }));
    return compareFaces(scripted, { portrait: picture, frames });
  };

  test.each([
    [{ edge: 100 }, { kind: 'face', yaw: 0, place }],
    [{ edge: 99 }, { kind: 'capture', problem: 'tooFar' }],
    // Which pose is wanted is for the step to say.
    [{ yaw: -31 }, { kind: 'face', yaw: -31, place }],
  ] as const)('a frame with %j', async (face, reading) => {
    expect(await readFrame(told(face), await portrait('mara'))).toMatchObject(reading);
  });

  test('a portrait of 99 px is too small, one that looks aside is not refused for it', async () => {
    expect(await compareTold(told({ edge: 99 }))).toEqual({ kind: 'portrait', problem: 'tooSmall' });
    expect(await compareTold(told({ yaw: 30 }))).toMatchObject({ kind: 'compared' });
  });

  test('the middle distance is the score, not the mean and not the best', async () => {
    const answer = await compareTold(told({}, [0.3, 0.5, 0.9]));
    expect(answer).toEqual({ ...scored, confidence: 70, onePerson: true });
  });
  const scored = { kind: 'compared', frontalFrames: 3, live: null };

  test.each([
    [[0.1, 0.2, 0.3, 0.7], true],
    [[0.1, 0.2, 0.3, 0.701], false],
    [[0.1, 0.2, 0.701, 0.2], false],
    [[0.1, 0.2, 0.3, Number.NaN], false],
  ])('every frame within 0.6 of every frontal one: %j is one person: %s', async (distances, onePerson) => {
    const answer = await compareTold(told({}, distances), [true, true, true, false]);
    expect(answer).toMatchObject({ frontalFrames: 3, onePerson });
  });

  test('two turned frames are not held against each other: left and right share little', async () => {
    const answer = await compareTold(told({}, [0, 0, 0, -0.5, 0.5]), [true, true, true, false, false]);
    expect(answer).toMatchObject({ onePerson: true });
  });
});

describe('the score is a median', () => {
  test('one frame of the right person among strangers does not pass', async () => {
    const frames = [await frame(['mara']), ...(await capture('omar')).slice(0, 4)];
    const answer = await against('mara', frames);
    expect(answer).toMatchObject({ kind: 'compared', frontalFrames: 5, onePerson: false });
    if (answer.kind === 'compared') expect(answer.confidence).toBeLessThan(70);
  });
});

test('a portrait with a face of a few pixels is too small', async () => {
  const small = await sharp(await portrait('mara'))
    .resize({ height: 100 })
    .jpeg()
    .toBuffer();
  expect(
    await compareFaces(engine, { portrait: small, frames: await frontal(await capture('mara')) }),
  ).toEqual({
    kind: 'portrait',
    problem: 'tooSmall',
  });
});

describe.skipIf(!existsSync(astronaut))(
  `a photograph of a person${existsSync(astronaut) ? '' : ' — SKIPPED: ../shared/fixtures/faces is absent'}`,
  () => {
    test('a head that turns is seen turning, to the side it turns to', async () => {
      const yaws: number[] = [];
      for (const bytes of (await film()).filter((_, at) => at % 12 === 0)) {
        const reading = await look(bytes);
        if (reading.kind === 'face') yaws.push(reading.yaw);
      }
      expect(Math.min(...yaws)).toBeLessThan(-15);
      expect(Math.max(...yaws)).toBeGreaterThan(15);
    }, 60_000);

    // Not a wish: what the built-in check lets through, kept true by a test (face-check.md 6, D7).
    test('an animated still of the portrait passes: no liveness here', async () => {
      const frames = (await film()).slice(0, 5);
      const answer = await compareFaces(engine, {
        portrait: await readFile(astronaut),
        frames: await frontal(frames),
      });
      expect(answer).toMatchObject({ kind: 'compared', live: null });
      if (answer.kind === 'compared') expect(answer.confidence).toBeGreaterThanOrEqual(70);
    });

    test('no drawn specimen matches a photographed person', async () => {
      const shown = await sharp(astronaut).resize(480, 480).jpeg().toBuffer();
      for (const specimen of ['mara', 'tiago', 'jonas', 'ines', 'ruth', 'omar']) {
        const answer = await against(specimen, [shown, shown, shown]);
        expect(answer.kind === 'compared' ? answer.confidence : 100).toBeLessThan(50);
      }
    }, 60_000);
  },
);
