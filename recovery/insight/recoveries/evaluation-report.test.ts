import { describe, expect, test } from 'vitest';
import { assembleEvaluationReport, emptyFunnel, findBiggestLoss, sumFunnels } from './index.ts';

const funnel = {
  ...{ started: 100, begun: 90, sent: 88, presented: 40, facePassed: 38, matched: 30, granted: 30 },
  ...{ redeemed: 0, enrolled: 0 },
};

describe('where most turned back', () => {
  test('the step that loses the most people, with its share of those who came to it', () => {
    expect(findBiggestLoss(funnel, 'granted')).toEqual({
      ...{ from: 'sent', to: 'presented', lost: 48, share: 48 / 88 },
    });
  });
  test('in evaluation nobody is missing after the grant; in production they are', () => {
    const late = { ...funnel, presented: 88, facePassed: 88, matched: 88, granted: 88 };
    expect(findBiggestLoss(late, 'granted')).toMatchObject({ from: 'started', lost: 10 });
    expect(findBiggestLoss(late, 'enrolled')).toMatchObject({ from: 'granted', to: 'redeemed', lost: 88 });
  });
  test('nobody lost, nobody there', () => {
    expect(findBiggestLoss(emptyFunnel, 'enrolled')).toBeNull();
    const all = Object.fromEntries(Object.keys(emptyFunnel).map((each) => [each, 7])) as typeof emptyFunnel;
    expect(findBiggestLoss(all, 'enrolled')).toBeNull();
  });
  test('funnels add up', () => {
    expect(sumFunnels([funnel, funnel])).toMatchObject({ started: 200, granted: 60, enrolled: 0 });
    expect(sumFunnels([])).toEqual(emptyFunnel);
  });
});

test('an evaluation: who would have got in, who not and why, where people gave up', () => {
  const report = assembleEvaluationReport({
    funnel,
    endings: [
      { outcome: 'rehearsed', endedFrom: 'granting', code: '', cases: 30 },
      { outcome: 'refused', endedFrom: 'matching', code: 'nameMismatch', cases: 5 },
      { outcome: 'refused', endedFrom: 'granting', code: 'nameMismatch', cases: 2 },
      { outcome: 'refused', endedFrom: 'faceCheck', code: 'faceNoMatch', cases: 7 },
      { outcome: 'refused', endedFrom: 'present', code: 'credentialTooOld', cases: 9 },
      { outcome: 'left', endedFrom: 'goToProvider', code: '', cases: 20 },
      { outcome: 'expired', endedFrom: 'goToProvider', code: '', cases: 11 },
      { outcome: 'expired', endedFrom: 'explain', code: '', cases: 10 },
      { outcome: 'slowed', endedFrom: 'explain', code: 'rateLimited', cases: 3 },
      { outcome: 'stopped', endedFrom: 'present', code: 'objection', cases: 1 },
      { outcome: null, endedFrom: null, code: '', cases: 2 },
    ],
    times: [],
  });
  expect(report).toEqual({
    ...{ funnel, biggestLoss: findBiggestLoss(funnel, 'granted'), wouldHaveGotIn: 30 },
    refusals: [
      { code: 'credentialTooOld', cases: 9 },
      { code: 'faceNoMatch', cases: 7 },
      { code: 'nameMismatch', cases: 7 },
    ],
    refused: 23,
    gaveUp: [
      { at: 'goToProvider', cases: 31 },
      { at: 'explain', cases: 10 },
    ],
    ...{ gaveUpInAll: 41, endedOtherwise: 4, underWay: 2, times: [] },
  });
});

test('an evaluation in which nothing has happened yet', () => {
  const report = assembleEvaluationReport({ funnel: undefined, endings: [], times: [] });
  expect(report).toMatchObject({ funnel: emptyFunnel, biggestLoss: null, wouldHaveGotIn: 0, refusals: [] });
});
