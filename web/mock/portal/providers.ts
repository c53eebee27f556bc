import type { AnchorView, ProviderView, StatusListView } from '../../admin/providers/answers.ts';
import type { FaceChecksView, VendorView } from '../../admin/providers/face-check-answers.ts';
import { type Answers, canned } from './answers.ts';

const now = Date.now();
const day = 86_400_000;
const sdJwt = { format: 'dc+sd-jwt', type: 'urn:example:identity:1' } as const;

const provider: ProviderView = {
  ...{ id: 'nordic-1', version: 3, name: 'Nordic Identity', enabled: true, sandbox: false, state: 'ready' },
  address: 'https://idv.nordic.example/start',
  statusAddress: 'https://idv.nordic.example/status',
  countries: ['DE', 'AT', 'SE', 'NO', 'FI'],
  documents: ['passport', 'identityCard', 'residencePermit'],
  credentials: [sdJwt, { format: 'mso_mdoc', type: 'eu.europa.ec.eudi.pid.1' }],
  ...{ assurance: 'substantial', chargesPerCheck: true, price: '2.10 EUR a check' },
  reports: [
    {
      ...{ subject: 'presentationAttack', standard: 'ISO/IEC 30107-3 level 2', reference: 'Lab 4711' },
      ...{ issuedOn: '2026-02-01', validUntil: '2028-01-31' },
    },
    {
      ...{ subject: 'injection', standard: 'CEN/TS 18099', reference: '', issuedOn: '2024-05-01' },
      validUntil: '2026-04-30',
    },
  ],
  acceptedWithoutReport: null,
  contact: { name: 'Support', email: 'support@nordic.example', phone: '+46 8 555 0142' },
  health: { checkedAt: now - 40_000, problem: null, tookMs: 84, failingSince: null },
  untrusted: [],
  usedBy: [{ id: 'staff', name: 'Staff', mode: 'production' }],
};

const items: readonly ProviderView[] = [
  provider,
  {
    ...provider,
    ...{ id: 'beamten-2', name: 'Bundesbeamtenausweisprüfgesellschaft', state: 'degraded', reports: [] },
    ...{ countries: ['DE'], price: '', usedBy: [] },
    acceptedWithoutReport: {
      ...{ by: 'admin:a-1', displayName: 'Ines Albrecht', at: '2026-05-01T10:00:00.000Z' },
      reason: 'A pilot of four weeks',
    },
    health: { checkedAt: now - 20_000, problem: 'timeout', tookMs: 2_000, failingSince: now - 3_600_000 },
  },
  {
    ...provider,
    ...{ id: 'new-3', name: 'هوية الخليج', state: 'notConfigured', reports: [], usedBy: [], health: null },
    ...{ countries: 'any', untrusted: [sdJwt], credentials: [sdJwt] },
  },
  {
    ...provider,
    ...{ id: 'sandbox', name: 'Specimen ID', state: 'sandbox', sandbox: true, price: '', reports: [] },
    ...{ countries: 'any', assurance: 'unstated', chargesPerCheck: false },
  },
];

const anchor: AnchorView = {
  ...{ id: 'nordic-root', kind: 'x509', name: 'Nordic Identity root', enabled: true, sandbox: false },
  ...{ mayIssue: [sdJwt], countries: ['DE', 'AT', 'SE'], state: 'on', did: null },
  certificate: {
    subject: 'CN=Nordic Identity Root CA 3, O=Nordic Identity AB, C=SE',
    issuer: 'CN=Nordic Identity Root CA 3, O=Nordic Identity AB, C=SE',
    validFrom: now - 400 * day,
    validUntil: now + 2_000 * day,
    fingerprint:
      '9F:86:D0:81:88:4C:7D:65:9A:2F:EA:A0:C5:5A:D0:15:A3:BF:4F:1B:2B:0B:82:2C:D1:5D:6C:15:B0:F0:0A:08',
  },
  usedBy: [{ id: 'staff', name: 'Staff', mode: 'production' }],
};

const anchors: readonly AnchorView[] = [
  anchor,
  {
    ...anchor,
    ...{ id: 'old', name: 'Bundesbeamtenausweisprüfstelle', state: 'expiresSoon', countries: ['DE'] },
    certificate: anchor.certificate && { ...anchor.certificate, validUntil: now + 20 * day },
  },
  { ...anchor, ...{ id: 'gone', name: 'Former issuer', state: 'off', enabled: false, usedBy: [] } },
  {
    ...anchor,
    ...{
      id: 'did',
      kind: 'did',
      name: 'Campus cards',
      certificate: null,
      did: 'did:web:cards.campus.example',
    },
    ...{ mayIssue: [{ format: 'jwt_vc_json', type: 'StudentCard' }], countries: 'any', usedBy: [] },
  },
];

