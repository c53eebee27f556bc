import { expect, test } from 'vitest';
import type { RecoveryEvent } from './events.ts';
import { type Holder, openTestJourney, otherFace, startOfTime, type TestJourney } from './test-journey.ts';

const minute = 60_000;
const at = (minutes: number) => startOfTime + minutes * minute;

/** Walks one recovery, a minute for each event, and tells its course. */
async function walk(house: TestJourney, identifier: string) {
  const { recovery } = await house.journey.start({ identifier, network: '10.0.0' });
  const recoveryId = recovery.id;
  const move = (event: RecoveryEvent) => {
    house.clock.now += minute;
    return house.journey.advance({ recoveryId, event });
  };
  return {
    move,
    begins: () => move({ type: 'begin' }),
    choosesWallet: () => move({ type: 'chooseRoute', country: 'DE', route: 'wallet' }),
    shows: async (holder: Holder) => {
      house.clock.now += 2 * minute;
      await house.presentOn(recoveryId, 'other', holder);
    },
    facesCamera: async () => {
      // What is asked of the person takes seconds; the clock of these tests counts minutes.
      const taken = await house.takeFrames(recoveryId);
      house.clock.now = Math.floor(house.clock.now / minute) * minute;
      if ('session' in taken) await move({ type: 'faceCaptured', ...taken });
    },
    course: async () => (await house.ports.store.read(recoveryId))!.course,
  };
}

test('a rehearsal: every milestone once, by the clock, and how it ended', async () => {
  const walked = await walk(await openTestJourney(), 'tiago');
  await walked.begins();
  await walked.choosesWallet();
  await walked.shows('tiago');
  await walked.facesCamera();
  expect(await walked.course()).toEqual({
    ...{ eligibility: '', providerId: null, begunAt: at(1), sentAt: at(2), presentedAt: at(4) },
    ...{ facePassedAt: at(5), grantedAt: at(5), endedFrom: 'granting', endedAt: at(5), endCode: '' },
  });
});

test('a provider is named, and going back and on again makes nobody slower', async () => {
  const walked = await walk(await openTestJourney(), 'mara');
  await walked.begins();
  await walked.move({ type: 'chooseRoute', country: 'DE', route: 'provider' });
  await walked.move({ type: 'handOver', locale: 'en' });
  await walked.move({ type: 'back' });
  await walked.move({ type: 'chooseRoute', country: 'PT', route: 'provider' });
  await walked.move({ type: 'handOver', locale: 'en' });
  expect(await walked.course()).toMatchObject({ providerId: 'sandbox', begunAt: at(1), sentAt: at(3) });
  await walked.move({ type: 'leave' });
  expect(await walked.course()).toMatchObject({
    ...{ endedFrom: 'goToProvider', endCode: '', presentedAt: null },
  });
});

test('a provider that is down sent nobody', async () => {
  const house = await openTestJourney();
  house.provider.up = false;
  const walked = await walk(house, 'mara');
  await walked.begins();
  await walked.move({ type: 'chooseRoute', country: 'DE', route: 'provider' });
  await walked.move({ type: 'handOver', locale: 'en' });
  expect(await walked.course()).toMatchObject({ providerId: null, sentAt: null });
});

test('a refusal: where, and for which reason', async () => {
  const house = await openTestJourney();
  const walked = await walk(house, 'mara');
  await walked.begins();
  await walked.choosesWallet();
  await walked.shows('mara');
  house.face.answer = otherFace;
  await walked.facesCamera();
  expect(await walked.course()).toMatchObject({
    ...{ facePassedAt: null, grantedAt: null, endedFrom: 'faceCheck', endCode: 'faceNoMatch' },
  });
});

test('a decoy has the reason of eligibility, and looks like a failed match otherwise (D14)', async () => {
  const walked = await walk(await openTestJourney(), 'ruth');
  await walked.begins();
  await walked.choosesWallet();
  await walked.shows('stranger');
  await walked.facesCamera();
  expect(await walked.course()).toMatchObject({
    ...{ eligibility: 'excluded', endedFrom: 'matching', endCode: 'decoy' },
  });
});

test('who is slowed down never began', async () => {
  const house = await openTestJourney();
  for (let count = 0; count < 30; count += 1)
    await house.journey.start({ identifier: 'mara', network: '10.0.0' });
  const walked = await walk(house, 'mara');
  expect(await walked.course()).toMatchObject({
    ...{ eligibility: '', begunAt: null, endedFrom: 'explain', endCode: 'rateLimited', endedAt: startOfTime },
  });
});
