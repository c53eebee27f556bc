import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLocalFaceMatcher } from '../connectors/face-matcher/local/index.ts';
import { asPrint, asScreen, beforeCamera } from '../connectors/face-matcher/test-attack-pictures.ts';
import { astronaut, film } from '../connectors/face-matcher/test-film.ts';
import { portrait } from '../connectors/face-matcher/test-pictures.ts';
import { turnedHead } from '../connectors/face-matcher/test-turned-head.ts';
import type { Look } from '../recovery/steps/face-check/index.ts';
import {
  type Attacker,
  attack,
  faceConsent,
  openSmallHouse,
  reachFaceCheck,
  type SmallHouse,
} from './in-process/index.ts';

/*
 * What walks past the face check, and what does not: attackers with a genuine credential of their victim, through the whole
 * challenge over HTTP, before the engine itself. docs/face-check.md 6 has its counts from here. Pictures are drawn or
 * rendered; nothing here is a rate that a lab measured.
 */
const specimens = ['mara', 'tiago', 'jonas', 'ines', 'ruth', 'omar'] as const;
type Specimen = (typeof specimens)[number];

/** In the suite until one gets through, at most twice each; for the figure in docs/face-check.md all of them, and more often. */
const chosenTries = process.env.REGAIN_SCREENS;
const screenTries = Number(chosenTries ?? 2);

let house: SmallHouse;
const engine = createLocalFaceMatcher({ deadline: 120_000, workers: 1 });
beforeAll(async () => {
  await engine.warmUp();
  house = await openSmallHouse({ faceMatcher: engine, clockStands: true });
});
afterAll(async () => {
  await house.close();
  await engine.close();
});

/** As much as the demo camera turns. */
const turns: Readonly<Record<Look, number>> = { centre: 0, left: 27, right: -27 };

/** A still picture turned as asked. */
const puppet =
  (specimen: Specimen): Attacker =>
  async ({ look, nth }) =>
    beforeCamera(await turnedHead(specimen, turns[look]), nth);
const still =
  (specimen: Specimen): Attacker =>
  async ({ nth }) =>
    beforeCamera(await turnedHead(specimen, 0), nth);
const passed = { taken: 6, result: 'faceCheck.passed' };
const attempt = async (victim: Specimen, shows: Attacker) =>
  attack(house, { portrait: await portrait(victim), shows });

describe('what passes, and why nobody should believe that it does not', () => {
  test.each(specimens)(
    'an animated still of %s that turns as asked passes: no liveness here (D7)',
    async (victim) => {
      const attempted = await attempt(victim, puppet(victim));
      expect(attempted).toMatchObject(passed);
      expect(attempted.confidence).toBeGreaterThanOrEqual(90);
    },
  );

  test.each(['mara', 'omar', 'ines'] as const)('the same on a rendered print (%s) passes', async (victim) => {
    const shows: Attacker = async (asked) => asPrint(Buffer.from(await puppet(victim)(asked)));
    expect(await attempt(victim, shows)).toMatchObject(passed);
  });

  // Not each time: behind the moiré a turned head is now and then no face, or another one. The docs have how often.
  test('the same on a rendered screen passes', async () => {
    let passes = 0;
    for (let nth = 0; nth < screenTries; nth += 1) {
      for (const victim of ['mara', 'omar', 'ines'] as const) {
        const shows: Attacker = async (asked) => asScreen(Buffer.from(await puppet(victim)(asked)));
        const attempted = await attack(house, { portrait: await portrait(victim), shows, patience: 12 });
        if (attempted.result === passed.result) passes += 1;
        else if (chosenTries) process.stderr.write(`${victim}: ${JSON.stringify(attempted)}\n`);
        if (passes > 0 && !chosenTries) return;
      }
    }
    if (chosenTries) process.stderr.write(`screens: ${passes} of ${3 * screenTries} passed\n`);
    expect(passes).toBeGreaterThan(0);
  });
});

