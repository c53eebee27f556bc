import { describe, expect, test } from 'vitest';
import english from '../../../texts/portal/home/en.json';
import { pageAt } from '../fetch-ahead.ts';
import { sections } from '../sections.ts';
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
    [line('directory', 'noAccounts'), '/people/new'],
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

test('no line leads to a page that is not there', () => {
  const tasks = Object.keys(english.tasks) as SetUpLine['task'][];
  const reasons = [null, ...(Object.keys(english.reasons) as NonNullable<SetUpLine['reason']>[])];
  const steps = tasks.flatMap((task) => reasons.map((reason) => nextStepOf(line(task, reason))));
  const built = steps.filter((step) => step && sections.some(({ name }) => name === step.section));
  expect(built.length).toBeGreaterThan(0);
  expect(built.filter((step) => step && pageAt(sections, `/admin${step.to}`) === null)).toEqual([]);
});

test('what comes next is the first that is open; what only deserves a look waits', () => {
  const look: SetUpLine = { ...line('directory', 'scanOld'), state: 'look' };
  const open = line('rehearsal', 'noRehearsal');
  expect(
    firstOpen({ accounts: 1, lines: [look, line('profile'), open, line('production', 'onlyEvaluation')] }),
  ).toBe(open);
  expect(firstOpen({ accounts: 1, lines: [look, line('profile')] })).toBeNull();
});
