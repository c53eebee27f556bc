import type {
  EnrolmentView,
  PhoneView,
  RecoveryPage,
  RecoveryView,
  SecurityInfoView,
  StepName,
} from '../api/contract.ts';

const minute = 60_000;
const now = Date.UTC(2026, 4, 3, 12, 5);
/** Far ahead, so that nothing expires while someone looks at it. */
const later = Date.UTC(2031, 4, 3, 12, 15);

const request = {
  address:
    'http://127.0.0.1:4001/present?client_id=x509_hash%3AaGVsbG8&request_uri=http%3A%2F%2Flocalhost%3A4000%2Fopenid4vp%2Frequest%2F0123456789abcdef',
  expiresAt: later,
};

const camera = { page: 'faceCheck', client: { kind: 'camera' }, otherDevice: true } as const;
const phone = { page: 'withPhone', strangers: 0, expiresAt: later } as const;
const who = { browser: 'Safari · iPhone', network: '198.51.100.0/24', sameLine: false };

const method = { passkey: 'Chrome, Android', password: '', totp: 'Authenticator' };

const visit = (underWay: boolean) => ({
  ...camera,
  client: { kind: 'hostedPage', provider: 'Clear Faces', host: 'check.faces.example', underWay } as const,
});

/** Every kind of page, some in several states, each as the server would tell it. */
export const pages: Readonly<Record<string, readonly [StepName | null, RecoveryPage]>> = {
  explain: [null, { page: 'explain' }],
  chooseCountry: [
    'identity-verification',
    { page: 'chooseCountry', suggestedCountry: 'DE', countries: ['DE', 'PT'], walletFirst: true },
  ],
  goToProvider: [
    'identity-verification',
    { page: 'goToProvider', providerName: 'Nordlicht Identity', country: 'DE', returned: false },
  ],
  returned: [
    'identity-verification',
    { page: 'goToProvider', providerName: 'Nordlicht Identity', country: 'DE', returned: true },
  ],
  providerDown: ['identity-verification', { page: 'providerDown', providerName: 'Nordlicht Identity' }],
  present: [
    'presentation',
    {
      ...{ page: 'present', inBrowser: false, otherDevice: true, phoneEnded: 'wrongCodes' },
      asked: ['names', 'birthDate', 'issuingCountry', 'portrait'],
    },
  ],
  presentInBrowser: [
    'presentation',
    {
      ...{ page: 'present', inBrowser: true, otherDevice: false, phoneEnded: null },
      asked: ['names', 'birthDate', 'portrait'],
    },
  ],
  waitingHere: ['presentation', { page: 'waitingForWallet', request }],
  phoneOffered: [
    'presentation',
    {
      ...{ ...phone, purpose: 'wallet', at: 'offered' },
      link: `https://recover.example.org/phone#link=01980000-0000-7000-8000-000000000000.${'x'.repeat(43)}`,
    },
  ],
  phoneJoined: ['presentation', { ...phone, purpose: 'wallet', at: 'joined', who, strangers: 1 }],
  phoneCode: [
    'face-check',
    { ...phone, purpose: 'faceCheck', at: 'code', who: { ...who, sameLine: true }, triesLeft: 2 },
  ],
  waitingTime: ['face-check', { page: 'waiting', until: later }],
  waitingOver: ['face-check', { page: 'waiting', until: now }],
  faceCheck: ['face-check', { ...camera, triesLeft: 3, problem: null, phoneEnded: null }],
  faceDark: ['face-check', { ...camera, triesLeft: 1, problem: 'tooDark', phoneEnded: 'outOfTime' }],
  faceVisit: ['face-check', { ...visit(false), triesLeft: 3, problem: null, phoneEnded: null }],
  faceVisitAgain: ['face-check', { ...visit(false), triesLeft: 2, problem: 'unreadable', phoneEnded: null }],
  faceVisitWaiting: ['face-check', { ...visit(true), triesLeft: 3, problem: null, phoneEnded: null }],
  faceUnavailable: [
    'face-check',
    { ...camera, client: { kind: 'unavailable' }, triesLeft: 3, problem: null, phoneEnded: null },
  ],
  checking: ['face-check', { page: 'checking' }],
  accessPass: ['re-enrolment', { page: 'accessPass', expiresAt: null, expired: false, mayIssue: true }],
  passShownBefore: ['re-enrolment', { page: 'accessPass', expiresAt: later, expired: false, mayIssue: true }],
  passExpired: ['re-enrolment', { page: 'accessPass', expiresAt: now, expired: true, mayIssue: true }],
  passOver: ['re-enrolment', { page: 'accessPass', expiresAt: now, expired: true, mayIssue: false }],
  enrol: ['re-enrolment', { page: 'enrol', enrolmentOpen: true, newMethodReady: false }],
  enrolReady: ['re-enrolment', { page: 'enrol', enrolmentOpen: false, newMethodReady: true }],
  enrolOver: ['re-enrolment', { page: 'enrol', enrolmentOpen: false, newMethodReady: false }],
  rehearsed: [null, { page: 'rehearsed' }],
  recovered: [
    null,
    {
      page: 'recovered',
      at: now,
      added: [{ kind: 'passkey', label: 'Firefox, Windows' }],
      disabled: [
        { kind: 'passkey', label: method.passkey },
        { kind: 'password', label: '' },
        { kind: 'totp', label: method.totp },
      ],
      sessionsEnded: 2,
    },
  ],
  notConfirmed: [null, { page: 'notConfirmed' }],
  tryLater: [null, { page: 'tryLater' }],
  ended: [null, { page: 'ended' }],
};

