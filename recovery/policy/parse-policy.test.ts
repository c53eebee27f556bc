import { describe, expect, test } from 'vitest';
import { bindClaim } from './claim-binding.ts';
import { defaultProfile } from './default-profile.ts';
import { parseOrganisationPolicy, parseProfile, parseProfiles } from './parse-policy.ts';
import type { OrganisationPolicy, Profile } from './profile.ts';

const organisation: OrganisationPolicy = {
  version: 1,
  name: 'Alder & Finch',
  helpDesk: { phone: '+49 30 5550', email: 'help@alderfinch.example' },
  excludedGroups: ['Board'],
  excludedAccountIds: [],
  trustAnchors: [
    {
      kind: 'x509',
      id: 'sandbox',
      name: 'Sandbox',
      certificatePem: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
      mayIssue: [{ format: 'dc+sd-jwt', type: 'urn:regain:sandbox:identity:1' }],
      countries: ['DE', 'PT'],
      enabled: true,
      sandbox: true,
    },
    {
      ...{ kind: 'did', id: 'employer', name: 'Employer', did: 'did:web:id.alderfinch.example' },
      ...{ mayIssue: 'any', countries: 'any', enabled: true, sandbox: false },
    },
  ],
  passScope: 'everyone',
  defaultCountry: 'DE',
  language: 'en',
  secondPersonRequired: true,
};
const surroundings = { organisation, providerIds: ['sandbox'], faceCheckIds: ['built-in'], example: false };
const profile: Profile = defaultProfile({
  id: 'staff',
  name: 'Staff',
  priority: 0,
  includeGroups: ['Staff'],
  providerIds: ['sandbox'],
  acceptedCredentials: [
    { format: 'dc+sd-jwt', type: 'urn:regain:sandbox:identity:1', anchorIds: ['sandbox'] },
  ],
});
const names = bindClaim('names', { matchConfidenceLevel: 'relaxed' });
const birthDate = bindClaim('birthDate');
const credential = profile.acceptedCredentials[0];
const kind = { format: 'dc+sd-jwt', type: 'urn:regain:sandbox:identity:1' } as const;

function problemsOf(input: unknown, changed: Partial<typeof surroundings> = {}): readonly string[] {
  const result = parseProfile(input, { ...surroundings, ...changed });
  return result.kind === 'parsed' ? [] : result.problems.map(({ path, message }) => `${path}: ${message}`);
}

/** Every object key of a value, as paths. */
function keyPaths(value: unknown, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).map(
    ([key, child]) => [Array.isArray(value) ? Number(key) : key, child] as const,
  );
  return inside.flatMap(([key, child]) => [
    ...(Array.isArray(value) ? [] : [[...path, key]]),
    ...keyPaths(child, [...path, key]),
  ]);
}

function without(value: unknown, path: readonly (string | number)[]): unknown {
  const copy = structuredClone(value);
  const parent = path.slice(0, -1).reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], copy);
  delete (parent as Record<string, unknown>)[path.at(-1) as string];
  return copy;
}

describe('a default profile', () => {
  test('is valid, and strict where it can be (R21, R39, D22, D25)', () => {
    expect(parseProfile(structuredClone(profile), surroundings)).toEqual({ kind: 'parsed', value: profile });
    expect(profile).toEqual({
      id: 'staff',
      name: 'Staff',
      description: '',
      version: 1,
      enabled: true,
      mode: 'evaluation',
      priority: 0,
      includeGroups: ['Staff'],
      providersByCountry: { default: ['sandbox'] },
      claimBindings: [names, birthDate],
      acceptedCredentials: [credential],
      faceCheck: { provider: 'built-in', threshold: 70, acceptedWithoutLiveness: null },
      maximumCredentialAgeHours: { provider: 24, walletFirst: 2160 },
      walletFirst: false,
      crossDevice: false,
      crossDeviceWaitHours: 0,
    });
  });
});

