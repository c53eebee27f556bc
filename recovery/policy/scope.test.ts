import { describe, expect, test } from 'vitest';
import { bindClaim } from './claim-binding.ts';
import { defaultProfile } from './default-profile.ts';
import { overlaps } from './overlaps.ts';
import type { OrganisationPolicy, Profile } from './profile.ts';
import { chooseProfile, isExcluded, isInPassScope } from './scope.ts';

function profile(id: string, priority: number, changed: Partial<Profile> = {}): Profile {
  const acceptedCredentials = [{ format: 'dc+sd-jwt', type: 'identity', anchorIds: ['state'] }] as const;
  return {
    ...defaultProfile({ id, name: id, priority, providerIds: ['p'], acceptedCredentials }),
    ...changed,
  };
}
const organisation: OrganisationPolicy = {
  version: 1,
  name: '',
  helpDesk: { phone: '', email: '' },
  excludedGroups: ['Board'],
  excludedAccountIds: ['ceo'],
  trustAnchors: [],
  passScope: ['Staff'],
  defaultCountry: 'DE',
  language: 'en',
  secondPersonRequired: true,
};
const person = { id: 'mara', groups: ['Staff', 'Workshop'] };

describe('which profile applies (behaviour.md 3.2)', () => {
  test.each<[string, Profile[], string | null]>([
    ['no profile', [], null],
    ['not included', [profile('a', 0, { includeGroups: ['Board'] })], null],
    ['included by nobody yet', [profile('a', 0)], null],
    ['everyone', [profile('a', 0, { includeGroups: 'everyone' })], 'a'],
    [
      'the first by priority, not by place',
      [profile('b', 1, { includeGroups: ['Staff'] }), profile('a', 0, { includeGroups: ['Workshop'] })],
      'a',
    ],
    [
      'disabled ones are skipped',
      [
        profile('a', 0, { includeGroups: ['Staff'], enabled: false }),
        profile('b', 1, { includeGroups: ['Staff'] }),
      ],
      'b',
    ],
    [
      'a tie goes by id',
      [profile('b', 0, { includeGroups: ['Staff'] }), profile('a', 0, { includeGroups: ['Staff'] })],
      'a',
    ],
  ])('%s', (_, profiles, expected) => {
    expect(chooseProfile(profiles, person)?.id ?? null).toBe(expected);
  });

  test('exclusions by group and by account; pass scope', () => {
    expect([
      isExcluded(organisation, person),
      isExcluded(organisation, { ...person, id: 'ceo' }),
      isExcluded(organisation, { ...person, groups: ['Staff', 'Board'] }),
      isInPassScope(organisation, person),
      isInPassScope(organisation, { ...person, groups: [] }),
      isInPassScope({ ...organisation, passScope: 'everyone' }, { ...person, groups: [] }),
    ]).toEqual([false, true, true, true, false, true]);
  });
});

describe('overlaps where the weaker profile is tried first (T22)', () => {
  const staff = { includeGroups: ['Staff', 'Workshop'] } as const;
  const strict = profile('strict', 1, staff);
  test.each<[string, Partial<Profile>, string[]]>([
    ['the same rules', {}, []],
    [
      'stricter first',
      { faceCheck: { provider: 'built-in', threshold: 90, acceptedWithoutLiveness: null } },
      [],
    ],
    [
      'names only',
      { claimBindings: [bindClaim('names', { matchConfidenceLevel: 'relaxed' })] },
      ['claimBindings'],
    ],
    [
      'a birth date that accounts may lack',
      {
        claimBindings: [
          bindClaim('names', { matchConfidenceLevel: 'relaxed' }),
          bindClaim('birthDate', { required: false }),
        ],
      },
      ['claimBindings'],
    ],
    [
      'lower threshold',
      { faceCheck: { provider: 'built-in', threshold: 60, acceptedWithoutLiveness: null } },
      ['threshold'],
    ],
    [
      'no liveness',
      { faceCheck: { provider: 'built-in', threshold: 70, acceptedWithoutLiveness: { by: 'a', at: '' } } },
      ['liveness'],
    ],
    [
      'one more issuer',
      { acceptedCredentials: [{ format: 'dc+sd-jwt', type: 'identity', anchorIds: ['state', 'club'] }] },
      ['acceptedCredentials'],
    ],
    [
      'one more format of the same type',
      { acceptedCredentials: [{ format: 'mso_mdoc', type: 'identity', anchorIds: ['state'] }] },
      ['acceptedCredentials'],
    ],
    ['QR', { crossDevice: true }, ['crossDevice']],
    ['QR, though with a waiting time', { crossDevice: true, crossDeviceWaitHours: 24 }, ['crossDevice']],
    ['wallet first', { walletFirst: true }, ['credentialAge', 'walletFirst']],
    ['older credentials', { maximumCredentialAgeHours: { provider: 48, walletFirst: 1 } }, ['credentialAge']],
  ])('%s', (_, changed, weakerIn) => {
    const first = profile('weak', 0, { ...staff, ...changed });
    const found = [{ firstId: 'weak', laterId: 'strict', groups: ['Staff', 'Workshop'], weakerIn }];
    expect(overlaps([strict, first])).toEqual(weakerIn.length === 0 ? [] : found);
  });

  test('less time to object', () => {
    const patient = profile('patient', 1, { ...staff, crossDevice: true, crossDeviceWaitHours: 48 });
    const first = profile('weak', 0, { ...staff, crossDevice: true, crossDeviceWaitHours: 12 });
    expect(overlaps([patient, first]).map(({ weakerIn }) => weakerIn)).toEqual([['crossDeviceWait']]);
    expect(overlaps([patient, { ...first, crossDeviceWaitHours: 48 }])).toEqual([]);
  });

  test('relaxed names before exact ones', () => {
    const exact = profile('exact', 1, {
      includeGroups: 'everyone',
      claimBindings: [bindClaim('names')],
    });
    expect(overlaps([profile('weak', 0, { includeGroups: 'everyone' }), exact])).toEqual([
      { firstId: 'weak', laterId: 'exact', groups: 'everyone', weakerIn: ['names'] },
    ]);
  });

  test('no group in common, or switched off: nothing to warn of', () => {
    const weak = { faceCheck: { provider: 'built-in', threshold: 50, acceptedWithoutLiveness: null } };
    expect(overlaps([strict, profile('weak', 0, { ...weak, includeGroups: ['Board'] })])).toEqual([]);
    expect(overlaps([strict, profile('weak', 0, { ...weak, ...staff, enabled: false })])).toEqual([]);
  });
});
