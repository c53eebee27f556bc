import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Account } from '../../directory/index.ts';
import { bindClaim, defaultProfile, type OrganisationPolicy, type Profile } from '../../policy/index.ts';
import {
  assessEligibility,
  type EligibilityQuestion,
  type EligibilityRefusalCode,
  eligibilityRefusalCodes,
} from './assess-eligibility.ts';

const now = Date.UTC(2026, 10, 22);
const acceptedCredentials = [{ format: 'dc+sd-jwt', type: 'identity', anchorIds: ['state'] }] as const;
const staff: Profile = {
  ...defaultProfile({ id: 'staff', name: 'Staff', priority: 0, providerIds: ['p'], acceptedCredentials }),
  mode: 'production',
  includeGroups: ['Staff'],
};
const workshop: Profile = {
  ...staff,
  id: 'workshop',
  priority: 1,
  mode: 'evaluation',
  includeGroups: ['Workshop'],
};
const organisation: OrganisationPolicy = {
  version: 7,
  name: 'Alder & Finch',
  helpDesk: { phone: '', email: '' },
  excludedGroups: ['Board'],
  excludedAccountIds: [],
  trustAnchors: [],
  passScope: ['Staff', 'Workshop'],
  defaultCountry: 'PT',
  language: 'en',
  secondPersonRequired: true,
};
const mara: Account = {
  id: 'mara',
  accountName: 'mara.lindqvist',
  givenName: 'Mara',
  surname: 'Lindqvist',
  birthDate: '1988-04-12',
  country: 'DE',
  employeeNumber: '100',
  enabled: true,
  frozen: false,
  groups: ['Staff'],
  privileged: false,
  hasSignedIn: true,
  attributeHoldUntil: null,
  methodLastUsedAt: now,
  confirmedMails: [],
};
const population = [
  { group: 'Staff', country: 'DE', people: 60 },
  { group: 'Staff', country: 'PT', people: 20 },
  { group: 'Workshop', country: null, people: 20 },
  { group: 'Board', country: 'DE', people: 500 },
  { group: 'Nobody', country: 'FR', people: 500 },
];
const hashOf = (identifier: string) => createHash('sha256').update(identifier).digest();

function assess(
  account: Account | null,
  changed: Partial<EligibilityQuestion> = {},
  lookalikes: readonly Account[] = [],
) {
  return assessEligibility({
    recoveryId: 'r1',
    lookup: { account, lookalikes },
    profiles: [workshop, staff],
    organisation,
    identifierHash: hashOf('mara'),
    population,
    now,
    ...changed,
  });
}
const twin: Account = { ...mara, id: 'mara2', employeeNumber: '200', enabled: false };

describe('who is eligible (behaviour.md 3.1)', () => {
  test('an ordinary account: rules and country are fixed for the whole recovery (D17)', () => {
    expect(structuredClone(assess(mara))).toEqual({
      applicant: {
        kind: 'eligible',
        recoveryId: 'r1',
        accountId: 'mara',
        country: 'DE',
        policy: { profile: staff, organisationPolicyVersion: 7 },
      },
      refusal: null,
    });
  });

  test.each<[string, Partial<Account>, Partial<EligibilityQuestion>, readonly Account[]]>([
    ['a method used a minute ago: self-report is believed (D12)', { methodLastUsedAt: now - 60_000 }, {}, []],
    ['evaluation instead of production', { groups: ['Workshop'] }, {}, []],
    ['the hold is over this very moment (D34)', { attributeHoldUntil: now }, {}, []],
    ['a second account of the same person (D18)', {}, {}, [{ ...twin, employeeNumber: '100' }]],
    ['a lookalike born on another day', {}, {}, [{ ...twin, birthDate: '1988-04-13' }]],
    [
      'no birth date, where none is bound',
      { birthDate: null },
      { profiles: [{ ...staff, claimBindings: [bindClaim('names')] }] },
      [],
    ],
    [
      'no birth date, where accounts may lack one',
      { birthDate: null },
      {
        profiles: [
          { ...staff, claimBindings: [bindClaim('names'), bindClaim('birthDate', { required: false })] },
        ],
      },
      [],
    ],
  ])('%s', (_, account, changed, lookalikes) => {
    const { applicant, refusal } = assess({ ...mara, ...account }, changed, lookalikes);
    expect([applicant.kind, refusal]).toEqual(['eligible', null]);
  });

  test('without a country of its own the account has the default one', () => {
    expect(assess({ ...mara, country: null }).applicant.country).toBe('PT');
  });
});

/** One reason per code, in order of precedence. */
const reasons: readonly (readonly [EligibilityRefusalCode, Partial<Account>])[] = [
  ['accountDisabled', { enabled: false }],
  ['accountFrozen', { frozen: true }],
  ['excluded', { groups: ['Staff', 'Board'] }],
  ['privileged', { privileged: true }],
  ['notInScope', { groups: ['Visitors'] }],
  ['noPriorSignIn', { hasSignedIn: false }],
  ['nameMissing', { givenName: ' ' }],
  ['nameUnmatchable', { surname: '-.' }],
  ['attributeMissing', { birthDate: null }],
  ['attributeHold', { attributeHoldUntil: now + 1 }],
  ['passScope', {}],
];
const withoutPass = { organisation: { ...organisation, passScope: [] } };