describe('configuration is validated as a whole (T15)', () => {
  test.each(keyPaths(profile).map((path) => [path.join('.'), path] as const))(
    'deleting %s is refused',
    (_, path) => {
      expect(problemsOf(without(profile, path))).not.toEqual([]);
    },
  );

  test.each<[string, object, string]>([
    ['a step switched off', { steps: [] }, ': Unrecognized key: "steps"'],
    [
      'face check switched off',
      { faceCheck: null },
      'faceCheck: Invalid input: expected object, received null',
    ],
    [
      'threshold 49',
      { faceCheck: { ...profile.faceCheck, threshold: 49 } },
      'faceCheck.threshold: must be 50 to 100',
    ],
    [
      'threshold 101',
      { faceCheck: { ...profile.faceCheck, threshold: 101 } },
      'faceCheck.threshold: must be 50 to 100',
    ],
    ['no bindings', { claimBindings: [] }, 'claimBindings: names must be bound'],
    ['names not bound', { claimBindings: [birthDate] }, 'claimBindings: names must be bound'],
    ['names twice', { claimBindings: [names, names] }, 'claimBindings: binds the same attribute twice'],
    [
      'names that an account may lack',
      { claimBindings: [{ ...names, required: false }, birthDate] },
      'claimBindings.0: names are always required',
    ],
    [
      'an attribute and a claim that do not belong together',
      { claimBindings: [names, bindClaim('employeeNumber', { claim: 'birthDate' })] },
      'claimBindings.1: this attribute cannot be compared with this claim',
    ],
    [
      'birth date relaxed',
      { claimBindings: [names, { ...birthDate, matchConfidenceLevel: 'relaxed' }] },
      'claimBindings.1: only names can be compared relaxed',
    ],
    [
      'no credential',
      { acceptedCredentials: [] },
      'acceptedCredentials: must accept at least one credential',
    ],
    [
      'no anchor',
      { acceptedCredentials: [{ ...credential, anchorIds: [] }] },
      'acceptedCredentials.0.anchorIds: must name at least one trust anchor',
    ],
    [
      'anchor that does not exist',
      { acceptedCredentials: [{ ...credential, anchorIds: ['ghost'] }] },
      "acceptedCredentials.0.anchorIds: no trust anchor has the id 'ghost'",
    ],
    [
      'a format that no verifier reads',
      { acceptedCredentials: [{ ...credential, format: 'ldp_vc' }] },
      'acceptedCredentials.0.format: must be one of dc+sd-jwt, mso_mdoc, jwt_vc_json',
    ],
    [
      'the same credential twice',
      { acceptedCredentials: [credential, credential] },
      'acceptedCredentials: accepts the same credential twice',
    ],
    [
      'a type that its anchor may not issue (T6)',
      { acceptedCredentials: [{ ...credential, type: 'urn:eudi:pid:1' }] },
      "acceptedCredentials.0.anchorIds: the trust anchor 'sandbox' may not issue this credential",
    ],
    [
      'a format that its anchor cannot sign',
      { acceptedCredentials: [{ ...credential, anchorIds: ['employer'] }] },
      "acceptedCredentials.0.anchorIds: the trust anchor 'employer' may not issue this credential",
    ],
    [
      'no provider',
      { providersByCountry: { default: [] } },
      'providersByCountry.default: must name at least one provider',
    ],
    [
      'no provider for a country',
      { providersByCountry: { default: ['sandbox'], PT: [] } },
      'providersByCountry.PT: must name at least one provider',
    ],
    [
      'provider twice',
      { providersByCountry: { default: ['sandbox', 'sandbox'] } },
      'providersByCountry.default: names the same id twice',
    ],
    [
      'provider that does not exist',
      { providersByCountry: { default: ['ghost'] } },
      "providersByCountry.default: no provider has the id 'ghost'",
    ],
    [
      'country that does not exist',
      { providersByCountry: { default: ['sandbox'], ZZ: ['sandbox'] } },
      'providersByCountry.ZZ: is no ISO 3166-1 alpha-2 country code',
    ],
    [
      'age 0',
      { maximumCredentialAgeHours: { provider: 0, walletFirst: 1 } },
      'maximumCredentialAgeHours.provider: must be more than 0 hours',
    ],
    [
      'groups as a word',
      { includeGroups: 'all' },
      "includeGroups: must be 'everyone' or a list of group names",
    ],
    [
      'names alone in production (R21)',
      { mode: 'production', claimBindings: [names, { ...birthDate, required: false }] },
      'claimBindings: names alone cannot prove an identity in production: require birthDate too',
    ],
  ])('%s', (_, changed, problem) => {
    expect(problemsOf({ ...profile, ...changed })).toEqual([problem]);
  });

  test('names alone are storable in evaluation, and in an example (R21, D3)', () => {
    expect(problemsOf({ ...profile, claimBindings: [names] })).toEqual([]);
    expect(problemsOf({ ...profile, mode: 'production', claimBindings: [names] }, { example: true })).toEqual(
      [],
    );
  });

  test('an admin who accepted the missing liveness is named, with the time', () => {
    const accepted = (acceptedWithoutLiveness: object) => ({
      ...profile,
      faceCheck: { provider: 'built-in', threshold: 70, acceptedWithoutLiveness },
    });
    expect(problemsOf(accepted({ by: 'anders', at: '2026-11-22T10:00:00Z' }))).toEqual([]);
    expect(problemsOf(accepted({ by: ' ', at: 'yesterday' }))).toHaveLength(2);
  });

  test('profiles together: ids once, priorities counted up from 0', () => {
    const second = { ...profile, id: 'workshop', priority: 1 };
    expect(parseProfiles([profile, second], surroundings)).toEqual({
      kind: 'parsed',
      value: [profile, second],
    });
    const refused = (...profiles: unknown[]) => {
      const result = parseProfiles(profiles, surroundings);
      return result.kind === 'parsed' ? [] : result.problems;
    };
    expect(refused(profile, { ...profile, priority: 1 })).toMatchObject([
      { path: '', message: 'two profiles have the same id' },
    ]);
    expect(refused(profile, { ...second, priority: 2 })).toMatchObject([
      { path: '', message: 'priorities must count up from 0 without a gap' },
    ]);
    expect(refused(profile, { ...second, claimBindings: [] })).toMatchObject([
      { path: '1.claimBindings', message: 'names must be bound' },
    ]);
  });
});

