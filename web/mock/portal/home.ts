import type { Approval, Needs, Savings, SetUp, SetUpLine } from '../../admin/home/answers.ts';
import type { Answers } from './answers.ts';

const now = Date.now();
const hour = 60 * 60_000;
const done = (task: SetUpLine['task'], count: number): SetUpLine => ({
  task,
  state: 'done',
  reason: null,
  count,
});
const open = (task: SetUpLine['task'], reason: SetUpLine['reason']): SetUpLine => ({
  task,
  state: 'open',
  reason,
  count: 0,
});

const underWay: SetUp = {
  accounts: 1284,
  lines: [
    { task: 'directory', state: 'look', reason: 'someNotReady', count: 37 },
    done('trustAnchors', 2),
    done('provider', 1),
    { task: 'passPolicy', state: 'look', reason: 'outsidePass', count: 4 },
    done('passkeys', 1284),
    done('profile', 1),
    open('rehearsal', 'noRehearsal'),
    open('production', 'onlyEvaluation'),
  ],
};
const empty: SetUp = {
  accounts: 12,
  lines: [
    { task: 'directory', state: 'look', reason: 'neverScanned', count: 12 },
    open('trustAnchors', 'noAnchor'),
    done('provider', 1),
    done('passPolicy', 12),
    done('passkeys', 12),
    open('profile', 'noProfile'),
    open('rehearsal', 'noRehearsal'),
    open('production', 'onlyEvaluation'),
  ],
};
const all: SetUp = {
  accounts: 1284,
  lines: underWay.lines.map(({ task }) => done(task, 3)),
};

const needs: Needs = {
  approvals: 2,
  holds: 3,
  alarms: [
    { activity: 'alarm.twinFound', at: now - 3 * hour, chain: 'administration', sequence: 7 },
    { activity: 'alarm.secondPersonOff', at: now - 50 * hour, chain: 'administration', sequence: 3 },
  ],
};

const savings: Savings = {
  recoveriesPerMonth: 38.52,
  helpDesk: { costPerMonth: 2311.2, hoursLost: 38.52 },
  selfService: { costPerMonth: 77.04, hoursLost: 3.21 },
  savedPerMonth: 2234,
  hoursRegained: 35.3,
};

const approval: Approval = {
  id: 'ap-1',
  act: 'trustAnchor.add',
  subject: { kind: 'trustAnchor', id: 'root', name: 'Bundesdruckerei PID Root CA 2026' },
  changes: [
    { field: 'name', before: null, after: 'Bundesdruckerei PID Root CA 2026' },
    {
      field: 'certificateFingerprint',
      before: null,
      after:
        '3F:0C:77:1B:9A:54:E2:60:0D:AB:11:5C:98:76:34:2E:3F:0C:77:1B:9A:54:E2:60:0D:AB:11:5C:98:76:34:2E',
    },
    { field: 'mayIssue', before: null, after: 'dc+sd-jwt urn:eudi:pid:de:1' },
    { field: 'countries', before: null, after: 'DE' },
  ],
  askedBy: { actor: 'admin:b', displayName: 'Anders Holm' },
  askedAt: now - 5 * hour,
  expiresAt: now + 67 * hour,
  state: 'pending',
  decidedBy: null,
  decidedAt: null,
  reason: '',
  yours: false,
};
const own: Approval = {
  ...approval,
  id: 'ap-2',
  act: 'profile.production',
  subject: { kind: 'profile', id: 'staff', name: 'Staff' },
  changes: [{ field: 'mode', before: 'evaluation', after: 'production' }],
  yours: true,
};

export const home: Answers = {
  'GET /home/set-up': (page: string) => (page === 'empty' ? empty : page === 'all' ? all : underWay),
  'GET /home/needs': (page: string) => (page === '' ? needs : { approvals: 0, holds: 0, alarms: [] }),
  'GET /home/savings': savings,
  'GET /approvals': { items: [approval, own], next: null },
  'GET /approvals/ap-1': approval,
  'GET /approvals/ap-2': own,
};