/** What a phone sees, in each of its states. */
export const phoneView = (name: string): PhoneView => {
  const nows: Readonly<Record<string, PhoneView['now']>> = {
    naming: { page: 'naming' },
    wallet: { page: 'wallet' },
    camera: { page: 'faceCheck', triesLeft: 3, problem: null },
    code: { page: 'code', code: '7K3M-Q9XA', expiresAt: later },
    over: { page: 'over' },
  };
  return {
    ...{ purpose: 'faceCheck', rehearsal: name === 'code', account: 'ma•••t@alderfinch.example' },
    started: { at: now, browser: 'Firefox · Windows', network: '192.0.2.0/24', sameLine: name === 'over' },
    now: nows[name] ?? { page: 'over' },
  };
};

export const recoveryView = (name: string): RecoveryView | null => {
  const found = pages[name];
  if (found === undefined) return null;
  const [step, page] = found;
  return {
    caseNumber: 'K7QF-2M9D',
    rehearsal: name === 'rehearsed' || name === 'explain',
    identifier: 'mara.lindqvist',
    step,
    now: page,
  };
};

export const securityInfoView: SecurityInfoView = {
  methods: [
    { id: '1', kind: 'passkey', label: 'Firefox, Windows', addedAt: now, lastUsedAt: now, disabledAt: null },
    {
      id: '2',
      kind: 'totp',
      label: 'Authenticator',
      addedAt: now,
      lastUsedAt: null,
      disabledAt: now - minute,
    },
    { id: '3', kind: 'password', label: '', addedAt: now, lastUsedAt: now, disabledAt: null },
  ],
  sessions: [
    { id: 'a', current: true, startedAt: now, lastSeenAt: now, device: 'Firefox, Windows' },
    { id: 'b', current: false, startedAt: now, lastSeenAt: now - 9 * minute, device: 'Chrome, Android' },
  ],
};

export const enrolmentView = (name: string): EnrolmentView => ({
  accountName: 'mara.lindqvist',
  displayName: 'Mara Lindqvist',
  expiresAt: later,
  reason: name === 'invited' ? 'invitation' : 'recovery',
  passwordSet: name === 'app',
  done: name === 'donePasskey' ? 'passkey' : name === 'donePassword' ? 'password' : null,
});

export const outboxView = {
  mails: [
    {
      id: '1',
      to: 'mara.lindqvist@alderfinch.example',
      subject: 'Someone asked to recover your account',
      text: 'Hello Mara,\n\nsomeone started to recover your account today at 14:05.',
      at: now,
    },
  ],
};

export const organisationView = {
  name: 'Alder & Finch',
  helpDesk: { phone: '+49 30 5550 1234', email: 'help@alderfinch.example' },
  example: true,
  language: 'en',
  languages: ['en', 'de', 'ar'],
  logo: null,
  accent: null,
  explainer: { en: '', de: '', ar: '' },
};
