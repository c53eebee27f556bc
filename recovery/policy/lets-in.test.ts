import { expect, test } from 'vitest';
import { defaultProfile } from './default-profile.ts';
import { letsIn } from './lets-in.ts';
import type { OrganisationPolicy, Profile } from './profile.ts';

const profile = (id: string, threshold: number, more: Partial<Profile> = {}): Profile => {
  const made = defaultProfile({
    ...{ id, name: id, priority: 0, includeGroups: [id], providerIds: ['sandbox'] },
    acceptedCredentials: [{ format: 'dc+sd-jwt', type: 'urn:x', anchorIds: ['root'] }],
  });
  return { ...made, enabled: true, mode: 'production', faceCheck: { ...made.faceCheck, threshold }, ...more };
};
const profiles = [
  profile('trial', 60, { mode: 'evaluation' }),
  profile('strict', 90),
  profile('alike', 90),
  profile('weak', 60),
  profile('off', 60, { enabled: false }),
].map((each, priority) => ({ ...each, priority }));
const organisation = {
  ...{ excludedGroups: ['board'], excludedAccountIds: ['boss'], passScope: 'everyone' },
} as unknown as OrganisationPolicy;
const rules = { profiles, organisation };
const asked = (before: string, after: string, more: Partial<OrganisationPolicy> = {}, id = 'mara') => {
  const inGroups = (groups: string) => ({ id, groups: groups.split(' ') });
  return letsIn({ profiles, organisation: { ...organisation, ...more } }, inGroups(before), inGroups(after));
};

test.each([
  ['from nowhere into production', '', 'weak', true],
  ['from a rehearsal', 'trial', 'weak', true],
  ['out of a rehearsal that stood before it', 'trial weak', 'weak', true],
  ['to a weaker one', 'strict', 'weak', true],
  ['out of a stricter one that stood before it', 'strict weak', 'weak', true],
  ['to one that asks for as much', 'strict', 'alike', false],
  ['to a stricter one', 'weak', 'strict', false],
  ['into a stricter one besides', 'weak', 'weak strict', false],
  ['into a weaker one that is tried later', 'strict', 'strict weak', false],
  ['into a rehearsal', '', 'trial', false],
  ['into one that is switched off', '', 'off', false],
  ['out of all', 'weak', '', false],
  ['into a group of no profile', 'weak', 'weak choir', false],
  ['into it, and excluded', '', 'weak board', false],
  ['out of an exclusion', 'weak board', 'weak', true],
])('T22: %s', (_, before, after, expected) => {
  expect(asked(before, after)).toBe(expected);
});

test('who may not use a pass does not get in, and does by the group that lets them', () => {
  expect(asked('', 'weak', { passScope: ['phones'] })).toBe(false);
  expect(asked('weak', 'weak phones', { passScope: ['phones'] })).toBe(true);
  expect(asked('', 'weak', {}, 'boss'), 'excluded by name').toBe(false);
});

test('T22: where the strictest applies, leaving it is what counts, wherever it stands', () => {
  const reversed = profiles.toReversed().map((each, priority) => ({ ...each, priority }));
  const strictest = { ...rules, profiles: reversed, organisation: { ...organisation, strictestFirst: true } };
  const both = { id: 'mara', groups: ['strict', 'weak'] };
  expect(letsIn(strictest, both, { ...both, groups: ['weak'] })).toBe(true);
  expect(letsIn({ ...rules, profiles: reversed }, both, { ...both, groups: ['weak'] })).toBe(false);
});
