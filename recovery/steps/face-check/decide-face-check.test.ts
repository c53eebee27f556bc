import { describe, expect, test } from 'vitest';
import { sealPresented } from '../presentation/presented.ts';
import { captureTries, decideFaceCheck, type FaceCheck } from './decide-face-check.ts';
import { sealSamePerson } from './same-person.ts';

const claims = {
  givenName: 'Mara',
  familyName: 'Lindqvist',
  birthDate: '1988-04-12',
  documentNumber: 'D1234001',
  issuingCountry: 'DE',
  nationality: null,
  nationalId: null,
};
const credential = {
  format: 'dc+sd-jwt',
  type: 'urn:regain:sandbox:identity:1',
  anchorId: 'sandbox',
  issuedAt: 1_795_000_000_000,
  issuedAtLatest: 1_795_000_000_000,
  status: [],
  fingerprint: 'c29tZSBmaW5nZXJwcmludA',
  countries: ['DE'],
} as const;
const presented = sealPresented({
  recoveryId: 'recovery-1',
  claims,
  portrait: '/9j/4AAQ',
  credential,
  presentedAt: 1_795_000_100_000,
});
const matcher = { id: 'local', version: '1' };
const compared = { kind: 'compared', confidence: 92, frontalFrames: 4, onePerson: true, live: null } as const;

const honest: FaceCheck = {
  presented,
  comparison: compared,
  certifiedLiveness: false,
  provider: matcher,
  threshold: 70,
  acceptedWithoutLiveness: true,
  triesUsed: 0,
};

const decide = (change: Partial<FaceCheck>) => decideFaceCheck({ ...honest, ...change });

describe('the same person', () => {
  test.each([
    ['absence of liveness accepted', { live: null }, true],
    ['exactly at the threshold', { live: null, confidence: 70 }, true],
  ] as const)('%s', (_, comparison, acceptedWithoutLiveness) => {
    const answer = { ...compared, ...comparison };
    expect(decide({ comparison: answer, acceptedWithoutLiveness })).toEqual(
      sealSamePerson({
        recoveryId: 'recovery-1',
        claims,
        credential,
        face: {
          presence: 'face',
          confidence: answer.confidence,
          threshold: 70,
          provider: 'local',
          providerVersion: '1',
          live: answer.live,
        },
      }),
    );
  });

  test('found live by a certified provider: nothing needs to be accepted, and how it compared is its own affair', () => {
    const comparison = { kind: 'compared', confidence: 71, live: true } as const;
    const said = decide({ comparison, certifiedLiveness: true, acceptedWithoutLiveness: false });
    expect(said).toMatchObject({ kind: 'samePerson', face: { confidence: 71, live: true } });
  });

  test('evidence carries neither portrait nor frames (D19)', () => {
    expect(JSON.stringify(decide({}))).not.toContain('/9j/');
  });
});

describe('refused', () => {
  const scored = { confidence: 92, threshold: 70, frontalFrames: 4, provider: 'local', providerVersion: '1' };

  test.each([
    ['one below the threshold', 69],
    ['no confidence at all', Number.NaN],
    ['a confidence off the scale', 101],
  ])('faceNoMatch: %s fails closed', (_, confidence) => {
    expect(decide({ comparison: { ...compared, confidence } })).toEqual({
      kind: 'refused',
      code: 'faceNoMatch',
      detail: { ...scored, confidence },
    });
  });

  test('faceChanged: a perfect match, but not one person throughout the steps', () => {
    expect(decide({ comparison: { ...compared, onePerson: false } })).toEqual({
      kind: 'refused',
      code: 'faceChanged',
      detail: scored,
    });
  });

  test('faceNotLive: liveness unknown and nobody accepted that (face-check.md 6)', () => {
    expect(decide({ acceptedWithoutLiveness: false })).toEqual({
      kind: 'refused',
      code: 'faceNotLive',
      detail: { ...scored, live: 'notMeasured' },
    });
  });

  test('faceNotLive: found live by a vendor on its own word, and nobody accepted that (R17)', () => {
    expect(decide({ comparison: { ...compared, live: true }, acceptedWithoutLiveness: false })).toEqual({
      kind: 'refused',
      code: 'faceNotLive',
      detail: { ...scored, live: 'notCertified' },
    });
  });

  test('faceNotLive: certified, but this time it does not say', () => {
    const answer = decide({ certifiedLiveness: true, acceptedWithoutLiveness: false });
    expect(answer).toMatchObject({ code: 'faceNotLive', detail: { live: 'notMeasured' } });
  });

  test('faceNotLive: "not live" needs no number', () => {
    const comparison = { kind: 'compared', confidence: null, live: false } as const;
    expect(decide({ comparison, certifiedLiveness: true })).toEqual({
      kind: 'refused',
      code: 'faceNotLive',
      detail: { threshold: 70, provider: 'local', providerVersion: '1', live: false },
    });
  });

  test('faceNotLive: acceptance of "not measured" does not overrule "not live"', () => {
    expect(decide({ comparison: { ...compared, live: false } })).toEqual({
      kind: 'refused',
      code: 'faceNotLive',
      detail: { ...scored, live: false },
    });
  });

  test.each(['noFace', 'severalFaces', 'tooSmall', 'unreadable'] as const)(
    'portraitUnusable: %s, and no try helps',
    (problem) => {
      expect(decide({ comparison: { kind: 'portrait', problem } })).toEqual({
        kind: 'refused',
        code: 'portraitUnusable',
        detail: { problem },
      });
    },
  );

  test('captureTriesSpent: the third unusable capture is the last (D15)', () => {
    expect(
      decide({ comparison: { kind: 'capture', problem: 'blurred' }, triesUsed: captureTries - 1 }),
    ).toEqual({
      kind: 'refused',
      code: 'captureTriesSpent',
      detail: { problem: 'blurred', tries: 3 },
    });
  });
});

describe('another try', () => {
  test.each([0, 1])('after %i unusable captures an unusable one may be taken again (D15)', (triesUsed) => {
    expect(decide({ comparison: { kind: 'capture', problem: 'tooDark' }, triesUsed })).toEqual({
      kind: 'retry',
      problem: 'tooDark',
    });
  });

  test('a capture that can be scored is scored once: no match is not another try (D15)', () => {
    expect(decide({ comparison: { ...compared, confidence: 10 } })).toMatchObject({ code: 'faceNoMatch' });
  });

  test('tries spent on capturing do not spoil the capture that works', () => {
    expect(decide({ triesUsed: captureTries - 1 })).toMatchObject({ kind: 'samePerson' });
  });
});

test.each([49, 101, Number.NaN, 0])('a threshold of %d is misuse', (threshold) => {
  expect(() => decide({ threshold })).toThrow(TypeError);
});