describe('the organisation policy', () => {
  test('is parsed', () => {
    expect(parseOrganisationPolicy(structuredClone(organisation))).toEqual({
      kind: 'parsed',
      value: organisation,
    });
  });

  test('without a word about a second person, one is required (T23)', () => {
    expect(parseOrganisationPolicy(without(organisation, ['secondPersonRequired']))).toEqual({
      kind: 'parsed',
      value: { ...organisation, secondPersonRequired: true },
    });
  });

  const others = keyPaths(organisation).filter(([key]) => key !== 'secondPersonRequired');
  test.each(others.map((path) => [path.join('.'), path] as const))(
    'deleting %s is refused (T15)',
    (_, path) => {
      expect(parseOrganisationPolicy(without(organisation, path)).kind).toBe('invalid');
    },
  );

  test.each<[object, string]>([
    [{ defaultCountry: 'Germany' }, 'defaultCountry: is no ISO 3166-1 alpha-2 country code'],
    [
      { trustAnchors: [{ ...organisation.trustAnchors[0], certificatePem: 'x' }] },
      'trustAnchors.0.certificatePem: must be one certificate in PEM',
    ],
    [
      { trustAnchors: [organisation.trustAnchors[0], organisation.trustAnchors[0]] },
      'trustAnchors: two trust anchors have the same id',
    ],
    ...(
      [
        [{ mayIssue: [] }, 'mayIssue: must name at least one credential'],
        [{ mayIssue: 'all' }, "mayIssue: must be 'any' or a list of credentials"],
        [{ mayIssue: [kind, kind] }, 'mayIssue: names the same credential twice'],
        [
          { mayIssue: [{ format: 'jwt_vc_json', type: 'VerifiedEmployee' }] },
          'mayIssue.0.format: an anchor of kind x509 cannot issue this',
        ],
        [{ countries: ['ZZ'] }, 'countries.0: is no ISO 3166-1 alpha-2 country code'],
        [{ countries: [] }, 'countries: must name at least one country'],
        [{ countries: ['DE', 'DE'] }, 'countries: names a country twice'],
      ] as const
    ).map(([changed, problem]): [object, string] => [
      { trustAnchors: [{ ...organisation.trustAnchors[0], ...changed }] },
      `trustAnchors.0.${problem}`,
    ]),
    ...[
      'did:key:z6Mk',
      'did:web:localhost',
      'did:web:127.0.0.1',
      'did:web:id.example/path',
      'did:web:id.example#key-1',
      'did:jwk:eyJ9#0',
    ].map((did): [object, string] => [
      { trustAnchors: [{ ...organisation.trustAnchors[1], did }] },
      'trustAnchors.0.did: must be a did:web or a did:jwk',
    ]),
    [{ passScope: 'nobody' }, "passScope: must be 'everyone' or a list of group names"],
  ])('%j', (changed, problem) => {
    const result = parseOrganisationPolicy({ ...organisation, ...changed });
    expect(
      result.kind === 'invalid' && result.problems.map(({ path, message }) => `${path}: ${message}`),
    ).toEqual([problem]);
  });
});
