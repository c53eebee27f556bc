import { describe, expect, test } from 'vitest';
import { Fault } from '../outcome.ts';
import { captureTries } from '../steps/face-check/index.ts';
import { openTestJourney, otherFace, sameFace, type TestJourney } from './test-journey.ts';

const consent = '2026-11';

/** A recovery that has come as far as the face check. */
async function atTheCamera(house: TestJourney, identifier = 'mara'): Promise<string> {
  const { journey } = house;
  const { recovery } = await journey.start({ identifier, network: '10.0.0' });
  const recoveryId = recovery.id;
  const move = (event: Parameters<typeof journey.advance>[0]['event']) =>
    journey.advance({ recoveryId, event });
  await move({ type: 'begin' });
  await move({ type: 'chooseRoute', country: 'DE', route: 'wallet' });
  await house.presentOn(recoveryId, 'this', 'mara');
  return recoveryId;
}

async function open() {
  const house = await openTestJourney();
  const recoveryId = await atTheCamera(house);
  const opens = async () =>
    (await house.journey.advance({ recoveryId, event: { type: 'faceOpened', consent } }))!;
  const shows = async (session: string, step: number, frame: string, id = recoveryId) =>
    (await house.journey.advance({
      recoveryId: id,
      event: { type: 'faceFrame', session, step, frame: Buffer.from(frame) },
    }))!;
  const stored = async () => (await house.ports.store.read(recoveryId))!;
  const entries = () =>
    house.memory.audit.entries.filter(
      ({ chain, activity }) => chain === recoveryId && activity.startsWith('faceCheck'),
    );
  return { house, recoveryId, opens, shows, stored, entries };
}

/** A session whose first step is behind it: from here on leaving costs a try. */
async function begun(world: Awaited<ReturnType<typeof open>>) {
  const { face } = (await world.opens()).reply;
  world.house.clock.now += face!.step!.afterMs;
  const next = await world.shows(face!.session, 0, `centre ${face!.session}`);
  return { session: face!.session, word: next.reply.face! };
}

describe('the steps are told one after the other (T2, T11)', () => {
  test('the next one only after the last was accepted', async () => {
    const world = await open();
    const { face } = (await world.opens()).reply;
    expect(face).toMatchObject({
      accepted: false,
      problem: null,
      step: { number: 0, of: 6, look: 'centre' },
    });
    expect((await world.shows(face!.session, 1, 'left 1')).moved).toBe(false);
    world.house.clock.now += face!.step!.afterMs;
    const wrong = await world.shows(face!.session, 0, 'left 2');
    expect(wrong.reply.face).toMatchObject({ accepted: false, problem: 'turnedAway', step: { number: 0 } });
    const right = await world.shows(face!.session, 0, 'centre 3');
    expect(right.reply.face).toMatchObject({ accepted: true, problem: null, step: { number: 1 } });
  });

  test('too early it is not even looked at, and nothing is stored', async () => {
    const world = await open();
    const { face } = (await world.opens()).reply;
    const before = await world.stored();
    world.house.clock.now += face!.step!.afterMs - 1;
    const early = await world.shows(face!.session, 0, 'centre 1');
    expect(early.reply.face).toMatchObject({
      accepted: false,
      problem: null,
      step: { number: 0, afterMs: 1 },
    });
    expect([world.house.face.looks, await world.stored()]).toEqual([0, before]);
  });

  test('a step is held from when it is told, however long the look at the last picture took', async () => {
    const world = await open();
    const { face } = (await world.opens()).reply;
    world.house.clock.now += face!.step!.afterMs;
    Object.defineProperty(world.house.face, 'answer', {
      get: () => {
        world.house.clock.now += 5_000;
        return sameFace;
      },
    });
    const { step } = (await world.shows(face!.session, 0, 'centre 1')).reply.face!;
    const { accepted, problem } = (await world.shows(face!.session, 1, `${step!.look} 2`)).reply.face!;
    expect([accepted, problem, world.house.face.looks]).toEqual([false, null, 1]);
  });

  test('an answer that got lost is given again for the very same frame, without another look', async () => {
    const world = await open();
    const { session, word } = await begun(world);
    const again = await world.shows(session, 0, `centre ${session}`);
    expect([again.moved, again.reply.face, world.house.face.looks]).toEqual([false, word, 1]);
  });

  test('the same picture is not taken twice, and costs no look', async () => {
    const world = await open();
    const { session, word } = await begun(world);
    world.house.clock.now += word.step!.afterMs;
    const repeated = await world.shows(session, 1, `centre ${session}`);
    expect(repeated.reply.face).toMatchObject({ accepted: false, problem: 'repeated' });
    expect(world.house.face.looks).toBe(1);
  });
});

