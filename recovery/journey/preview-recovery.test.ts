import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Account } from '../directory/index.ts';
import { assessReadiness } from '../insight/index.ts';
import { defaultProfile, type OrganisationPolicy, type Profile } from '../policy/index.ts';
import { assessEligibility } from '../steps/eligibility/index.ts';
import { previewRecovery } from './index.ts';

const now = Date.UTC(2026, 10, 25);
const acceptedCredentials = [{ format: 'dc+sd-jwt', type: 'identity', anchorIds: ['state'] }] as const;
const staff: Profile = {
  ...defaultProfile({
    id: 'staff',
    name: 'Staff',
    priority: 0,
    providerIds: ['down', 'post'],
    acceptedCredentials,
  }),
  includeGroups: ['Staff'],
};
const organisation: OrganisationPolicy = {
  version: 1,
  name: 'Alder & Finch',
  helpDesk: { phone: '', email: '' },
  excludedGroups: ['Board'],
  excludedAccountIds: [],
  trustAnchors: [],
  passScope: 'everyone',
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
  country: null,
  employeeNumber: '100',
  enabled: true,
  frozen: false,
  groups: ['Staff'],
  privileged: false,
  hasSignedIn: true,
  attributeHoldUntil: null,
  methodLastUsedAt: null,
  confirmedMails: [],
};
const twin: Account = { ...mara, id: 'other', employeeNumber: '200' };
const post = { id: 'post', name: 'Post ID', countries: ['PT'] };

const preview = (
  account: Account,
  more: Partial<Parameters<typeof previewRecovery>[0]> = {},
): ReturnType<typeof previewRecovery> =>
  previewRecovery({
    ...{ account, lookalikes: [], profiles: [staff], organisation, verifiers: [post], now, ...more },
  });
const unmet = (made: ReturnType<typeof previewRecovery>) =>
  made.checks.filter(({ met }) => !met).map(({ code }) => code);

describe('what a recovery would do for somebody today (behaviour.md 2.6)', () => {
  test('the profile, the country and the providers in order', () => {
    const made = preview(mara);
    expect([made.profile?.id, made.country, made.providers, unmet(made), made.checks.length]).toEqual([
      'staff',
      'PT',
      ['Post ID'],
      [],
      13,
    ]);
  });

  test('a country that no listed provider serves', () => {
    expect(unmet(preview({ ...mara, country: 'DE' }))).toEqual(['noProvider']);
  });

  test('somebody who may go straight to the wallet misses none', () => {
    const made = preview({ ...mara, country: 'DE' }, { profiles: [{ ...staff, walletFirst: true }] });
    expect([made.providers, unmet(made)]).toEqual([[], []]);
  });

  test('the readiness scan says the same about a provider as the page, for whatever country it takes', () => {
    const verifiers = [post, { id: 'down', name: 'Down ID', countries: 'any' as const }];
    for (const country of [null, 'PT', 'BR'])
      for (const walletFirst of [false, true])
        for (const offered of [[], [post], verifiers]) {
          const account = { ...mara, country };
          const profiles = [{ ...staff, walletFirst }];
          const scanned = assessReadiness(account, [], { profiles, organisation, providers: offered, now });
          const shown = unmet(preview(account, { profiles, verifiers: offered }));
          expect([country, walletFirst, scanned.findings.includes('noProvider')]).toEqual([
            ...[country, walletFirst],
            shown.includes('noProvider'),
          ]);
        }
  });

  test('without a profile there is no provider to miss: one reason is enough', () => {
    const made = preview({ ...mara, groups: [] });
    expect([made.profile, unmet(made)]).toEqual([null, ['notInScope']]);
  });

  test('everything that stands against it, not the first only', () => {
    const made = preview(
      {
        ...mara,
        enabled: false,
        groups: ['Staff', 'Board'],
        attributeHoldUntil: now + 1,
        hasSignedIn: false,
      },
      { lookalikes: [{ ...twin }] },
    );
    expect(unmet(made)).toEqual([
      'accountDisabled',
      'excluded',
      'noPriorSignIn',
      'attributeHold',
      'duplicateIdentity',
    ]);
    expect(made.twins.map(({ id }) => id)).toEqual(['other']);
  });

  test('it never says yes where eligibility says no, nor the other way round', () => {
    const changes: Partial<Account>[] = [
      ...[{}, { enabled: false }, { frozen: true }, { privileged: true }, { groups: [] }],
      ...[{ givenName: '' }, { surname: '..' }, { birthDate: null }, { hasSignedIn: false }],
      ...[{ attributeHoldUntil: now }, { attributeHoldUntil: now + 1 }, { groups: ['Staff', 'Board'] }],
    ];
    for (const change of changes) {
      for (const lookalikes of [[], [twin]]) {
        const account = { ...mara, ...change };
        const { refusal } = assessEligibility({
          recoveryId: 'r',
          lookup: { account, lookalikes },
          profiles: [staff],
          organisation,
          identifierHash: createHash('sha256').update('mara').digest(),
          population: [],
          now,
        });
        expect(unmet(preview(account, { lookalikes }))[0] ?? null).toBe(refusal?.code ?? null);
      }
    }
  });
});
