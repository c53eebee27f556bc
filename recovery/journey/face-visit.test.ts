import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { Fault } from '../outcome.ts';
import type { LivenessAssurance } from '../policy/index.ts';
import type { FaceCheckElsewhere, VendorAnswer, VendorSessionRequest } from '../steps/face-check/index.ts';
import { openTestJourney } from './test-journey.ts';

const consent = 'visit-2026-11';
type Done = Extract<VendorAnswer, { kind: 'done' }>;
const down = new Fault('down', { code: 'faceCheckUnavailable', retryable: true });

/** A vendor on the far side of the port: what it says is what a test puts there. */
function createVendor(assurance: LivenessAssurance) {
  const requests: VendorSessionRequest[] = [];
  const state: { answer: 'pending' | Fault | Partial<Done>; open: Fault | null; asked: number } = {
    ...{ answer: 'pending', open: null, asked: 0 },
  };
  const provider: FaceCheckElsewhere = {
    ...{ kind: 'elsewhere', id: 'vendor', name: 'Fake Faces', version: '1', host: 'check.example' },
    recommendedThreshold: 80,
    presentationAttackDetection: {
      assurance,
      evidence: { address: 'https://lab.example/letter.pdf', date: '2026-03-31' },
    },
    openSession: async (request) => {
      if (state.open !== null) throw state.open;
      requests.push(request);
      const reference = `s-${requests.length}`;
      return { reference, client: { kind: 'hostedPage', address: `https://check.example/${reference}x` } };
    },
    readResult: async (reference) => {
      state.asked += 1;
      if (state.answer instanceof Fault) throw state.answer;
      if (state.answer === 'pending') return { kind: 'pending' };
      const request = requests[Number(reference.slice(2)) - 1]!;
      const portraitHash = createHash('sha256').update(request.portrait).digest('base64url');
      const about = { kind: 'done', reference, nonce: request.nonce, portraitHash } as const;
      return { ...about, live: true, confidence: 93, version: '4.2.0', ...state.answer };
    },
    deleteSession: async () => {},
  };
  return { provider, requests, state };
}

/** A recovery before a vendor's face check, under a profile that takes it at 80 and accepts nothing. */
async function open(assurance: LivenessAssurance = 'iso30107-3-L2', accepted = false) {
  const vendor = createVendor(assurance);
  const house = await openTestJourney({ vendor: vendor.provider });
  const { journey, memory } = house;
  const [staff] = await memory.policy.readProfiles();
  const acceptedWithoutLiveness = accepted ? { by: 'bea', at: '2026-11-22T10:00:00Z' } : null;
  await memory.policy.saveProfile({
    profile: { ...staff!, faceCheck: { provider: 'vendor', threshold: 80, acceptedWithoutLiveness } },
    ...{ expectedVersion: staff!.version, by: 'test', now: 0 },
  });
  const { recovery } = await journey.start({ identifier: 'mara', network: '10.0.0' });
  const recoveryId = recovery.id;
  const move = async (event: Parameters<typeof journey.advance>[0]['event']) =>
    (await journey.advance({ recoveryId, event }))!;
  await move({ type: 'begin' });
  await move({ type: 'chooseRoute', country: 'DE', route: 'wallet' });
  await house.presentOn(recoveryId, 'this', 'mara');
  return {
    ...{ house, vendor, recoveryId, move },
    goes: () => move({ type: 'faceOpened', consent }),
    returns: () => move({ type: 'faceVisited' }),
    page: async () => (await journey.view((await house.ports.store.read(recoveryId))!)).now,
    stored: async () => (await house.ports.store.read(recoveryId))!,
    owed: () => [...memory.tables().deletions.values()],
    entries: () =>
      memory.audit.entries.filter(
        ({ chain, activity }) => chain === recoveryId && activity.startsWith('faceCheck'),
      ),
  };
}
const client = { kind: 'hostedPage', provider: 'Fake Faces', host: 'check.example' };