describe('a session belongs to one recovery, one browser, one time (T2)', () => {
  test('a frame that names the session of another recovery is refused, and so is one for a session before', async () => {
    const world = await open();
    const other = await atTheCamera(world.house);
    const theirs = await world.house.journey.advance({
      recoveryId: other,
      event: { type: 'faceOpened', consent },
    });
    const { face: first } = (await world.opens()).reply;
    await world.opens();
    world.house.clock.now += 5_000;
    for (const session of [theirs!.reply.face!.session, first!.session])
      expect(await world.shows(session, 0, 'centre 1')).toMatchObject({ moved: false, reply: {} });
    expect(world.house.face.looks).toBe(0);
  });

  test('frames of a session before are not taken again in the next', async () => {
    const world = await open();
    const { session } = await begun(world);
    const { face } = (await world.opens()).reply;
    world.house.clock.now += face!.step!.afterMs;
    const replayed = await world.shows(face!.session, 0, `centre ${session}`);
    expect(replayed.reply.face).toMatchObject({ accepted: false, problem: 'repeated' });
  });

  test('a whole capture is scored once: sent again it finds nothing', async () => {
    const world = await open();
    const taken = await world.house.takeFrames(world.recoveryId);
    if (!('session' in taken)) throw new Error(String(taken.problem));
    const event = { type: 'faceCaptured', ...taken } as const;
    await world.house.journey.advance({ recoveryId: world.recoveryId, event });
    expect((await world.stored()).state).toBe('accessPass');
    const again = await world.house.journey.advance({ recoveryId: world.recoveryId, event });
    expect([again!.moved, world.house.face.calls]).toEqual([false, 1]);
  });

  test('other pictures than those that were looked at are not scored', async () => {
    const world = await open();
    const taken = await world.house.takeFrames(world.recoveryId);
    if (!('session' in taken)) throw new Error(String(taken.problem));
    const frames = taken.frames.with(2, Buffer.from('centre, the victim'));
    const event = { type: 'faceCaptured', session: taken.session, frames } as const;
    await world.house.journey.advance({ recoveryId: world.recoveryId, event });
    expect(await world.stored()).toMatchObject({ captureTries: 1, captureProblem: 'unreadable' });
    expect(world.house.face.calls).toBe(0);
  });

  test('ten sessions at once on one recovery: one is alive, and nine opened for nothing', async () => {
    const world = await open();
    const opened = await Promise.all(Array.from({ length: 10 }, () => world.opens().catch(() => null)));
    const sessions = opened.flatMap((each) => each?.reply.face?.session ?? []);
    expect(new Set(sessions).size).toBe(sessions.length);
    world.house.clock.now += 5_000;
    const taken: boolean[] = [];
    for (const session of sessions)
      taken.push((await world.shows(session, 0, `centre ${session}`)).reply.face?.accepted === true);
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(world.house.face.looks).toBe(1);
  });
});

