import { describe, expect, test } from 'vitest';
import { evidenceOf, type Provider, parseProvider } from './index.ts';

const provider: Provider = {
  id: 'example-id',
  version: 1,
  name: 'Example ID',
  sandbox: false,
  enabled: true,
  address: 'https://idv.example/start?plan=basic',
  statusAddress: 'https://idv.example/status',
  countries: ['DE', 'PT'],
  documents: ['passport', 'identityCard'],
  credentials: [{ format: 'dc+sd-jwt', type: 'urn:example:id' }],
  assurance: 'substantial',
  chargesPerCheck: true,
  price: '2.10 EUR a check',
  reports: [
    {
      subject: 'presentationAttack',
      standard: 'ISO/IEC 30107-3 level 2',
      reference: 'Lab 4711',
      issuedOn: '2026-02-01',
      validUntil: '2027-01-31',
    },
  ],
  acceptedWithoutReport: null,
  contact: { name: 'Support', email: 'help@idv.example', phone: '' },
};
const parse = (change: object, example = false) => parseProvider({ ...provider, ...change }, { example });
const problemsOf = (change: object, example = false) => {
  const parsed = parse(change, example);
  return parsed.kind === 'invalid' ? parsed.problems.map(({ path }) => path) : [];
};

test('a whole entry comes back as it is', () => {
  expect(parse({})).toEqual({ kind: 'parsed', value: provider });
});

describe('where people are sent', () => {
  test.each([
    'http://idv.example/start',
    'javascript:alert(1)',
    'https://user@idv.example/start',
    'https://idv.example/start#here',
    'idv.example',
    '',
    'https://idv.example/start?token=mine',
    'http://127.0.0.1:4002/start',
    'https://localhost/start',
    `https://idv.example/${'x'.repeat(500)}`,
  ])('is not %s', (address) => {
    expect(problemsOf({ address })).toEqual(['address']);
  });

  test('is this machine in an example only (D2)', () => {
    expect(problemsOf({ address: 'http://127.0.0.1:4002/start' }, true)).toEqual([]);
    expect(problemsOf({ address: 'http://192.168.0.2/start' }, true)).toEqual(['address']);
    expect(problemsOf({ statusAddress: 'http://127.0.0.1:4002/healthz' })).toEqual(['statusAddress']);
  });
});

test.each([
  ['name', { name: '  ' }],
  ['name', { name: 'x'.repeat(101) }],
  ['sandbox', { sandbox: true }],
  ['countries', { countries: [] }],
  ['countries', { countries: ['DE', 'DE'] }],
  ['countries.0', { countries: ['XX'] }],
  ['documents', { documents: ['passport', 'passport'] }],
  ['documents.0', { documents: ['library card'] }],
  ['credentials', { credentials: [] }],
  ['credentials', { credentials: [...provider.credentials, ...provider.credentials] }],
  ['credentials.0.type', { credentials: [{ format: 'dc+sd-jwt', type: '' }] }],
  ['assurance', { assurance: 'total' }],
  ['price', { price: 'x'.repeat(61) }],
  ['reports.0.validUntil', { reports: [{ ...provider.reports[0], validUntil: '2026-01-31' }] }],
  ['reports.0.issuedOn', { reports: [{ ...provider.reports[0], issuedOn: '1.2.2026' }] }],
  ['reports.0.subject', { reports: [{ ...provider.reports[0], subject: 'knowledge' }] }],
  [
    'acceptedWithoutReport.reason',
    { acceptedWithoutReport: { by: 'a', at: '2026-01-01T00:00:00Z', reason: '' } },
  ],
  ['', { invented: true }],
])('a problem is told at its field: %s', (path, change) => {
  expect(problemsOf(change)).toEqual([path]);
});

test('evidence: reports hold to the end of their last day, UTC; a named admin stands beside them (R16)', () => {
  const acceptedWithoutReport = { by: 'admin:1', at: '2026-05-01T10:00:00.000Z', reason: 'pilot' };
  expect(evidenceOf({ ...provider, acceptedWithoutReport })).toEqual([
    {
      kind: 'report',
      standard: 'ISO/IEC 30107-3 level 2',
      validUntil: Date.parse('2027-01-31T23:59:59.999Z'),
    },
    { kind: 'accepted', by: 'admin:1', at: Date.parse('2026-05-01T10:00:00.000Z') },
  ]);
});
