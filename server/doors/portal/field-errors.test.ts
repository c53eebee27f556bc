import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestPortal, type TestPortal } from './test-portal.ts';

/** Every form of the portal, each field of it, with what nobody can mean: a sentence at that field, in every language, or it is taken. */

type Fields = Readonly<Record<string, unknown>>;
const languages = ['en', 'de', 'ar'] as const;
const textsOf = (section: string, language: string) =>
  JSON.parse(readFileSync(`texts/portal/${section}/${language}.json`, 'utf8'));

/** Codes that the pages have a sentence for, in the frame or in the form's own section. */
const codes = languages.map((language) =>
  Object.keys({
    ...textsOf('frame', language).fieldErrors,
    ...textsOf('people', language).fieldCode,
    ...textsOf('providers', language).anchors.wrong,
  }),
);

const bad = {
  nothing: null,
  empty: '',
  number: 7,
  huge: 10 ** 12,
  fraction: 1.5,
  list: [],
  'list of nothing': [''],
  object: {},
  '10 000 characters': 'x'.repeat(10_000),
  'a turned direction': 'Finch \u202egpj.exe',
  'nothing that is seen': '\u200b',
  'nothing but a joiner': '\u200d',
  'a letter that is not drawn': '\u3164',
  'a line break': 'one\ntwo',
  'U+0000': 'Fin\0ch',
  script: '<script>alert(1)</script>',
} as const;
/** Whatever the field: it is never stored. */
const deceives = [
  ...['10 000 characters', 'a turned direction', 'nothing that is seen', 'nothing but a joiner'],
  ...['a letter that is not drawn', 'U+0000'],
];

const policy = {
  ...{ minimumLifetimeInMinutes: 60, maximumLifetimeInMinutes: 480, defaultLifetimeInMinutes: 60 },
  ...{ defaultLength: 8, isUsableOnce: false },
};
const inEachLanguage = { en: '', de: '', ar: '' };
const kind = { format: 'dc+sd-jwt', type: 'urn:example:identity:1' } as const;
const profile = {
  ...{ name: 'Form', description: '', enabled: true, includeGroups: ['Staff'] },
  providersByCountry: { default: ['sandbox'] },
  claimBindings: [
    { attribute: 'names', claim: 'names', matchConfidenceLevel: 'relaxed', required: true },
    { attribute: 'birthDate', claim: 'birthDate', matchConfidenceLevel: 'exact', required: true },
  ],
  acceptedCredentials: [
    { format: 'dc+sd-jwt', type: 'urn:regain:sandbox:identity:1', anchorIds: ['sandbox'] },
  ],
  faceCheck: { threshold: 70, acceptWithoutLiveness: false },
  maximumCredentialAgeHours: { provider: 24, walletFirst: 2_160 },
  ...{ walletFirst: false, crossDevice: false, crossDeviceWaitHours: 0 },
};

const vendor = {
  ...{ name: 'Clear Faces', address: 'https://face.example/v1', pageOrigin: 'https://face.example' },
  presentationAttackDetection: {
    assurance: 'iso30107-3-L1',
    evidence: { address: 'https://laboratory.example/letter', date: '2026-03-31' },
  },
  ...{ recommendedThreshold: 80, secret: 'our key' },
};
const person = {
  ...{ accountName: 'form', givenName: 'Ana', surname: 'Lopes', birthDate: '1988-04-12', country: 'PT' },
  ...{ employeeNumber: 'E-1', mails: ['ana@example.org'] },
};