describe('three tries for capturing (D15)', () => {
  test('opening another session is free until something drawn was told, then it costs a try', async () => {
    const world = await open();
    for (let times = 0; times < 5; times += 1) await world.opens();
    expect((await world.stored()).captureTries).toBe(0);
    await begun(world);
    await world.opens();
    expect((await world.stored()).captureTries).toBe(1);
  });

  test('nobody draws until an order comes that suits them: the third one left is the last', async () => {
    const world = await open();
    for (let tries = 0; tries < captureTries; tries += 1) await begun(world);
    expect(await world.opens()).toMatchObject({ recovery: { state: 'closed', outcome: 'refused' } });
    expect(world.entries().at(-1)).toMatchObject({
      ...{ activity: 'faceCheck.refused', code: 'captureTriesSpent' },
    });
  });

  test('a step that is not shown in time ends the capture and costs a try', async () => {
    const world = await open();
    const { session } = await begun(world);
    world.house.clock.now += 20_000;
    expect((await world.shows(session, 1, 'left 1')).reply).toEqual({});
    expect(await world.stored()).toMatchObject({ captureTries: 1, captureProblem: 'notFinished' });
  });

  test('twenty-four frames that show nothing end the capture, whatever was told', async () => {
    const world = await open();
    const { face } = (await world.opens()).reply;
    world.house.clock.now += face!.step!.afterMs;
    world.house.face.answer = { kind: 'capture', problem: 'tooDark' };
    for (let nth = 0; nth < 24; nth += 1) await world.shows(face!.session, 0, `dark ${nth}`);
    expect(await world.stored()).toMatchObject({ captureTries: 1, captureProblem: 'tooDark' });
    expect((await world.shows(face!.session, 0, 'dark, once more')).moved).toBe(false);
    expect(world.house.face.looks).toBe(24);
  });

  test('a score is not another try: no match ends the recovery like any other refusal', async () => {
    const world = await open();
    world.house.face.answer = otherFace;
    const shown = await world.house.showFace(world.recoveryId);
    expect(shown).toMatchObject({ recovery: { state: 'closed', outcome: 'refused', captureTries: 0 } });
  });

  test('a face changed between two steps is refused, however well the frontal frames match', async () => {
    const world = await open();
    world.house.face.answer = { ...sameFace, onePerson: false };
    await world.house.showFace(world.recoveryId);
    expect(world.entries().at(-1)).toMatchObject({ result: 'refused', code: 'faceChanged' });
  });
});

describe('an engine that is full keeps nobody from getting through (T18)', () => {
  const fault = (code: string) => new Fault('the engine does not answer', { code, retryable: true });
  /** As it was asked for; `full` answers with the fault as long as it is there. */
  async function full(
    world: Awaited<ReturnType<typeof open>>,
    show: () => Promise<unknown>,
    why = 'faceMatcherBusy',
  ) {
    const { face } = world.house;
    const before = face.answer;
    face.answer = fault(why);
    const said = await show().then(
      () => 'answered',
      (cause: unknown) => (cause instanceof Fault ? cause.code : String(cause)),
    );
    face.answer = before;
    return said;
  }
  const inSeconds = (world: Awaited<ReturnType<typeof open>>, seconds: number) => {
    world.house.clock.now += seconds * 1_000;
  };
  async function waitingAtSecondStep() {
    const world = await open();
    const { session, word } = await begun(world);
    inSeconds(world, 2);
    const picture = `${word.step!.look} 2`;
    const show = (frame = picture) => world.shows(session, 1, frame);
    expect(await full(world, show)).toBe('faceMatcherBusy');
    return { world, session, picture, show };
  }

  test('the very picture that came in time is looked at when there is time, and the person gets through', async () => {
    const { world, session, picture, show } = await waitingAtSecondStep();
    inSeconds(world, 45);
    const said = await show();
    expect(said.reply.face).toMatchObject({ accepted: true, problem: null, step: { number: 2 } });
    expect(await world.stored()).toMatchObject({ captureTries: 0, captureProblem: null });

    const frames = [`centre ${session}`, picture];
    for (let { face } = said.reply; face!.step !== null; ) {
      inSeconds(world, 2);
      frames.push(`${face!.step!.look} ${frames.length}, later`);
      face = (await world.shows(session, face!.step!.number, frames.at(-1)!)).reply.face;
    }
    const event = { type: 'faceCaptured', session, frames: frames.map((each) => Buffer.from(each)) } as const;
    await world.house.journey.advance({ recoveryId: world.recoveryId, event });
    expect((await world.stored()).state).toBe('accessPass');
  });

  test.each([
    ['in time, and the engine full at the end of its session: it is scored', 59, 'accessPass', 0],
    ['in time, and the engine full for more than a minute: a try is spent', 61, 'faceCheck', 1],
  ] as const)('a whole capture that came %s', async (_, seconds, state, tries) => {
    const world = await open();
    const taken = await world.house.takeFrames(world.recoveryId);
    if (!('session' in taken)) throw new Error(String(taken.problem));
    const score = () =>
      world.house.journey.advance({
        recoveryId: world.recoveryId,
        event: { type: 'faceCaptured', ...taken },
      });
    // Six holds of a second at most are behind it.
    inSeconds(world, 80);
    expect(await full(world, score)).toBe('faceMatcherBusy');
    inSeconds(world, seconds);
    await score();
    expect(await world.stored()).toMatchObject({ state, captureTries: tries });
  });

  test('another picture is judged by when it came itself', async () => {
    const { world, show } = await waitingAtSecondStep();
    inSeconds(world, 19);
    expect((await show('left, made meanwhile')).reply).toEqual({});
    expect(await world.stored()).toMatchObject({ captureTries: 1, captureProblem: 'notFinished' });
  });

  test('after a minute it came too late, and the try is spent: nobody waits for ever', async () => {
    const { world, show } = await waitingAtSecondStep();
    inSeconds(world, 61);
    expect((await show()).reply).toEqual({});
    expect(await world.stored()).toMatchObject({ captureTries: 1, captureProblem: 'notFinished' });
  });

  test('it is remembered once, however often it comes; the record says so and holds nothing of it (R36)', async () => {
    const { world, session, show } = await waitingAtSecondStep();
    const { version } = await world.stored();
    for (let nth = 0; nth < 3; nth += 1) expect(await full(world, () => show())).toBe('faceMatcherBusy');
    expect(await full(world, () => show('left, another'))).toBe('faceMatcherBusy');
    expect((await world.stored()).version).toBe(version);
    expect(world.entries().at(-1)).toMatchObject({
      activity: 'faceCheck.pictureWaits',
      result: 'failed',
      code: '',
      data: {},
    });
    const rows = await world.house.ports.store.readEvidence(world.recoveryId);
    expect(JSON.stringify(rows)).not.toContain(session);
  });

  test.each(['faceMatcherCrashed', 'faceMatcherTooSlow', 'faceMatcherTooLarge', 'faceMatcherNotHeld'])(
    'of a picture that may have been looked at nothing is remembered: %s',
    async (code) => {
      const world = await open();
      const { session, word } = await begun(world);
      inSeconds(world, 2);
      const before = await world.stored();
      const show = () => world.shows(session, 1, `${word.step!.look} 2`);
      expect(await full(world, show, code)).toBe(code);
      expect(await world.stored()).toEqual(before);
      inSeconds(world, 20);
      expect((await show()).reply).toEqual({});
    },
  );
});

