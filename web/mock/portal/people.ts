import type { ContactView, GroupLine, Hold, PersonLine, PersonView } from '../../admin/people/answers.ts';
import { checkCodes } from '../../admin/people/answers.ts';
import type { ImportView, LineProblem, NotUndone, Preview } from '../../admin/people/imports/answers.ts';
import type { ReportView, RequiredPerson } from '../../admin/people/require-recovery/answers.ts';
import type { Answers } from './answers.ts';

const now = Date.UTC(2026, 10, 25, 15);
const hour = 3_600_000;
const plain = { enabled: true, frozen: false, onHold: false, neverSignedIn: false, privileged: false };
const lines: readonly PersonLine[] = [
  {
    ...{ id: 'p1', accountName: 'mara.lindqvist', displayName: 'Mara Lindqvist', country: 'DE' },
    ...plain,
    onHold: true,
  },
  { ...{ id: 'p2', accountName: 'salma.alharbi', displayName: 'سلمى الحربي', country: 'AE' }, ...plain },
  {
    ...{
      id: 'p3',
      accountName: 'maximiliane.wolfeschlegelsteinhausenbergerdorff',
      displayName: 'Maximiliane Wolfeschlegelsteinhausenbergerdorff',
      country: null,
    },
    ...{ ...plain, enabled: false, frozen: true, neverSignedIn: true },
  },
  {
    ...{
      id: 'p4',
      accountName: 'admin.anders',
      displayName: 'Anders <script>alert(1)</script>',
      country: 'SE',
    },
    ...{ ...plain, privileged: true },
  },
];
const person: PersonView = {
  ...{ id: 'p1', accountName: 'mara.lindqvist', displayName: 'Mara Lindqvist' },
  ...{
    givenName: 'Mara',
    surname: 'Lindqvist',
    birthDate: '1988-04-12',
    country: 'DE',
    employeeNumber: '1001',
  },
  mails: [
    { mail: 'mara.lindqvist@alderfinch.example', confirmed: true },
    { mail: 'mara@home.example', confirmed: false },
  ],
  groups: ['Staff', 'Department 7'],
  roles: [],
  ...{ enabled: true, frozen: false, createdAt: now - 9_000 * hour, firstSignedInAt: now - 8_000 * hour },
  added: {
    by: { actor: 'admin:a-1', displayName: 'Ines Albrecht' },
    import: { id: 'i1', isKept: true },
  },
  heldUntil: null,
  methods: [
    { id: 'm1', kind: 'passkey', addedAt: now - 800 * hour, lastUsedAt: now - 3 * hour, disabledAt: null },
    {
      id: 'm2',
      kind: 'password',
      addedAt: now - 9_000 * hour,
      lastUsedAt: null,
      disabledAt: now - 800 * hour,
    },
  ],
  holds: [],
  openRecoveries: [],
  today: {
    profile: { id: 'staff', name: 'Staff', mode: 'production' },
    country: 'DE',
    providers: ['Specimen ID'],
    checks: checkCodes.map((code) => ({ code, met: true })),
    twins: [],
  },
};
const against = ['attributeHold', 'duplicateIdentity', 'notInScope'];
const blocked: PersonView = {
  ...person,
  heldUntil: now + 51 * hour,
  roles: ['Auditor'],
  frozen: true,
  holds: [
    { id: 'h1', attributes: ['surname', 'birthDate'], startedAt: now - 21 * hour, until: now + 51 * hour },
  ],
  openRecoveries: [{ caseNumber: 'R7K4-M2XQ', mode: 'evaluation', startedAt: now - hour }],
  today: {
    ...person.today,
    ...{ profile: null, providers: [], twins: [{ id: 'p9', accountName: 'mara.lindqvist2' }] },
    checks: checkCodes.map((code) => ({ code, met: !against.includes(code) })),
  },
};
const contact: ContactView = {
  ...{ id: 'p1', accountName: 'mara.lindqvist', displayName: 'Mara Lindqvist', enabled: true },
  mails: ['m•••@alderfinch.example'],
};
const holds: readonly Hold[] = [
  {
    ...{ id: 'h1', accountId: 'p1', accountName: 'mara.lindqvist', displayName: 'Mara Lindqvist' },
    ...{ attributes: ['surname', 'birthDate'], startedAt: now - 21 * hour, until: now + 51 * hour },
  },
];
const groups: readonly GroupLine[] = [
  { name: 'Board', people: 9, profiles: [], excluded: true },
  {
    ...{ name: 'Staff', people: 12_840, excluded: false },
    profiles: [{ id: 'staff', name: 'Staff in Germany and Portugal' }],
  },
];
const counts = {
  ...{ rows: 1_204, created: 180, changed: 996, unchanged: 21, wrong: 7, problems: 8, held: 12 },
  ...{ appliedCreated: 0, appliedChanged: 0, undone: 0, notUndone: 0 },
};
const checked: ImportView = {
  ...{ id: 'i1', createdAt: now - hour, fileName: 'people-november.csv', size: 2_400_000, state: 'checked' },
  options: {
    ...{ encoding: 'utf-8', delimiter: ';', dateOrder: 'dayFirst', emptyCells: 'keep' },
    mapping: ['accountName', 'givenName', 'surname', 'birthDate', null],
  },
  ...{ bytesRead: 2_400_000, records: 1_204, counts, problem: null },
};
const preview: Preview = {
  ...{ encoding: 'utf-8', delimiter: ';', problem: null },
  columns: ['Benutzername', 'Vorname', 'Nachname', 'Geburtsdatum', 'Kostenstelle'],
  rows: [
    ['mara.lindqvist', 'Mara', 'Lindqvist', '12.04.1988', '4711'],
    ['u.mueller', 'Uta', 'Müller-Lüdenscheidt', '03.11.1979', '4712'],
  ],
  mapping: ['accountName', 'givenName', 'surname', 'birthDate', null],
};
const problems: readonly LineProblem[] = [
  { line: 17, field: 'birthDate', code: 'notADate', value: '31.02.1990' },
  { line: 204, field: 'accountName', code: 'twiceInFile', value: 'u.mueller' },
  { line: 611, field: 'accountName', code: 'privileged', value: 'admin.anders' },
];
const left: readonly NotUndone[] = [
  { line: 9, account: { id: 'p1', name: 'mara.lindqvist' }, why: 'changedSince' },
  { line: 40, account: { id: 'p7', name: '' }, why: 'gone' },
];
const report: ReportView = {
  ...{ id: 'r1', createdAt: now - hour, scope: { kind: 'group', group: 'Sales' }, state: 'running' },
  ...{ total: 214, done: 150, outcomes: { required: 141, cannotRecover: 6, disabled: 2, privileged: 1 } },
  ...{ methods: 390, sessions: 202 },
};
const required: readonly RequiredPerson[] = [
  {
    ...{ position: 1, accountId: 'p1', accountName: 'mara.lindqvist', displayName: 'Mara Lindqvist' },
    ...{ outcome: 'required', methods: 3, sessions: 2 },
  },
  {
    ...{ position: 2, accountId: 'p4', accountName: 'admin.anders', displayName: 'Anders' },
    ...{ outcome: 'privileged', methods: 0, sessions: 0 },
  },
];
const importOf = (page: string): ImportView => {
  if (page === 'columns') return { ...checked, state: 'uploaded', options: null };
  if (page === 'applying')
    return {
      ...{ ...checked, state: 'applying', bytesRead: 900_000 },
      counts: { ...counts, appliedCreated: 60, appliedChanged: 390 },
    };
  if (page === 'broken')
    return { ...checked, state: 'broken', problem: { code: 'quoteNotClosed', line: 532 } };
  if (page === 'gone')
    return {
      ...{ ...checked, state: 'stopped', problem: { code: 'fileGone', line: 0 } },
      counts: { ...counts, appliedCreated: 60, appliedChanged: 390 },
    };
  if (page === 'undone')
    return {
      ...{ ...checked, state: 'undone' },
      counts: { ...counts, problems: 0, appliedCreated: 60, appliedChanged: 390, undone: 448, notUndone: 2 },
    };
  return checked;
};

export const people: Answers = {
  'POST /people/search': (page: string) =>
    page === 'nobody' ? { items: [], next: null } : { items: lines, next: 'p4' },
  'POST /people/count': { people: 10_000, orMore: true },
  'GET /people/p1': (page: string) => (page === 'blocked' ? blocked : person),
  'GET /people/p1/contact': contact,
  'GET /holds': { items: holds, next: null },
  'GET /groups': { items: groups },
  'GET /people-imports': { items: [checked, { ...checked, id: 'i0', state: 'undone' }], next: null },
  'GET /people-imports/i1': importOf,
  'GET /people-imports/i1/preview': preview,
  'GET /people-imports/i1/problems': { items: problems, next: null },
  'GET /people-imports/i1/not-undone': { items: left, next: null },
  'GET /recovery-requirements': { items: [report], next: null },
  'GET /recovery-requirements/r1': report,
  'GET /recovery-requirements/r1/people': { items: required, next: null },
  'POST /recovery-requirements/preview': {
    ...{ total: 214, unknown: ['nobody.known', 'old@example.org'], needsSecondPerson: true },
    ...{ skipped: { disabled: 2, privileged: 1 }, cannotRecover: null },
  },
};
