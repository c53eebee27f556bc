import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { VendorAnswer } from './face-check-provider.ts';
import { beginVisit, weighAnswer } from './face-visit.ts';

const portrait = Buffer.from('a portrait');
const hash = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('base64url');
const visit = beginVisit({
  provider: 'fake',
  session: { reference: 's-1', client: { kind: 'hostedPage', address: 'https://check.example/once' } },
  nonce: 'n'.repeat(43),
  portrait,
  now: 1_000,
});
type Done = Extract<VendorAnswer, { kind: 'done' }>;
const honest: Done = {
  ...{ kind: 'done', reference: 's-1', nonce: visit.nonce, portraitHash: hash(portrait) },
  ...{ live: true, confidence: 93, version: '4.2.0' },
};
const weigh = (changed: Partial<Done>) => weighAnswer(visit, { ...honest, ...changed });

test('a visit keeps what its answer must repeat, and no portrait', () => {
  expect(visit).toEqual({
    ...{ kind: 'faceVisit', provider: 'fake', reference: 's-1', nonce: 'n'.repeat(43) },
    ...{ portraitHash: hash(portrait), openedAt: 1_000, expiresAt: 421_000 },
  });
});

describe('an answer about this visit is a comparison', () => {
  test.each([
    [{}, { confidence: 93, live: true }],
    [{ confidence: 0 }, { confidence: 0, live: true }],
    [
      { confidence: 100, live: null },
      { confidence: 100, live: null },
    ],
    [
      { confidence: 99, live: false },
      { confidence: 99, live: false },
    ],
    [
      { confidence: null, live: false },
      { confidence: null, live: false },
    ],
  ] as const)('%j', (changed, comparison) => {
    expect(weigh(changed)).toEqual({ kind: 'compared', ...comparison });
  });
});

describe('one about anything else is not believed', () => {
  test.each([
    ['another session', { reference: 's-2' }],
    ['another nonce: the answer of a session before', { nonce: 'm'.repeat(43) }],
    ['a nonce cut short', { nonce: 'n'.repeat(42) }],
    ['no nonce', { nonce: '' }],
    ['another portrait', { portraitHash: hash('another portrait') }],
  ])('%s', (_, changed) => {
    expect(weigh(changed)).toBe('foreign');
  });
});

describe('nor is one without a number from 0 to 100', () => {
  test.each([Number.NaN, Number.POSITIVE_INFINITY, -0.1, 100.1])('%s', (confidence) => {
    expect(weigh({ confidence })).toBe('unusable');
  });

  test.each([true, null])('none at all, live %s: it could not compare', (live) => {
    expect(weigh({ confidence: null, live })).toBe('notScored');
  });
});
