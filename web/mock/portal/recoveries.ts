import type { RecordEntry } from '../../admin/record/index.ts';
import type {
  CaseLine,
  CaseView,
  EvaluationView,
  FunnelView,
  StepTime,
} from '../../admin/recoveries/answers.ts';
import { type Answers, canned } from './answers.ts';

const now = Date.now();
const minute = 60_000;

const line = (more: Partial<CaseLine>): CaseLine => ({
  ...{ id: 'r1', caseNumber: 'K7QF-2M9D', state: 'closed', outcome: 'rehearsed', mode: 'evaluation' },
  ...{ profileId: 'workshop', profileName: 'Workshop pilot', profileVersion: 3, country: 'PT' },
  ...{ providerId: 'sandbox', eligibility: '', endedFrom: 'granting', endCode: '' },
  ...{ createdAt: now - 20 * minute, updatedAt: now - 12 * minute, endedAt: now - 12 * minute },
  ...more,
});

const lines: readonly CaseLine[] = [
  line({
    id: 'r0',
    caseNumber: 'ABCD-EFGH',
    state: 'present',
    outcome: null,
    endedAt: null,
    createdAt: now - minute,
  }),
  line({}),
  line({
    ...{
      id: 'r2',
      caseNumber: 'QR34-TVWX',
      outcome: 'refused',
      endedFrom: 'matching',
      endCode: 'nameMismatch',
    },
    createdAt: now - 90 * minute,
  }),
  line({
    ...{ id: 'r3', caseNumber: '9KLM-NP23', outcome: 'refused', endedFrom: 'matching', endCode: 'decoy' },
    ...{
      eligibility: 'unknownAccount',
      profileName: 'Staff',
      mode: 'production',
      country: 'DE',
      providerId: null,
    },
    createdAt: now - 300 * minute,
  }),
  line({
    ...{ id: 'r4', caseNumber: 'ZZ22-AA33', outcome: 'recovered', mode: 'production', profileName: 'Staff' },
    ...{ country: 'DE', createdAt: now - 3000 * minute },
  }),
  line({
    ...{
      id: 'r5',
      caseNumber: 'HHJJ-KK44',
      outcome: 'left',
      endedFrom: 'goToProvider',
      profileName: 'Betriebsangehörige mit Sonderzugang Nordrhein-Westfalen',
    },
    createdAt: now - 9000 * minute,
  }),
];

const entry = (sequence: number, more: Partial<RecordEntry>): RecordEntry => ({
  ...{ chain: 'r2', caseNumber: 'QR34-TVWX', sequence, at: now - 90 * minute + sequence * 40_000 },
  ...{ activity: 'recovery.begun', result: 'success', code: '', actor: { id: 'person', displayName: '' } },
  ...{ facts: [], personal: [], hash: 'h'.repeat(43) },
  ...more,
});

export const entries: readonly RecordEntry[] = [
  entry(0, {
    activity: 'eligibility.assessed',
    facts: [
      { name: 'profile', value: 'workshop' },
      { name: 'profileVersion', value: 3 },
      { name: 'methodUsedRecently', value: false },
    ],
    personal: ['identifier', 'account'],
  }),
  entry(1, {}),
  entry(2, {
    activity: 'identityVerification.routeChosen',
    facts: [
      { name: 'country', value: 'PT' },
      { name: 'route', value: 'provider' },
    ],
  }),
  entry(3, { activity: 'identityVerification.sent', facts: [{ name: 'provider', value: 'sandbox' }] }),
  entry(4, { activity: 'presentation.received', actor: { id: 'wallet', displayName: '' } }),
  entry(5, { activity: 'faceCheck.captured', result: 'failed', code: 'tooDark' }),
  entry(6, {
    activity: 'faceCheck.passed',
    facts: [
      { name: 'confidence', value: 91.4 },
      { name: 'threshold', value: 70 },
    ],
  }),
  entry(7, {
    ...{ activity: 'matching.refused', result: 'refused', code: 'nameMismatch', personal: ['trace'] },
    actor: { id: 'system', displayName: '' },
    facts: [{ name: 'problem', value: 'unmatchedWord' }],
  }),
];

const view = (of: CaseLine): CaseView => ({
  ...of,
  organisationPolicyVersion: 4,
  accountKnown: true,
  accountFrozen: false,
  entries,
});

