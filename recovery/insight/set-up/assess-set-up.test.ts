import { describe, expect, test } from 'vitest';
import { assessSetUp, type SetUpFacts, type SetUpLine, setUpReasons, setUpTasks } from './assess-set-up.ts';

const now = Date.UTC(2026, 10, 25);
const scan = { finishedAt: now - 60_000, outOfDate: false, notReady: 0, outsidePassScope: 0 };
const ready: SetUpFacts = {
  accounts: 40,
  scan,
  anchors: 2,
  providers: [{ sandbox: false }, { sandbox: true }],
  example: false,
  passScope: 'everyone',
  originMoved: false,
  profiles: [
    { mode: 'production', rehearsalsPassed: 3 },
    { mode: 'evaluation', rehearsalsPassed: 0 },
  ],
  now,
};
const nothing: SetUpFacts = {
  ...ready,
  ...{ accounts: 0, scan: null, anchors: 0, providers: [], passScope: [], profiles: [] },
};
const line = (facts: Partial<SetUpFacts>, task: SetUpLine['task']) =>
  assessSetUp({ ...ready, ...facts }).find((each) => each.task === task);

describe('the checklist of Home (behaviour.md 2.1)', () => {
  test('everything set up', () => {
    expect(assessSetUp(ready)).toEqual([
      { task: 'directory', state: 'done', reason: null, count: 40 },
      { task: 'trustAnchors', state: 'done', reason: null, count: 2 },
      { task: 'provider', state: 'done', reason: null, count: 2 },
      { task: 'passPolicy', state: 'done', reason: null, count: 40 },
      { task: 'passkeys', state: 'done', reason: null, count: 40 },
      { task: 'profile', state: 'done', reason: null, count: 2 },
      { task: 'rehearsal', state: 'done', reason: null, count: 3 },
      { task: 'production', state: 'done', reason: null, count: 1 },
    ]);
  });

  test('nothing set up: every task in its order, with what it lacks', () => {
    const lines = assessSetUp(nothing);
    expect(lines.map(({ task }) => task)).toEqual([...setUpTasks]);
    expect(lines.filter(({ state }) => state === 'open').map(({ reason }) => reason)).toEqual([
      'noAccounts',
      'noAnchor',
      'noProvider',
      'passForNobody',
      'noProfile',
      'noRehearsal',
      'onlyEvaluation',
    ]);
  });

  const cases: [Partial<SetUpFacts>, SetUpLine][] = [
    [{ scan: null }, { task: 'directory', state: 'look', reason: 'neverScanned', count: 40 }],
    [
      { scan: { ...scan, finishedAt: now - 24 * 60 * 60_000 - 1 } },
      { task: 'directory', state: 'look', reason: 'scanOld', count: 40 },
    ],
    [
      { scan: { ...scan, outOfDate: true } },
      { task: 'directory', state: 'look', reason: 'scanOld', count: 40 },
    ],
    [
      { scan: { ...scan, notReady: 7 } },
      { task: 'directory', state: 'look', reason: 'someNotReady', count: 7 },
    ],
    [
      { providers: [{ sandbox: true }] },
      { task: 'provider', state: 'open', reason: 'sandboxOnly', count: 0 },
    ],
    [
      { providers: [{ sandbox: true }], example: true },
      { task: 'provider', state: 'done', reason: null, count: 1 },
    ],
    [{ passScope: ['staff'] }, { task: 'passPolicy', state: 'done', reason: null, count: 40 }],
    [
      { scan: { ...scan, outsidePassScope: 4 } },
      { task: 'passPolicy', state: 'look', reason: 'outsidePass', count: 4 },
    ],
    [{ originMoved: true }, { task: 'passkeys', state: 'look', reason: 'originMoved', count: 0 }],
    [
      { profiles: [{ mode: 'production', rehearsalsPassed: 0 }] },
      { task: 'rehearsal', state: 'open', reason: 'noRehearsal', count: 0 },
    ],
    [
      { profiles: [{ mode: 'evaluation', rehearsalsPassed: 1 }] },
      { task: 'production', state: 'open', reason: 'onlyEvaluation', count: 0 },
    ],
  ];
  test.each(cases)('%j', (facts, expected) => {
    expect(line(facts, expected.task)).toEqual(expected);
  });

  test('every reason is reached above', () => {
    const reached = [...assessSetUp(nothing), ...cases.map(([, each]) => each)].map(({ reason }) => reason);
    expect(setUpReasons.filter((reason) => !reached.includes(reason))).toEqual([]);
  });
});
