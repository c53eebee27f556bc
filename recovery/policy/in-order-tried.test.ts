import { describe, expect, test } from 'vitest';
import { defaultProfile } from './default-profile.ts';
import { inOrderTried } from './in-order-tried.ts';
import { overlaps } from './overlaps.ts';
import type { Profile } from './profile.ts';
import { chooseProfile } from './scope.ts';

const names = {
  attribute: 'names',
  claim: 'names',
  matchConfidenceLevel: 'relaxed',
  required: true,
} as const;
const profile = (id: string, priority: number, more: Partial<Profile> = {}): Profile => ({
  ...defaultProfile({
    ...{ id, name: id, priority, includeGroups: ['Staff'], providerIds: ['sandbox'] },
    acceptedCredentials: [{ format: 'dc+sd-jwt', type: 'urn:x', anchorIds: ['root'] }],
  }),
  enabled: true,
  ...more,
});
const faceCheck = (threshold: number) => ({ ...profile('any', 0).faceCheck, threshold });
const weak = profile('weak', 0, { claimBindings: [names], faceCheck: faceCheck(60) });
const usual = profile('usual', 1, { faceCheck: faceCheck(70) });
const strict = profile('strict', 2, { faceCheck: faceCheck(90), includeGroups: ['Finance'] });
/** Weaker than `usual` in names, and stricter by its threshold. */
const mixed = profile('mixed', 3, { claimBindings: [names], faceCheck: faceCheck(95) });
const idsOf = (profiles: readonly Profile[]) => profiles.map(({ id, priority }) => `${priority} ${id}`);
const person = (...groups: string[]) => ({ id: 'a', groups });

describe('of two profiles that include a person the strictest wins, where the organisation wants that (T22)', () => {
  test.each([
    ['first as in Entra, unless told', {}, ['0 weak', '1 usual', '2 strict', '3 mixed']],
    ['switched off', { strictestFirst: false }, ['0 weak', '1 usual', '2 strict', '3 mixed']],
    // `mixed` asks for less than `strict` in one thing and for more in another: the order that admins gave stands.
    ['switched on', { strictestFirst: true }, ['0 strict', '1 usual', '2 mixed', '3 weak']],
  ])('%s', (_, organisation, expected) => {
    expect(idsOf(inOrderTried([weak, usual, strict, mixed], organisation))).toEqual(expected);
  });

  test.each([
    [['Staff'], 'weak', 'usual'],
    [['Finance'], 'strict', 'strict'],
    [['Staff', 'Finance'], 'weak', 'strict'],
    [['Nobody'], undefined, undefined],
  ])('somebody in %j: %s, or the strictest, %s', (groups, byOrder, byStrictness) => {
    const profiles = [weak, usual, strict];
    const chosen = (strictestFirst: boolean) =>
      chooseProfile(inOrderTried(profiles, { strictestFirst }), person(...groups))?.id;
    expect([chosen(false), chosen(true)]).toEqual([byOrder, byStrictness]);
  });

  test('whatever the order that admins gave, nobody is served by a profile below another one that includes them', () => {
    const all = [weak, usual, strict, mixed].map((each) => ({ ...each, includeGroups: ['Staff'] }));
    for (const first of all)
      for (const second of all.filter((each) => each !== first)) {
        const rest = all.filter((each) => each !== first && each !== second);
        const profiles = [first, second, ...rest].map((each, priority) => ({ ...each, priority }));
        const chosen = chooseProfile(inOrderTried(profiles, { strictestFirst: true }), person('Staff'));
        expect(['strict', 'mixed'], idsOf(profiles).join()).toContain(chosen?.id);
      }
  });

  test('a profile that is switched off is not tried, however strict', () => {
    const ordered = inOrderTried([weak, { ...strict, enabled: false }], { strictestFirst: true });
    expect(idsOf(ordered)).toEqual(['0 weak', '1 strict']);
    expect(chooseProfile(ordered, person('Staff', 'Finance'))?.id).toBe('weak');
  });

  test('equals stay in their order, and what is left to warn about is only what nobody can order', () => {
    const twin = profile('twin', 4, { faceCheck: faceCheck(70) });
    const ordered = inOrderTried([weak, usual, twin, mixed], { strictestFirst: true });
    expect(idsOf(ordered)).toEqual(['0 usual', '1 mixed', '2 twin', '3 weak']);
    expect(overlaps([weak, usual]).length, 'as it stands').toBeGreaterThan(0);
    expect(overlaps(inOrderTried([weak, usual], { strictestFirst: true }))).toEqual([]);
  });

  test('a second device that waits for objections is stricter than one that does not (D25)', () => {
    const at = (id: string, priority: number, crossDevice: boolean, crossDeviceWaitHours: number) =>
      profile(id, priority, { crossDevice, crossDeviceWaitHours });
    const ordered = inOrderTried(
      [
        at('at once', 0, true, 0),
        at('waits', 1, true, 24),
        at('waits longer', 2, true, 48),
        at('none', 3, false, 0),
      ],
      { strictestFirst: true },
    );
    expect(ordered.map(({ id }) => id)).toEqual(['none', 'waits longer', 'waits', 'at once']);
  });
});