describe('a vendor does the face check, and the step is the same', () => {
  test('there, back, and on: the result comes from server to server', async () => {
    const world = await open();
    expect(await world.page()).toMatchObject({ page: 'faceCheck', client: { ...client, underWay: false } });
    const { reply } = await world.goes();
    expect(reply).toEqual({ visit: { kind: 'hostedPage', address: 'https://check.example/s-1x' } });
    expect(await world.page()).toMatchObject({ client: { ...client, underWay: true } });
    expect(await world.returns()).toMatchObject({ moved: false, recovery: { state: 'faceCheck' } });

    world.vendor.state.answer = {};
    const { recovery } = await world.returns();
    expect(recovery.state).toBe('accessPass');
    expect(world.entries()).toMatchObject([
      { activity: 'faceCheck.opened', data: { consent, provider: 'vendor', gaveUpOne: false } },
      {
        activity: 'faceCheck.passed',
        data: {
          ...{ confidence: 93, threshold: 80, provider: 'vendor' },
          providerVersion: '4.2.0',
          live: true,
        },
      },
    ]);
  });

  test('it is given the portrait, a nonce, its time and where to send the person back: nobody’s name', async () => {
    const world = await open();
    await world.goes();
    expect(world.vendor.requests).toEqual([
      {
        nonce: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
        portrait: expect.any(Buffer),
        lifetimeMs: 300_000,
        returnAddress: 'https://recover.example.org/recover',
      },
    ]);
  });

  test('nothing leaves for it before the person has agreed to that very thing (R19)', async () => {
    const world = await open();
    const said = await world.move({ type: 'faceOpened', consent: '2026-11' });
    expect([said.moved, world.vendor.requests]).toEqual([false, []]);
  });

  test('frames of ours have no place in it', async () => {
    const world = await open();
    await world.goes();
    const frame = Buffer.from('centre 1');
    const looked = await world.move({ type: 'faceFrame', session: 's'.repeat(43), step: 0, frame });
    const scored = await world.move({ type: 'faceCaptured', session: 's'.repeat(43), frames: [frame] });
    expect([looked.moved, scored.moved, world.house.face.looks]).toEqual([false, false, 0]);
  });

  test('what is kept between is sealed, and neither address nor portrait (D19)', async () => {
    const world = await open();
    await world.goes();
    const rows = await world.house.ports.store.readEvidence(world.recoveryId);
    expect(rows.map(({ kind }) => kind).sort()).toEqual(['applicant', 'faceVisit', 'presented']);
    expect(JSON.stringify(rows)).not.toMatch(/s-1|check\.example/);
  });
});

describe('a vendor that fails leaves the recovery where it was', () => {
  test('at the door: nothing is opened, nothing costs a try', async () => {
    const world = await open();
    world.vendor.state.open = down;
    await expect(world.goes()).rejects.toBe(down);
    expect(await world.stored()).toMatchObject({ state: 'faceCheck', captureTries: 0 });
    expect([world.entries(), world.owed()]).toEqual([[], []]);
  });

  test('at the result: the person may ask again, and passes once it answers', async () => {
    const world = await open();
    await world.goes();
    world.vendor.state.answer = down;
    await expect(world.returns()).rejects.toBe(down);
    expect(await world.stored()).toMatchObject({ state: 'faceCheck', captureTries: 0 });
    world.vendor.state.answer = {};
    expect((await world.returns()).recovery.state).toBe('accessPass');
  });

  test('switched off or gone: the page says that nobody can do it now', async () => {
    const world = await open();
    const ports = { ...world.house.ports, readFaceCheck: async () => null };
    Object.assign(world.house.ports, ports);
    await expect(world.goes()).rejects.toMatchObject({ code: 'faceCheckUnavailable' });
    expect(await world.page()).toMatchObject({ client: { kind: 'unavailable' } });
  });
});

describe('an answer that is not about this visit grants nothing (T2)', () => {
  test.each([
    ['faceAnswerForeign', 'another session', { reference: 's-9' }],
    ['faceAnswerForeign', 'another nonce', { nonce: 'n'.repeat(43) }],
    ['faceAnswerForeign', 'another portrait', { portraitHash: 'p'.repeat(43) }],
    ['faceAnswerUnusable', 'no number', { confidence: Number.NaN }],
    ['faceAnswerUnusable', 'a number off the scale', { confidence: 101 }],
  ] as const)('%s: %s', async (code, _, answer) => {
    const world = await open();
    await world.goes();
    world.vendor.state.answer = answer;
    const { recovery } = await world.returns();
    expect(recovery).toMatchObject({ state: 'faceCheck', captureTries: 0, captureProblem: 'unreadable' });
    expect(world.entries().at(-1)).toMatchObject({
      ...{ activity: 'faceCheck.answerNotBelieved', result: 'failed', code, data: { provider: 'vendor' } },
    });
    expect(await world.page()).toMatchObject({ client: { underWay: false } });
    // Not even when the same session answers rightly afterwards: it is over.
    world.vendor.state.answer = {};
    expect((await world.returns()).moved).toBe(false);
  });

  test('the answer of an earlier session, replayed', async () => {
    const world = await open();
    await world.goes();
    const { nonce } = world.vendor.requests[0]!;
    await world.goes();
    world.vendor.state.answer = { reference: 's-1', nonce };
    await world.returns();
    expect(world.entries().at(-1)).toMatchObject({ code: 'faceAnswerForeign' });
  });
});