test('the record has the consent, by the version of its text, and each step; no frame and no place (R19, R36)', async () => {
  const world = await open();
  await world.house.showFace(world.recoveryId);
  const entries = world.entries();
  expect(entries.map(({ activity }) => activity)).toEqual([
    'faceCheck.opened',
    ...Array(6).fill('faceCheck.stepTaken'),
    'faceCheck.passed',
  ]);
  expect(entries[0]!.data).toEqual({ consent: 'test', provider: 'test', gaveUpOne: false });
  expect(entries[1]!.data).toEqual({ step: 1 });
  expect(JSON.stringify(entries)).not.toMatch(/centre|place|yaw/);
});

test('while it is under way, the database holds nothing readable of it; after it, nothing at all (D19)', async () => {
  const world = await open();
  const { session } = await begun(world);
  const rows = await world.house.ports.store.readEvidence(world.recoveryId);
  expect(rows.map(({ kind }) => kind).sort()).toEqual(['applicant', 'faceSession', 'presented']);
  expect(JSON.stringify(rows)).not.toContain(session);
  await world.house.showFace(world.recoveryId);
  const after = await world.house.ports.store.readEvidence(world.recoveryId);
  expect(after.map(({ kind }) => kind)).not.toContain('faceSession');
  expect(after.map(({ kind }) => kind)).not.toContain('presented');
});

describe('coloured light is observed and decides nothing', () => {
  const passed = async (lit: boolean) => {
    const world = await open();
    const event = { type: 'faceOpened', consent, lit } as const;
    const opened = await world.house.journey.advance({ recoveryId: world.recoveryId, event });
    const told = opened!.reply.face!.step!.light;
    world.house.page.lit = lit;
    await world.house.showFace(world.recoveryId);
    return { told, entry: world.entries().at(-1)! };
  };

  test('where the page shows it, each step has its colour, and the record says what came of it', async () => {
    const { told, entry } = await passed(true);
    expect(told).toBe('white');
    expect(entry).toMatchObject({ activity: 'faceCheck.passed', data: { light: 'notMeasured' } });
  });

  test('where it does not, nothing is told, and the record says so', async () => {
    const { told, entry } = await passed(false);
    expect(told).toBeNull();
    expect(entry).toMatchObject({ activity: 'faceCheck.passed', data: { light: 'notShown' } });
  });
});
