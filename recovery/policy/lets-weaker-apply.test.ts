import { expect, test } from 'vitest';
import { defaultProfile } from './default-profile.ts';
import { letsWeakerApply } from './lets-weaker-apply.ts';
import type { Profile } from './profile.ts';

const profile = (id: string, threshold: number, more: Partial<Profile> = {}): Profile => {
  const made = defaultProfile({
    ...{ id, name: id, priority: 0, includeGroups: ['Staff'], providerIds: ['sandbox'] },
    acceptedCredentials: [{ format: 'dc+sd-jwt', type: 'urn:x', anchorIds: ['root'] }],
  });
  const faceCheck = { ...made.faceCheck, threshold };
  return { ...made, enabled: true, mode: 'production', faceCheck, ...more };
};
const strict = profile('strict', 90);
const weak = profile('weak', 60);
const trial = profile('trial', 60, { mode: 'evaluation' });
const elsewhere = { includeGroups: ['Workshop'] };
const all = { includeGroups: 'everyone' } as const;
const off = { enabled: false };
const inOrder = (profiles: readonly Profile[]) => profiles.map((each, priority) => ({ ...each, priority }));

test.each<[string, Profile[], Profile[], boolean]>([
  ['nothing changes', [strict, weak], [strict, weak], false],
  ['the stricter one is deleted', [strict, weak], [weak], true],
  ['switched off', [strict, weak], [{ ...strict, ...off }, weak], true],
  ['put behind', [strict, weak], [weak, strict], true],
  ['it rehearses: nobody gets in by it', [strict, weak], [{ ...strict, mode: 'evaluation' }, weak], false],
  ['it loses a group', [{ ...strict, includeGroups: ['Staff', 'Workshop'] }, weak], [strict, weak], true],
  ['it includes some, no more everyone', [{ ...strict, ...all }, weak], [strict, weak], true],
  ['it gets a group', [strict, weak], [{ ...strict, includeGroups: ['Staff', 'Workshop'] }, weak], false],
  ['it includes everyone', [strict, weak], [{ ...strict, ...all }, weak], false],
  ['what only rehearsed is deleted, and people get in', [trial, weak], [weak], true],
  ['put behind what grants', [trial, weak], [weak, trial], true],
  ['whom another name includes may be the same people', [{ ...strict, ...elsewhere }, weak], [weak], true],
  ['it includes nobody', [{ ...strict, includeGroups: [] }, weak], [weak], false],
  [
    'the weaker one includes nobody',
    [strict, { ...weak, includeGroups: [] }],
    [{ ...weak, includeGroups: [] }],
    false,
  ],
  ['the weaker one is deleted', [strict, weak], [strict], false],
  ['the weaker one came first already', [weak, strict], [weak], false],
  ['no weaker one is left', [strict, weak], [{ ...weak, ...off }], false],
  ['what is left only rehearses', [strict, trial], [trial], false],
  ['equals', [{ ...weak, id: 'equal' }, weak], [weak], false],
  [
    'another stricter one meets them first',
    [strict, { ...strict, id: 'twin' }, weak],
    [{ ...strict, id: 'twin' }, weak],
    false,
  ],
  [
    'another one meets them first, which is weaker than what is gone',
    [strict, profile('middle', 75), weak],
    [profile('middle', 75), weak],
    true,
  ],
  [
    'another stricter one meets only some of them',
    [{ ...strict, ...all }, { ...strict, id: 'twin' }, weak],
    [{ ...strict, id: 'twin' }, weak],
    true,
  ],
  ['one that begins to grant has its own gate', [strict, trial], [{ ...trial, mode: 'production' }], false],
  ['one that is switched on has its own two', [strict, { ...weak, ...off }], [weak], false],
])('T22, D3: %s', (_, before, after, expected) => {
  const organisation = {};
  expect(
    letsWeakerApply({ profiles: inOrder(before), organisation }, { profiles: inOrder(after), organisation }),
  ).toBe(expected);
});

test('T22: where the strictest applies, places mean nothing, and choosing so may bring one before what rehearses', () => {
  const organisation = { strictestFirst: true };
  const [one, other] = [inOrder([strict, weak]), inOrder([weak, strict])];
  expect(letsWeakerApply({ profiles: one, organisation }, { profiles: other, organisation })).toBe(false);
  const gone = { profiles: inOrder([weak]), organisation };
  expect(letsWeakerApply({ profiles: one, organisation }, gone)).toBe(true);
  const profiles = inOrder([{ ...trial, faceCheck: { ...trial.faceCheck, threshold: 55 } }, weak]);
  expect(letsWeakerApply({ profiles, organisation: {} }, { profiles, organisation })).toBe(true);
});