describe('an answer about it is decided by the rules of every face check', () => {
  test.each([
    ['faceNotLive', 'not live, however sure', { live: false, confidence: 99 }],
    ['faceNotLive', 'not live, and not compared', { live: false, confidence: null }],
    ['faceNotLive', 'it does not say, and nobody accepted that', { live: null }],
    ['faceNoMatch', 'below the threshold on its own scale', { confidence: 79 }],
  ] as const)('%s: %s', async (code, _, answer) => {
    const world = await open();
    await world.goes();
    world.vendor.state.answer = answer;
    const { recovery } = await world.returns();
    expect(recovery).toMatchObject({ state: 'closed', outcome: 'refused' });
    expect(world.entries().at(-1)).toMatchObject({ activity: 'faceCheck.refused', code });
  });

  test('faceNotLive: its level is not certified any more, whatever held when the recovery began (D17)', async () => {
    const world = await open('vendor-claimed');
    await world.goes();
    world.vendor.state.answer = {};
    expect((await world.returns()).recovery.outcome).toBe('refused');
    expect(world.entries().at(-1)).toMatchObject({ code: 'faceNotLive', data: { live: 'notCertified' } });
  });

  test('a named admin took the vendor at its word', async () => {
    const world = await open('vendor-claimed', true);
    await world.goes();
    world.vendor.state.answer = {};
    expect((await world.returns()).recovery.state).toBe('accessPass');
  });
});

describe('there are three tries (D15), and none is thrown away unread', () => {
  test('a visit that came to no number costs one; the third ends the recovery', async () => {
    const world = await open();
    for (const tries of [1, 2]) {
      await world.goes();
      world.vendor.state.answer = { live: null, confidence: null };
      expect((await world.returns()).recovery).toMatchObject({ state: 'faceCheck', captureTries: tries });
    }
    await world.goes();
    expect((await world.returns()).recovery.outcome).toBe('refused');
    expect(world.entries().at(-1)).toMatchObject({ code: 'captureTriesSpent' });
  });

  test('pending without an end: after its time it is over, and the vendor is not asked any more', async () => {
    const world = await open();
    await world.goes();
    world.house.clock.now += 7 * 60_000 - 1;
    expect((await world.returns()).moved).toBe(false);
    const { asked } = world.vendor.state;
    world.house.clock.now += 1;
    world.vendor.state.answer = {};
    expect((await world.returns()).recovery).toMatchObject({
      ...{ state: 'faceCheck', captureTries: 1, captureProblem: 'notFinished' },
    });
    expect(world.vendor.state.asked).toBe(asked);
  });

  test('leaving the vendor’s page for another session costs a try, and its result is fetched first', async () => {
    const world = await open();
    await world.goes();
    expect((await world.goes()).recovery).toMatchObject({ captureTries: 1 });
    world.vendor.state.answer = { confidence: 10 };
    expect((await world.goes()).recovery).toMatchObject({ state: 'closed', outcome: 'refused' });
    expect(world.vendor.requests).toHaveLength(2);
  });

  test('the portrait has outlived its time: the credential is shown again, and the visit is forgotten (D19)', async () => {
    const world = await open();
    world.house.clock.now += 10 * 60_000;
    await world.goes();
    world.house.clock.now += 6 * 60_000;
    world.vendor.state.answer = {};
    expect((await world.returns()).recovery.state).toBe('present');
    expect(world.owed()).toMatchObject([{ reference: 's-1', dueAt: world.house.clock.now }]);
  });
});

describe('what the vendor keeps is owed from the moment it is opened', () => {
  test('until its time at the latest, and at once when the check is decided', async () => {
    const world = await open();
    await world.goes();
    const { now } = world.house.clock;
    expect(world.owed()).toEqual([
      {
        recoveryId: world.recoveryId,
        provider: 'vendor',
        reference: 's-1',
        dueAt: now + 7 * 60_000,
        attempts: 0,
      },
    ]);
    world.vendor.state.answer = {};
    await world.returns();
    expect(world.owed()).toMatchObject([{ reference: 's-1', dueAt: now }]);
  });

  test('also when the person leaves, and of the session before when another is opened', async () => {
    const world = await open();
    await world.goes();
    world.house.clock.now += 1_000;
    const { now } = world.house.clock;
    await world.goes();
    expect(world.owed()).toMatchObject([
      { reference: 's-1', dueAt: now },
      { reference: 's-2', dueAt: now + 7 * 60_000 },
    ]);
    await world.move({ type: 'leave' });
    expect(world.owed().map(({ dueAt }) => dueAt)).toEqual([now, now]);
  });
});