/** What stands in pointed brackets is made before the first form is sent. */
const forms: readonly (readonly [string, 'POST' | 'PUT' | 'PATCH', string, Fields])[] = [
  [
    ...(['organisation', 'PUT', 'settings/organisation'] as const),
    {
      ...{ name: 'Finch', helpDesk: { phone: '', email: '' }, defaultCountry: 'DE', language: 'en' },
      offeredLanguages: ['en'],
    },
  ],
  ['pass policy', 'PUT', 'settings/pass-policy', policy],
  ['pass scope', 'PUT', 'settings/pass-scope', { groups: ['Staff'] }],
  ['care with people', 'PUT', 'settings/people', { holdHours: 72, aloneUpTo: 20 }],
  ['retention', 'PUT', 'settings/retention', { personalDays: 90, mailsDays: 30 }],
  ['second person', 'PUT', 'settings/second-person', { required: true }],
  ['choice of profile', 'PUT', 'settings/profile-choice', { strictestFirst: true }],
  ['own words', 'PUT', 'settings/texts', { explainer: inEachLanguage, mailClosing: inEachLanguage }],
  ['colour', 'PUT', 'settings/colour', { colour: '#0b5c6b' }],
  ['logo', 'PUT', 'settings/logo', { picture: null }],
  [
    ...(['private address', 'POST', 'settings/private-addresses'] as const),
    { host: 'id.corp.example', range: '10.0.0.0/24', reason: 'Ours' },
  ],
  [
    ...(['issuer by DID', 'POST', 'trust-anchors'] as const),
    {
      ...{ kind: 'did', name: 'Form', did: 'did:web:form.example', countries: ['DE'] },
      mayIssue: [{ format: 'jwt_vc_json', type: 'VerifiedEmployee' }],
    },
  ],
  [
    ...(['certificate', 'POST', 'trust-anchors'] as const),
    { kind: 'x509', name: 'Form', certificate: 'x', countries: ['DE'], mayIssue: [kind] },
  ],
  [
    ...(['provider', 'POST', 'providers'] as const),
    {
      ...{ name: 'Form', address: 'https://form.example/', statusAddress: 'https://form.example/up' },
      ...{ countries: ['DE'], documents: ['passport'], credentials: [kind], assurance: 'high' },
      ...{ chargesPerCheck: false, price: '', contact: { name: '', email: '', phone: '' } },
      reports: [
        {
          ...{ subject: 'presentationAttack', standard: 'ISO 30107-3', reference: '' },
          ...{ issuedOn: '2026-01-01', validUntil: '2027-01-01' },
        },
      ],
      acceptedWithoutReport: { reason: 'A pilot' },
    },
  ],
  ['person', 'POST', 'people', { ...person, groups: ['Staff'] }],
  ['change of a person', 'PATCH', 'people/<person>', { ...person, accountName: 'changed' }],
  ['vendor of face checks', 'POST', 'face-checks', vendor],
  ['change of a vendor', 'PUT', 'face-checks/<vendor>', vendor],
  ['exclusions', 'PUT', 'exclusions', { groups: ['Interns'] }],
  ['group', 'POST', 'groups/members', { group: 'Staff', add: [], remove: [] }],
  ['group name', 'POST', 'groups/rename', { from: 'Staff', to: 'Staff' }],
  ['profile', 'POST', 'profiles', profile],
  [
    ...(['required recovery', 'POST', 'recovery-requirements'] as const),
    { scope: { kind: 'list', text: 'nobody' }, cannotRecover: 'skip', notify: false },
  ],
];

/** Each place in a form that somebody fills in: `contact.email`, `reports.0.standard`. */
function placesIn(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return path === '' ? [] : [path];
  const inside = Object.entries(value).flatMap(([key, each]) =>
    placesIn(each, path === '' ? key : `${path}.${key}`),
  );
  return path === '' ? inside : [path, ...inside];
}

function withBad(value: unknown, [key = '', ...rest]: readonly string[], wrong: unknown): unknown {
  if (key === '') return wrong;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...value]
    : { ...(value as Fields) };
  (copy as Record<string, unknown>)[key] = withBad((value as Fields)[key], rest, wrong);
  return copy;
}

let portal: TestPortal;
const made: Record<string, string> = {};
beforeAll(async () => {
  portal = await openTestPortal({ example: true });
  const make = async (path: string, body: Fields): Promise<string> => {
    const told = await portal.ask('Recovery Administrator', 'POST', `/api/admin/${path}`, { body });
    expect(told.status, JSON.stringify(told.body)).toBe(201);
    return told.body.id;
  };
  made['<person>'] = await make('people', { ...person, accountName: 'to.change' });
  made['<vendor>'] = await make('face-checks', { ...vendor, name: 'To change' });
});
afterAll(() => portal.close());
beforeEach(() => portal.signInAgain());

/** The version that an edit has to name, as it is now. */
async function headersFor(method: string, path: string): Promise<Readonly<Record<string, string>>> {
  if (method === 'POST') return {};
  const read = (url: string) => portal.ask('Recovery Administrator', 'GET', `/api/admin/${url}`);
  if (!path.startsWith('settings/')) {
    const { headers } = await read(path === 'exclusions' ? 'profile-surroundings' : path);
    return { 'if-match': String(headers.etag) };
  }
  const { body } = await read('settings');
  const section = path.replace('settings/', '').replace(/-(\w)/g, (_, first) => first.toUpperCase());
  const { version } = body[{ colour: 'branding', logo: 'branding' }[section] ?? section];
  return { 'if-match': `"${version}"` };
}

describe.each(forms)('%s', (_name, method, address, good) => {
  // The kind of a union says which other fields there are.
  const places = placesIn(good).filter((place) => !/(^|\.)kind$/.test(place));

  test.each(Object.entries(bad))('%s in any field', async (what, wrong) => {
    const path = address.replace(/<\w+>/, (name) => made[name] ?? '');
    let headers = await headersFor(method, path);
    for (const place of places) {
      const told = await portal.ask('Recovery Administrator', method, `/api/admin/${path}`, {
        body: withBad(good, place.split('.'), wrong),
        headers,
      });
      // What was refused has changed nothing.
      if (told.status !== 422) headers = await headersFor(method, path);
      const where = `${place}: ${JSON.stringify(wrong)?.slice(0, 40)} → ${told.status} ${JSON.stringify(told.body)}`;
      expect([200, 201, 202, 409, 422], where).toContain(told.status);
      if (told.status < 300) expect(deceives, where).not.toContain(what);
      if (told.status !== 422) continue;
      const fields: readonly { readonly field: string; readonly code: string }[] = told.body.fields ?? [];
      const isForm = told.body.reason !== undefined;
      if (!isForm) expect(fields.length, where).toBeGreaterThan(0);
      for (const { code } of fields) {
        expect(code, where).not.toBe('invalid');
        for (const known of codes) expect(known, where).toContain(code);
      }
    }
  });
});
