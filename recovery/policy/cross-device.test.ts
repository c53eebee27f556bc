import { expect, test } from 'vitest';
import { guardOfCrossDevice, type LivenessAssurance, mayCrossDevices } from './index.ts';

const letter = { address: 'https://lab.example/letter.pdf', date: '2026-03-31' };
const withLetter = (assurance: LivenessAssurance) => ({ assurance, evidence: letter });

test.each([
  ['certified liveness', 'iso30107-3-L2', 0, false, 'certifiedFaceCheck'],
  ['certified at level 1', 'iso30107-3-L1', 0, false, 'certifiedFaceCheck'],
  ['liveness only claimed', 'vendor-claimed', 0, false, 'none'],
  ['no liveness', 'none', 0, false, 'none'],
  ['a night to object', 'none', 12, false, 'waitingTime'],
  ['too short to be noticed', 'none', 11, false, 'none'],
  ['hours that are no number', 'none', Number.NaN, false, 'none'],
  ['an example', 'none', 0, true, 'example'],
  ['an example that waits', 'none', 24, true, 'waitingTime'],
] as const)('a second device (D25, R39): %s', (_, assurance, crossDeviceWaitHours, example, guard) => {
  const presentationAttackDetection = withLetter(assurance);
  const question = {
    presentationAttackDetection,
    example,
    profile: { crossDeviceWaitHours, crossDevice: true },
  };
  expect(guardOfCrossDevice(question)).toBe(guard);
  expect(mayCrossDevices(question)).toBe(guard !== 'none');
  const off = { ...question.profile, crossDevice: false };
  expect(mayCrossDevices({ ...question, profile: off }), 'off is off').toBe(false);
});