const vendor = {
  ...{ id: 'clear-faces', version: 2, name: 'Clear Faces', enabled: true, state: 'ready', owed: 1 },
  ...{ address: 'https://api.faces.example/v1', pageOrigin: 'https://check.faces.example' },
  presentationAttackDetection: {
    assurance: 'iso30107-3-L2',
    evidence: { address: 'https://lab.example/letters/4711.pdf', date: '2026-03-31' },
  },
  recommendedThreshold: 80,
  health: { checkedAt: now, problem: null, tookMs: 84, failingSince: null },
  usedBy: [{ id: 'staff', name: 'Staff', mode: 'production' }],
} satisfies VendorView;
const faceChecks: FaceChecksView = {
  builtIn: {
    enabled: true,
    version: 'human-3.3.6+dlib-1',
    ...{ recommendedThreshold: 70, presentationAttackDetection: { assurance: 'none', evidence: null } },
  },
  items: [
    vendor,
    {
      ...{ ...vendor, id: 'own-word', name: 'Own Word', state: 'owing', owed: 12, usedBy: [] },
      presentationAttackDetection: { assurance: 'vendor-claimed', evidence: null },
    },
  ],
};

const list: StatusListView = {
  address: 'https://status.nordic-identity.example/lists/1',
  mediaType: 'application/statuslist+jwt',
  anchor: { id: 'nordic-root', name: 'Nordic Identity root' },
  ...{ state: 'fresh', checkedAt: now - 60_000, problem: null, failingSince: null },
  held: {
    ...{ fetchedAt: now - 40 * 60_000, bytes: 131_072, issuedAt: now - 60 * 60_000 },
    ...{ expiresAt: now + 12 * 60 * 60_000, keptUntil: now + 20 * 60_000 },
  },
};

const lists: readonly StatusListView[] = [
  list,
  {
    ...list,
    ...{ address: 'https://ausweis.bund.example/status/2026/tokenstatuslist/7f1c9b', state: 'failing' },
    anchor: { id: 'old', name: 'Bundesbeamtenausweisprüfstelle' },
    ...{ problem: 'unreachable', failingSince: now - 3 * 60 * 60_000 },
  },
  {
    ...list,
    ...{
      address: 'https://cards.campus.example/status',
      state: 'due',
      held: list.held && { ...list.held, expiresAt: null },
    },
    anchor: { id: 'did', name: 'Campus cards' },
  },
];

export const providers: Answers = {
  'GET /face-checks': faceChecks,
  'GET /face-checks/clear-faces': vendor,
  'POST /face-checks': canned(422, {
    error: 'invalid',
    fields: [
      { field: 'address', code: 'httpsAddress' },
      { field: 'secret', code: 'required' },
      { field: 'pageOrigin', code: 'origin' },
      { field: 'presentationAttackDetection.evidence', code: 'letterMissing' },
    ],
  }),
  'GET /providers': (page: string) => ({
    items: page === 'none' ? [] : items,
    forProviders: {
      issuer: 'https://recover.alderfinch.example',
      keysAddress: 'https://recover.alderfinch.example/.well-known/jwks.json',
      returnAddress: 'https://recover.alderfinch.example/recover/returned',
    },
  }),
  'GET /providers/nordic-1': provider,
  'POST /providers': canned(422, {
    error: 'invalid',
    fields: [
      { field: 'name', code: 'required' },
      { field: 'address', code: 'invalid' },
      { field: 'credentials.0.type', code: 'required' },
    ],
  }),
  'POST /providers/nordic-1/test': { checkedAt: now, problem: 'status', tookMs: 40, failingSince: now },
  'GET /status-lists': (page: string) => ({
    items: page === 'none' ? [] : lists,
    refused: { recoveries: page === 'none' ? 0 : 4, isMore: false, from: now - 7 * day },
  }),
  'GET /trust-anchors': (page: string) => ({ items: page === 'none' ? [] : anchors }),
  'POST /trust-anchors/inspect': anchor.certificate,
  'POST /trust-anchors': canned(202, { approval: { id: 'ap-1', expiresAt: now + 3 * day } }),
};