const trace = JSON.stringify({
  names: {
    rule: null,
    problem: 'unmatchedWord',
    words: [
      { field: 'givenName', word: 'tiago', matched: { word: 'tiago', position: 0, how: 'same' } },
      { field: 'surname', word: 'ferreira', matched: null },
    ],
  },
  ...{ birthDate: 'same', twinAccountIds: [], ownAccountIds: [] },
});

const funnel = {
  ...{ started: 248, begun: 231, sent: 219, presented: 148, facePassed: 141, matched: 126, granted: 125 },
  ...{ redeemed: 119, enrolled: 117 },
};
const times: readonly StepTime[] = [
  { from: 'started', to: 'begun', cases: 231, median: 22_000, p90: 80_000 },
  { from: 'begun', to: 'sent', cases: 219, median: 14_000, p90: 51_000 },
  { from: 'sent', to: 'presented', cases: 148, median: 310_000, p90: 1_460_000 },
  { from: 'presented', to: 'facePassed', cases: 141, median: 25_000, p90: 95_000 },
  { from: 'facePassed', to: 'granted', cases: 125, median: 900, p90: 1_400 },
  { from: 'granted', to: 'redeemed', cases: 119, median: 31_000, p90: 200_000 },
  { from: 'redeemed', to: 'enrolled', cases: 117, median: 75_000, p90: 320_000 },
  { from: 'started', to: 'granted', cases: 125, median: 420_000, p90: 1_900_000 },
];
const funnelView: FunnelView = {
  total: funnel,
  biggestLoss: { from: 'sent', to: 'presented', lost: 71, share: 71 / 219 },
  rows: [
    { key: 'staff', ...funnel, started: 180, presented: 110, facePassed: 105, granted: 95 },
    { key: 'workshop', ...funnel, started: 68, presented: 38, facePassed: 36, granted: 30 },
  ],
};
const evaluation: EvaluationView = {
  funnel: { ...funnel, redeemed: 0, enrolled: 0 },
  biggestLoss: funnelView.biggestLoss,
  ...{ wouldHaveGotIn: 125, refused: 23, gaveUpInAll: 94, endedOtherwise: 4, underWay: 2, decoys: 31, times },
  refusals: [
    { code: 'nameMismatch', cases: 12 },
    { code: 'faceNoMatch', cases: 7 },
    { code: 'credentialTooOld', cases: 4 },
  ],
  gaveUp: [
    { at: 'goToProvider', cases: 61 },
    { at: 'present', cases: 20 },
    { at: 'explain', cases: 13 },
  ],
};

export const recoveries: Answers = {
  'GET /recoveries': (page: string) => ({
    items: page === 'empty' ? [] : lines,
    next: page === 'empty' ? null : 'x',
  }),
  'GET /recoveries/choices': {
    profiles: [
      { id: 'staff', name: 'Staff' },
      { id: 'workshop', name: 'Workshop pilot' },
    ],
    countries: ['DE', 'PT'],
    providers: ['sandbox'],
  },
  'GET /recoveries/QR34-TVWX': view(lines[2]!),
  'GET /recoveries/9KLM-NP23': view(lines[3]!),
  'GET /recoveries/ABCD-EFGH': view(lines[0]!),
  'GET /recoveries/ZZZZ-ZZZZ': canned(404, { error: 'notFound' }),
  'POST /recoveries/QR34-TVWX/values': {
    values: [
      { sequence: 0, name: 'identifier', value: 'tiago.ferreira@alderfinch.example' },
      { sequence: 0, name: 'account', value: '01939f2e-0000-7000-8000-000000000007' },
      { sequence: 7, name: 'trace', value: trace },
    ],
  },
  'POST /recoveries/look-up': {
    ...{
      caseNumber: 'K7QF-2M9D',
      state: 'notConfirmed',
      createdAt: now - 20 * minute,
      updatedAt: now - 3 * minute,
    },
  },
  'POST /recoveries/people': {
    people: [
      { recoveryId: 'r1', accountId: 'a1', accountName: 'tiago.ferreira', displayName: 'Tiago Ferreira' },
      { recoveryId: 'r2', accountId: 'a2', accountName: 'mara.lindqvist', displayName: '\u202Eneta<script>' },
    ],
  },
  'GET /recoveries/funnel': (page: string) =>
    page === 'empty'
      ? {
          total: Object.fromEntries(Object.keys(funnel).map((each) => [each, 0])),
          biggestLoss: null,
          rows: [],
        }
      : funnelView,
  'GET /recoveries/step-times': { times },
  'GET /recoveries/evaluation': (page: string) =>
    page === 'empty' ? { ...evaluation, funnel: { ...funnel, started: 0 } } : evaluation,
};