describe('what the steps refuse', () => {
  test.each(['mara', 'omar'] as const)(
    'a still of %s that does not turn is refused by the first turn',
    async (victim) => {
      const attempted = await attempt(victim, still(victim));
      expect(attempted).toMatchObject({ result: null, problems: ['notTurned'] });
      expect(attempted.taken).toBeLessThanOrEqual(2);
    },
  );

  test('prints and screens that do not turn are refused likewise', async () => {
    for (const render of [asPrint, asScreen]) {
      const shows: Attacker = async (asked) => render(Buffer.from(await still('mara')(asked)));
      expect(await attempt('mara', shows)).toMatchObject({ result: null, problems: ['notTurned'] });
    }
  });

  test.each([
    ['turned to the wrong side', { left: 'right', right: 'left', centre: 'centre' }, 'notTurned'],
    ['looking aside all the time', { left: 'left', right: 'right', centre: 'left' }, 'turnedAway'],
  ] as const)('a puppet %s', async (_, wrong, problem) => {
    const shows: Attacker = ({ look, nth }) => puppet('mara')({ look: wrong[look], nth, ms: 0 });
    expect(await attempt('mara', shows)).toMatchObject({ result: null, problems: [problem] });
  });

  test('the very same picture twice', async () => {
    const first = await puppet('mara')({ look: 'centre', nth: 0, ms: 0 });
    expect(await attempt('mara', async () => first)).toMatchObject({ taken: 1, problems: ['repeated'] });
  });
});

describe('whose face it is', () => {
  test.each(specimens.map((victim, at) => [victim, specimens[(at + 1) % specimens.length]!] as const))(
    'the credential of %s, the turning face of %s: no match',
    async (victim, other) => {
      const attempted = await attempt(victim, puppet(other));
      expect(attempted).toMatchObject({ taken: 6, result: 'faceNoMatch' });
      expect(attempted.confidence).toBeLessThanOrEqual(50);
    },
  );

  test.each([
    ['turned pictures of another', (look: Look) => (look === 'centre' ? 'mara' : 'omar')],
    ['one centre of another', (_: Look, nth: number) => (nth === 0 ? 'omar' : 'mara')],
  ] as const)('the face changed between steps: %s', async (_, whose) => {
    const shows: Attacker = ({ look, nth }) => puppet(whose(look, nth))({ look, nth, ms: 0 });
    expect(await attempt('mara', shows)).toMatchObject({ taken: 6, result: 'faceChanged' });
  });

  test('two people, nobody, a far face: no picture is taken', async () => {
    const head = await (await turnedHead('mara', 0)).resize({ height: 300 }).png().toBuffer();
    const two = async () =>
      sharp({ create: { width: 520, height: 300, channels: 3, background: '#8a8f94' } })
        .composite([
          { input: head, left: 0, top: 0 },
          { input: head, left: 260, top: 0 },
        ])
        .png()
        .toBuffer();
    const shown: readonly [string, Attacker][] = [
      ['severalFaces', async ({ nth }) => beforeCamera(sharp(await two()), nth, 360)],
      [
        'noFace',
        async ({ nth }) =>
          beforeCamera(sharp(Buffer.alloc(300), { raw: { width: 10, height: 10, channels: 3 } }), nth),
      ],
      ['tooFar', async ({ nth }) => beforeCamera(await turnedHead('mara', 0), nth, 150)],
    ];
    for (const [problem, shows] of shown)
      expect(await attempt('mara', shows)).toMatchObject({ taken: 0, problems: [problem], result: null });
  });

  test('climbing by the score: a refusal says the same of a near face as of a far one, and there is one a recovery (D15)', async () => {
    const near = await attempt('omar', puppet('ines'));
    const far = await attempt('omar', puppet('mara'));
    expect([near.result, far.result]).toEqual(['faceNoMatch', 'faceNoMatch']);
    expect(near.confidence).not.toBe(far.confidence);
    expect(near.page).toEqual(far.page);
    expect(JSON.stringify(near.page)).not.toMatch(/confidence|threshold|score/);
  });
});