describe('who is not (D13, D34, R22, T10)', () => {
  test.each(reasons)('%s', (code, account) => {
    const { applicant, refusal } = assess({ ...mara, ...account }, code === 'passScope' ? withoutPass : {});
    expect([applicant.kind, refusal]).toEqual(['decoy', { kind: 'refused', code }]);
  });

  test('nobody, or more than one account, answers to the identifier (D13)', () => {
    const { applicant, refusal } = assess(null);
    expect([applicant.kind, refusal]).toEqual(['decoy', { kind: 'refused', code: 'unknownAccount' }]);
  });

  test('a twin, disabled or not: both are ineligible (R22)', () => {
    const expected = { kind: 'refused', code: 'duplicateIdentity', detail: { twins: 1 } };
    expect(assess(mara, {}, [twin]).refusal).toEqual(expected);
    expect(assess({ ...twin, enabled: true }, {}, [mara]).refusal).toEqual(expected);
  });

  test('the code that stands first wins', () => {
    const codes = reasons.map(([code]) => code);
    expect(eligibilityRefusalCodes).toEqual(['unknownAccount', ...codes, 'duplicateIdentity']);
    // From each reason on, all that follow hold as well; of two that set the same field, the earlier one's value stands.
    const account = (from: number): Account =>
      Object.assign(
        { ...mara },
        ...reasons
          .slice(from)
          .toReversed()
          .map(([, changed]) => changed),
      );
    const won = codes.map((_, from) => assess(account(from), withoutPass, [twin]).refusal?.code);
    expect(won).toEqual(codes);
  });
});

describe('decoys (D14, T17)', () => {
  const faceOf = (identifier: string, changed: Partial<EligibilityQuestion> = {}) => {
    const { applicant } = assess(null, { identifierHash: hashOf(identifier), ...changed });
    return `${applicant.policy.profile.id} ${applicant.country}`;
  };
  const strangers = Array.from({ length: 4000 }, (_, index) => `stranger${index}`);

  test('have the shape of an eligible person, and no account', () => {
    const decoy = assess(null).applicant;
    expect(structuredClone(decoy)).toEqual({
      kind: 'decoy',
      recoveryId: 'r1',
      country: decoy.country,
      policy: { profile: decoy.policy.profile, organisationPolicyVersion: 7 },
    });
  });

  test('follow the real distribution; excluded and unserved groups count for nothing', () => {
    const seen = Object.groupBy(
      strangers.map((identifier) => faceOf(identifier)),
      (face) => face,
    );
    const share = Object.fromEntries(
      Object.entries(seen).map(([face, all]) => [face, (all?.length ?? 0) / 40]),
    );
    expect(Object.keys(share).toSorted()).toEqual(['staff DE', 'staff PT', 'workshop PT']);
    expect(Math.abs((share['staff DE'] ?? 0) - 60)).toBeLessThan(3);
    expect(Math.abs((share['staff PT'] ?? 0) - 20)).toBeLessThan(3);
  });

  test('are the same each time, and nearly always when people join', () => {
    const joined = { population: [{ group: 'Staff', country: 'DE', people: 1 }, ...population] };
    const again = strangers.map((identifier) => faceOf(identifier));
    expect(strangers.map((identifier) => faceOf(identifier))).toEqual(again);
    const changed = strangers.filter((identifier) => faceOf(identifier) !== faceOf(identifier, joined));
    expect(changed.length).toBeLessThan(strangers.length / 50);
  });

  test('do not depend on why the answer was no', () => {
    const faces = reasons.map(([, account]) =>
      structuredClone(assess({ ...mara, ...account }, {}).applicant),
    );
    const refused = faces.filter(({ kind }) => kind === 'decoy');
    expect(new Set(refused.map((face) => JSON.stringify(face)))).toEqual(
      new Set([JSON.stringify(assess(null).applicant)]),
    );
  });

  test('without a population every profile is as likely', () => {
    const faces = new Set(
      strangers.slice(0, 100).map((identifier) => faceOf(identifier, { population: [] })),
    );
    expect(faces).toEqual(new Set(['staff PT', 'workshop PT']));
  });

  test('without an enabled profile everybody sees one closed face', () => {
    const closed = { profiles: [{ ...staff, enabled: false }] };
    expect(new Set(strangers.slice(0, 50).map((identifier) => faceOf(identifier, closed)))).toEqual(
      new Set(['closed PT']),
    );
    const { applicant, refusal } = assess(mara, closed);
    expect([applicant.kind, applicant.policy.profile.mode, refusal?.code]).toEqual([
      'decoy',
      'evaluation',
      'notInScope',
    ]);
  });

  test('a hash of another length is our own bug', () => {
    expect(() => assess(null, { identifierHash: new Uint8Array(20) })).toThrow(TypeError);
  });
});
