import type {
  Choice,
  Gate,
  HistoryEntry,
  ListedProfile,
  PeopleCount,
  ProfileView,
  Review,
  Surroundings,
  Trial,
} from '../../admin/profiles/answers.ts';
import type { Answers } from './answers.ts';

const at = Date.UTC(2026, 10, 22, 9);
const pilot: ProfileView = {
  ...{ id: 'pilot', version: 4, mode: 'evaluation', name: 'Workshop pilot', enabled: true },
  description: 'The workshop rehearses before everybody else.',
  includeGroups: ['Workshop'],
  providersByCountry: { DE: ['nordic-1', 'sandbox'], default: ['sandbox'] },
  claimBindings: [
    { attribute: 'names', claim: 'names', matchConfidenceLevel: 'relaxed', required: true },
    { attribute: 'birthDate', claim: 'birthDate', matchConfidenceLevel: 'exact', required: true },
    { attribute: 'employeeNumber', claim: 'nationalId', matchConfidenceLevel: 'exact', required: false },
  ],
  acceptedCredentials: [{ format: 'dc+sd-jwt', type: 'urn:example:identity:1', anchorIds: ['nordic-root'] }],
  faceCheck: {
    provider: 'built-in',
    threshold: 65,
    acceptedWithoutLiveness: { by: 'admin:1', displayName: 'Anders Holm', at: '2026-11-20T08:00:00Z' },
  },
  maximumCredentialAgeHours: { provider: 24, walletFirst: 2_160 },
  ...{ walletFirst: true, crossDevice: true, crossDeviceWaitHours: 24 },
};
const staff: ListedProfile = {
  ...{ ...pilot, id: 'staff', name: 'Staff', description: '', mode: 'production', priority: 0 },
  includeGroups: 'everyone',
};
const long: ListedProfile = {
  ...{ ...pilot, id: 'long', enabled: false, priority: 2 },
  name: 'Donaudampfschifffahrtsgesellschaftskapitänsanwärterinnen <script>alert(1)</script>',
};
const gate: Gate = {
  open: false,
  letThroughAsExample: false,
  lines: [
    { code: 'discriminatingAttribute', met: true, detail: {} },
    { code: 'noSandboxProvider', met: false, detail: { sandboxes: 'sandbox' } },
    { code: 'noSandboxIssuer', met: true, detail: {} },
    { code: 'issuerInUse', met: true, detail: {} },
    { code: 'providerEvidence', met: false, detail: { without: 'nordic-1' } },
    { code: 'faceCheckInUse', met: true, detail: {} },
    { code: 'faceCheckEvidence', met: true, detail: {} },
    { code: 'crossDeviceGuarded', met: false, detail: {} },
    { code: 'noticesGoOut', met: false, detail: {} },
    { code: 'passScope', met: false, detail: { outsidePassScope: 37 } },
    { code: 'rehearsalPassed', met: false, detail: { rehearsalsPassed: 0 } },
    { code: 'secondPerson', met: false, detail: {} },
  ],
};
const overlap = {
  ...{ firstId: 'staff', laterId: 'pilot', groups: ['Workshop'] },
  weakerIn: ['threshold', 'crossDevice'],
} as const;
const count: PeopleCount = {
  ...{
    included: 1_312,
    excluded: 28,
    inScope: 1_284,
    outsidePassScope: 37,
    privileged: 6,
    servedEarlier: 412,
  },
};
const review: Review = {
  ...{ problems: [], gate, overlaps: [overlap] },
  outcome: { kind: 'goesBack', missing: gate.lines.filter(({ met }) => !met).slice(0, 2) },
};
const trial: Trial = {
  ...{
    agrees: false,
    disagreements: ['birthDateMismatch'],
    birthDate: 'different',
    employeeNumber: 'notHeld',
  },
  names: {
    ...{ rule: 'relaxed', problem: null },
    words: [
      { field: 'surname', word: 'müller', matched: { word: 'mueller', position: 1, how: 'transliterated' } },
    ],
  },
};
const choice: Choice = {
  ...{ accountId: 'p1', excluded: false, excludedBy: [], inPassScope: true },
  profiles: [
    { profileId: 'staff', outcome: 'applies', by: 'everyone' },
    { profileId: 'pilot', outcome: 'comesLater', by: ['Workshop'] },
    { profileId: 'long', outcome: 'switchedOff', by: [] },
  ],
};
const surroundings: Surroundings = {
  ...{ excludedGroups: ['Board'], excludedAccounts: 2, passScope: 'everyone', defaultCountry: 'DE' },
  ...{ secondPersonRequired: true, example: false },
  faceChecks: [
    {
      ...{
        id: 'built-in',
        name: '',
        version: '1',
        certified: false,
        recommendedThreshold: 70,
        enabled: true,
      },
      presentationAttackDetection: { assurance: 'none', evidence: null },
    },
    {
      ...{ id: 'clear-faces', name: 'Clear Faces', version: '', certified: true, recommendedThreshold: 80 },
      presentationAttackDetection: {
        assurance: 'iso30107-3-L2',
        evidence: { address: 'https://lab.example/letters/4711.pdf', date: '2026-03-31' },
      },
      enabled: true,
    },
  ],
};
const by = { actor: 'admin:1', displayName: 'Anders Holm' };
const history: readonly HistoryEntry[] = [
  { version: 4, at, by, profile: pilot },
  {
    ...{ version: 3, at: at - 3_600_000, by: { actor: 'admin:host', displayName: '' } },
    profile: { ...pilot, mode: 'production', faceCheck: { ...pilot.faceCheck, threshold: 80 } },
  },
  { version: 2, at: at - 86_400_000, by, profile: { ...pilot, includeGroups: ['Workshop', 'Staff'] } },
];

export const profiles: Answers = {
  'GET /profiles': (page: string) => ({
    items: page === 'none' ? [] : [staff, { ...pilot, priority: 1 }, long],
    overlaps: page === 'none' ? [] : [overlap],
  }),
  'GET /profiles/pilot': pilot,
  'GET /profiles/pilot/gate': gate,
  'GET /profiles/pilot/history': { items: history },
  'GET /profile-surroundings': surroundings,
  'POST /profiles/people-count': count,
  'POST /profiles/match-trial': trial,
  'POST /profiles/review': review,
  'POST /profiles/choice': choice,
};
