import { describe, expect, test } from 'vitest';
import type { SetUpLine } from './answers.ts';
import { firstOpen, nextStepOf } from './next-steps.ts';

const line = (task: SetUpLine['task'], reason: SetUpLine['reason'] = null): SetUpLine => ({
  task,
  state: reason === null ? 'done' : 'open',
  reason,
  count: 0,
});

describe('where a line leads', () => {
  test.each([
    [line('directory'), '/people'],
    [line('directory', 'noAccounts'), '/people'],
    [line('directory', 'neverScanned'), '/readiness'],
    [line('passPolicy'), '/settings'],
    [line('passPolicy', 'passForNobody'), '/settings'],
    [line('passPolicy', 'outsidePass'), '/readiness'],
    [line('profile'), '/profiles'],
    [line('profile', 'noProfile'), '/profiles/new'],
    [line('passkeys', 'originMoved'), undefined],
  ])('%j: %s', (each, to) => {
    expect(nextStepOf(each)?.to).toBe(to);
  });
});

test('what comes next is the first that is open; what only deserves a look waits', () => {
  const look: SetUpLine = { ...line('directory', 'scanOld'), state: 'look' };
  const open = line('rehearsal', 'noRehearsal');
  expect(
    firstOpen({ accounts: 1, lines: [look, line('profile'), open, line('production', 'onlyEvaluation')] }),
  ).toBe(open);
  expect(firstOpen({ accounts: 1, lines: [look, line('profile')] })).toBeNull();
});
