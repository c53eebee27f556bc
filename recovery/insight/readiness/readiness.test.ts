import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Account, People } from '../../directory/index.ts';
import { relaxedNames } from '../../names/compare-names.ts';
import { coarsePairOfAccount, coarsePairsOfPresented } from '../../names/index.ts';
import { bindClaim, defaultProfile, type OrganisationPolicy, type Profile } from '../../policy/index.ts';
import {
  assessReadiness,
  type Readiness,
  type ReadinessCode,
  type ReadinessRules,
} from './assess-readiness.ts';
import { scanReadiness } from './scan-readiness.ts';

const now = Date.UTC(2026, 10, 22);
const staff: Profile = {
  ...defaultProfile({
    ...{ id: 'staff', name: 'Staff', priority: 0, providerIds: ['p'] },
    acceptedCredentials: [{ format: 'dc+sd-jwt', type: 'identity', anchorIds: ['state'] }],
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
  defaultCountry: 'DE',
  language: 'en',
  secondPersonRequired: true,
};
const rules: ReadinessRules = {
  profiles: [staff],
  organisation,
  providers: [{ id: 'p', countries: 'any' }],
  now,
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
  methodLastUsedAt: null,
  confirmedMails: ['mara@example.org', 'mara@example.net'],
};
const weaker: Profile = {
  ...staff,
  id: 'weaker',
  includeGroups: ['Weaker'],
  faceCheck: { ...staff.faceCheck, threshold: 50 },
};

describe('what is found about one account (behaviour.md 2.6)', () => {
  test('nothing: ready', () => {
    expect(assessReadiness(mara, [], rules)).toEqual({
      ...{ accountId: 'mara', profileId: 'staff', verdict: 'ready', findings: [] },
    });
  });

  test.each<[ReadinessCode, Partial<Account>, Partial<ReadinessRules>, Readiness['verdict']]>([
    ['noPriorSignIn', { hasSignedIn: false }, {}, 'notReady'],
    ['nameMissing', { surname: '' }, {}, 'notReady'],
    ['attributeMissing', { birthDate: null }, {}, 'notReady'],
    ['attributeHold', { attributeHoldUntil: now + 1 }, {}, 'notReady'],
    ['privileged', { privileged: true }, {}, 'notReady'],
    ['accountFrozen', { frozen: true }, {}, 'notReady'],
    ['passScope', {}, { organisation: { ...organisation, passScope: [] } }, 'notReady'],
    ['noProvider', {}, { providers: [] }, 'notReady'],
    ['noProvider', { country: 'BR' }, { providers: [{ id: 'p', countries: ['DE'] }] }, 'notReady'],
    ['noProvider', { country: null }, { providers: [{ id: 'p', countries: ['BR'] }] }, 'notReady'],
    ['notices', { confirmedMails: ['one@example.org'] }, {}, 'ready'],
    [
      'profileOverlap',
      { groups: ['Staff', 'Weaker'] },
      { profiles: [weaker, { ...staff, priority: 1 }] },
      'ready',
    ],
    ['excluded', { groups: ['Staff', 'Board'] }, {}, 'outside'],
    ['notInScope', { groups: [] }, {}, 'outside'],
    ['accountDisabled', { enabled: false }, {}, 'outside'],
  ])('%s', (code, account, changed, verdict) => {
    const found = assessReadiness({ ...mara, ...account }, [], { ...rules, ...changed });
    expect([found.verdict, found.findings]).toEqual([verdict, [code]]);
  });

  test('a person who may go straight to the wallet needs no provider', () => {
    const found = assessReadiness(mara, [], {
      ...rules,
      profiles: [{ ...staff, walletFirst: true }],
      providers: [],
    });
    expect(found.verdict).toBe('ready');
  });
});

/** Pages of three, unless said otherwise: blocks of one birth date lie across them. */
function peopleOf(accounts: readonly Account[], pageSize = 3): People {
  const ordered = accounts.toSorted((a, b) => (a.birthDate ?? '').localeCompare(b.birthDate ?? ''));
  return {
    count: async () => accounts.length,
    readVersion: async () => ({ version: 0, changedAt: null }),
    byBirthDate: async function* ({ only }) {
      const asked = ordered.filter(({ birthDate }) => only === undefined || birthDate === only);
      for (let start = 0; start < asked.length; start += pageSize) yield asked.slice(start, start + pageSize);
    },
    lookalikesOf: async (account) => accounts.filter(({ id }) => id !== account.id),
  };
}
async function scan(accounts: readonly Account[], changed: Partial<ReadinessRules> = {}) {
  const found: Readiness[] = [];
  for await (const batch of scanReadiness({ people: peopleOf(accounts), rules: { ...rules, ...changed } }))
    found.push(...batch);
  return new Map(found.map((each) => [each.accountId, each.findings]));
}

describe('everybody at once', () => {
  const crowd = Array.from(
    { length: 20 },
    (_, index): Account => ({
      ...mara,
      ...{
        id: `p${index}`,
        givenName: 'Ada',
        surname: `Moss${'abcdefghijklmnopqrst'[index]}`,
        employeeNumber: `${index}`,
      },
      birthDate: `19${70 + (index % 7)}-01-01`,
    }),
  );

  test('twins are found wherever the pages are cut, in another spelling too; one person with two accounts is none (R22, D18)', async () => {
    const people = [
      ...crowd,
      mara,
      { ...mara, id: 'again', accountName: 'm2', employeeNumber: '200', givenName: 'Māra' },
      { ...mara, id: 'own', accountName: 'm3', employeeNumber: '100' },
      { ...mara, id: 'older', accountName: 'm4', employeeNumber: '300', birthDate: '1960-01-01' },
    ];
    const found = await scan(people);
    expect(found.size).toBe(people.length);
    expect(found.get('mara')).toEqual(['duplicateIdentity']);
    expect(found.get('again')).toEqual(['duplicateIdentity']);
    expect(found.get('older')).toEqual([]);
    for (const { id } of crowd) expect([id, found.get(id)]).toEqual([id, []]);
  });

  test('where only names are bound, a namesake of another birth date is a twin', async () => {
    const namesOnly: Profile = {
      ...staff,
      claimBindings: staff.claimBindings.filter(({ attribute }) => attribute === 'names'),
    };
    const older = { ...mara, id: 'older', accountName: 'm4', employeeNumber: '300', birthDate: '1960-01-01' };
    const found = await scan([mara, older], { profiles: [namesOnly] });
    expect([...found.values()]).toEqual([['duplicateIdentity'], ['duplicateIdentity']]);
  });

  test('a placeholder birth date on thousands does not count squared, and still shows', async () => {
    const many = Array.from(
      { length: 3_000 },
      (_, index): Account => ({
        ...mara,
        ...{ id: `m${index}`, employeeNumber: `${index}`, birthDate: '1970-01-01' },
      }),
    );
    const found = await scan(many);
    expect([...found.values()].every((codes) => codes.includes('duplicateIdentity'))).toBe(true);
  });
});

describe('many of one birth date, or of none: piece by piece', () => {
  /** Fourteen letters of which no two neighbours sound alike: no two of these are alike. */
  const surnameOf = (index: number): string =>
    Array.from({ length: 14 }, (_, at) => 'lnrk'[(at % 2) * 2 + ((index >> at) & 1)]).join('');
  const crowdOf = (count: number, changed: (index: number) => Partial<Account>): Account[] =>
    Array.from({ length: count }, (_, index) => ({
      ...mara,
      ...{ id: `c${index}`, employeeNumber: `${index}`, surname: surnameOf(index) },
      ...changed(index),
    }));
  /** How many people had been read when each batch came, and how many were in it. */
  async function follow(accounts: readonly Account[], profile: Profile = staff) {
    const seen: { read: number; told: number }[] = [];
    let read = 0;
    const people = peopleOf(accounts, 1_000);
    const counting: People = {
      ...people,
      lookalikesOf: async () => [],
      byBirthDate: async function* (options) {
        for await (const page of people.byBirthDate(options)) {
          read += page.length;
          yield page;
        }
      },
    };
    for await (const batch of scanReadiness({ people: counting, rules: { ...rules, profiles: [profile] } }))
      seen.push({ read, told: batch.length });
    return { seen, told: seen.reduce((sum, each) => sum + each.told, 0) };
  }
  const namesOnly: Profile = {
    ...staff,
    claimBindings: staff.claimBindings.filter(({ attribute }) => attribute === 'names'),
  };

  test.each<[string, Partial<Account>]>([
    ['no birth date', { birthDate: null }],
    ['a birth date that is none', { birthDate: '1988-00-00' }],
  ])('%s: nobody is held, each page is told of before the next is read', async (_, changed) => {
    const { seen, told } = await follow(crowdOf(20_000, () => changed));
    expect(told).toBe(20_000);
    expect(seen.slice(0, 20).map(({ read }) => read)).toEqual(
      seen.slice(0, 20).map((_, at) => 1_000 * (at + 1)),
    );
    expect(Math.max(...seen.map((each) => each.told))).toBe(1_000);
  });

  test('where only names are bound nobody is held either, and a search for each person makes shorter pieces', async () => {
    const accounts = crowdOf(2_500, () => ({}));
    const { seen, told } = await follow(accounts, namesOnly);
    expect(told).toBe(2_500);
    expect(Math.max(...seen.map((each) => each.told))).toBe(100);
    expect(seen[0]).toEqual({ read: 1_000, told: 100 });
  });

  test('of one birth date: it is seen to go on while they are gathered, then they come a page at a time', async () => {
    const { seen, told } = await follow(crowdOf(16_000, () => ({ birthDate: '1970-01-01' })));
    expect(told).toBe(16_000);
    expect(Math.max(...seen.map((each) => each.told))).toBe(1_000);
    const read = seen.map((each) => each.read);
    const longestSilence = Math.max(...read.map((each, at) => each - (read[at - 1] ?? 0)));
    expect(longestSilence).toBeLessThanOrEqual(6_000);
  });

  test('among them twins are found, however far apart; one person with two accounts is none (R22, D18)', async () => {
    const accounts = crowdOf(6_500, (index) => ({
      birthDate: '1970-01-01',
      ...(index === 3 && { surname: 'Müller' }),
      ...(index === 6_490 && { surname: 'Mueller' }),
      ...([4, 6_491].includes(index) && { surname: 'Lindqvist', employeeNumber: 'E-1' }),
    }));
    const found: string[] = [];
    for await (const batch of scanReadiness({ people: peopleOf(accounts, 1_000), rules }))
      for (const { accountId, findings } of batch)
        if (findings.includes('duplicateIdentity')) found.push(accountId);
    expect(found).toEqual(['c3', 'c6490']);
  });

  test('where the birth date may be lacking, whoever lacks it is a twin of namesakes of any date (R22)', async () => {
    const optional: Profile = {
      ...staff,
      claimBindings: staff.claimBindings.map((each) =>
        each.attribute === 'birthDate' ? { ...each, required: false } : each,
      ),
    };
    const found = await scan([mara, { ...mara, id: 'undated', employeeNumber: '7', birthDate: null }], {
      profiles: [optional],
    });
    expect([...found.values()]).toEqual([['duplicateIdentity'], ['duplicateIdentity']]);
  });

  test('among namesakes, one without an employee number is not overlooked', async () => {
    const numbered: Profile = {
      ...staff,
      claimBindings: [...staff.claimBindings, bindClaim('employeeNumber', { required: false })],
    };
    const people = crowdOf(5, (index) => ({
      surname: 'Lindqvist',
      ...(index === 4 && { employeeNumber: '' }),
    }));
    const found = await scan(people, { profiles: [numbered] });
    expect([...found.values()]).toEqual(people.map(() => ['duplicateIdentity']));
  });
});

test('whoever could satisfy presented names has a coarse pair among theirs', () => {
  const word = fc.constantFrom(
    'Müller',
    'Mueller',
    'Muller',
    'Иванов',
    'Ivanov',
    'Ana',
    'Añña',
    'O’Neil',
    'ONeil',
    'Łuk',
    'Luk',
    'Sørensen',
    'Soerensen',
  );
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(name, name, name, name, (givenName, surname, presentedGiven, familyName) => {
      fc.pre(relaxedNames({ givenName, surname }, { givenName: presentedGiven, familyName }));
      const pair = coarsePairOfAccount(givenName, surname);
      expect(coarsePairsOfPresented(presentedGiven, familyName)).toContain(pair);
    }),
    { numRuns: 300 },
  );
});