describe('what is no picture', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>';
  const whole = () => puppet('mara')({ look: 'centre', nth: 0, ms: 0 });
  const huge = () =>
    sharp({ create: { width: 8000, height: 8000, channels: 3, background: '#888' }, limitInputPixels: false })
      .png({ compressionLevel: 9 })
      .toBuffer();
  test.each([
    ['a 64-megapixel PNG', huge],
    ['an SVG with a reference to a file', async () => Buffer.from(svg)],
    ['a truncated JPEG', async () => (await whole()).subarray(0, 9000)],
    ['a script before a JPEG', async () => Buffer.concat([Buffer.from('<script>'), await whole()])],
  ] as const)('%s', async (_, make) => {
    const bytes = await make();
    const shows: Attacker = async ({ nth }) => Buffer.concat([bytes, Buffer.alloc(nth)]);
    expect(await attempt('mara', shows)).toMatchObject({ taken: 0, problems: ['unreadable'] });
  });
});

describe('sessions', () => {
  test('ten opened at once on one recovery: one takes a picture', async () => {
    const browser = await reachFaceCheck(house, await portrait('mara'));
    const open = () => browser.post('/api/recovery/face-check/session', { consent: faceConsent });
    const sessions = (await Promise.all(Array.from({ length: 10 }, open))).flatMap(
      ({ body }) => body.session ?? [],
    );
    await browser.holdStill(1500);
    const taken: unknown[] = [];
    for (const [nth, session] of sessions.entries()) {
      const frame = Buffer.from(await puppet('mara')({ look: 'centre', nth, ms: 0 })).toString('base64');
      taken.push(
        (await browser.post('/api/recovery/face-check/frame', { session, step: 0, frame })).body.accepted,
      );
    }
    expect(taken.filter((each) => each === true)).toHaveLength(1);
  });

  test('scored once: sent again, the same pictures come to nothing', async () => {
    const sent: Uint8Array[] = [];
    const shows: Attacker = async (asked) => {
      const picture = await puppet('omar')(asked);
      sent.push(picture);
      return picture;
    };
    expect(await attempt('mara', shows)).toMatchObject({ result: 'faceNoMatch' });
    const replays: Attacker = async ({ nth }) => sent[nth % sent.length]!;
    expect(await attempt('mara', replays)).toMatchObject({ result: expect.not.stringMatching('passed') });
  });
});

describe('films', () => {
  /** Looks to one side and the other by itself, over and over: six seconds a round. */
  const looping: Attacker = async ({ nth, ms }) =>
    beforeCamera(await turnedHead('mara', Math.round(27 * Math.sin((2 * Math.PI * ms) / 6000))), nth);

  // Not a wish either: the page asks again until a step is shown, and a film that turns shows everything in time.
  test('a film that turns by itself, round and round, gets through in one of six attempts', async () => {
    const passes = [];
    for (let attempts = 0; attempts < 6 && passes.length === 0; attempts += 1) {
      const attempted = await attack(house, {
        ...{ portrait: await portrait('mara'), shows: looping },
        // As many as a session takes.
        patience: 24,
      });
      if (attempted.result === 'faceCheck.passed') passes.push(attempted);
    }
    expect(passes).toHaveLength(1);
  });

  test.skipIf(!existsSync(astronaut))(
    `an animated still of a photographed person, frame by frame as asked, passes${existsSync(astronaut) ? '' : ' — SKIPPED: ../shared/fixtures/faces is absent'}`,
    async () => {
      const shown = await framesByLook();
      // Its still pictures are the same bytes again and again; written anew they are not.
      const shows: Attacker = async ({ look, nth }) =>
        sharp(shown[look][nth % shown[look].length]!)
          .jpeg({ quality: 90 - nth })
          .toBuffer();
      const victim = await sharp(await readFile(astronaut))
        .jpeg({ quality: 90 })
        .toBuffer();
      expect(await attack(house, { portrait: victim, shows })).toMatchObject(passed);
      expect(await attack(house, { portrait: await portrait('mara'), shows })).toMatchObject({
        result: 'faceNoMatch',
      });
    },
  );
});

/** The film's pictures by which step they answer, as an attacker would sort them beforehand. */
async function framesByLook(): Promise<Record<Look, Buffer[]>> {
  const sorted: Record<Look, Buffer[]> = { centre: [], left: [], right: [] };
  for (const picture of await film()) {
    const reading = await engine.readFrame(picture);
    if (reading.kind !== 'face') continue;
    if (Math.abs(reading.yaw) < 2) sorted.centre.push(picture);
    if (reading.yaw < -17) sorted.left.push(picture);
    if (reading.yaw > 17) sorted.right.push(picture);
  }
  return sorted;
}
