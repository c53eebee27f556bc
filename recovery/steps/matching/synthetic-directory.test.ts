import { describe, expect, test } from 'vitest';
import type { Account } from '../../directory/index.ts';
import { nameKeysOfAccount, nameKeysOfPresented, satisfiesAll } from '../../names/index.ts';
import { bindClaim, type ClaimBinding, defaultProfile } from '../../policy/index.ts';
import { sealEligible } from '../eligibility/eligible.ts';
import { sealSamePerson } from '../face-check/same-person.ts';
import { matchAccount } from './match-account.ts';

/**
 * T9: an attacker holds a genuine document with the victim's name. 5,000 accounts, and 5,000 outsiders out of the same
 * population with documents of their own, who claim the accounts that their names could satisfy; insiders do so too.
 *
 * Two populations. 'Census-like': 400 given names and 5,000 surnames, the commonest borne by about 4 % and 1.5 %.
 * 'Concentrated': 38 and 36 names in all, far worse than any country: there two people of one name and birthday are to
 * be expected, and no rule on names and birth date can tell them apart. The test says so instead of hiding it.
 */
const people = 5000;
const noNumbers = { nationalId: null, documentNumber: null };
const commonGiven = words(
  'Maria Ana José João António Anna Peter Michael Thomas Andreas Stefan Christian Müller Elena Sofia Marta Inês Luís Paulo Miguel Carlos Jürgen Günther Ursula Sabine Petra Monika Karin Mary John James Robert David Emma Olivia Noah Liam Jose',
);
const commonFamily = words(
  'Silva Santos Ferreira Pereira Oliveira Costa Garcia Lopez Müller Mueller Muller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Smith Jones Taylor Brown Lee Nguyen Novák Kowalski Nowak Maria Thomas Peter James David Martin Ana',
);

interface Population {
  readonly given: readonly string[];
  readonly family: readonly string[];
}
const censusLike: Population = {
  given: [...commonGiven, ...invent(400 - commonGiven.length, 'el')],
  family: [...commonFamily, ...invent(5000 - commonFamily.length, 'ov')],
};
const concentrated: Population = { given: commonGiven, family: commonFamily };

/** Distinct pronounceable names, without a list to carry along. */
function invent(count: number, ending: string): readonly string[] {
  const syllables = [...'bdfglmnprstvz'].flatMap((consonant) =>
    [...'aeiou'].map((vowel) => consonant + vowel),
  );
  const size = syllables.length;
  return Array.from(
    { length: count },
    (_, at) =>
      [at % size, Math.floor(at / size) % size, (at * 7) % size].map((each) => syllables[each]).join('') +
      ending,
  );
}

function words(text: string): readonly string[] {
  return text.split(' ');
}

/** A fixed sequence, so that the run is the same each time (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Person {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: string;
}

function createPeople({ given, family }: Population, seed: number): readonly Person[] {
  const random = createRandom(seed);
  /** Zipf: the share of a name falls off as one over its rank. */
  const zipf = (names: readonly string[], flat: number) =>
    names[Math.floor(flat * ((names.length + flat) / flat) ** random() - flat)] as string;
  const some = (names: readonly string[], flat: number) =>
    random() < 0.3 ? `${zipf(names, flat)} ${zipf(names, flat)}` : zipf(names, flat);
  const firstDay = Date.UTC(1955, 0, 1);
  const days = 50 * 365;
  return Array.from({ length: people }, () => ({
    givenName: some(given, 5),
    familyName: some(family, 10),
    birthDate: new Date(firstDay + Math.floor(random() * days) * 86_400_000).toISOString().slice(0, 10),
  }));
}

function toAccount(person: Person, at: number): Account {
  return {
    id: `a${at}`,
    accountName: `a${at}`,
    givenName: person.givenName,
    surname: person.familyName,
    birthDate: person.birthDate,
    country: 'PT',
    employeeNumber: `${at}`,
    enabled: true,
    frozen: false,
    groups: [],
    privileged: false,
    hasSignedIn: true,
    attributeHoldUntil: null,
    methodLastUsedAt: null,
    confirmedMails: [],
  };
}

/** A directory with an index of name keys, as the built-in one has it (D18). */
function createDirectory(insiders: readonly Person[]) {
  const accounts = insiders.map(toAccount);
  const index = new Map<string, Account[]>();
  for (const account of accounts) {
    for (const key of nameKeysOfAccount(account.givenName, account.surname)) {
      const found = index.get(key);
      if (found === undefined) index.set(key, [account]);
      else found.push(account);
    }
  }
  const findCandidates = ({ givenName, familyName }: Person): readonly Account[] => [
    ...new Set(nameKeysOfPresented(givenName, familyName).flatMap((key) => index.get(key) ?? [])),
  ];
  return { accounts, findCandidates };
}
type SyntheticDirectory = ReturnType<typeof createDirectory>;

const { claimBindings } = defaultProfile({
  id: '',
  name: '',
  priority: 0,
  providerIds: [],
  acceptedCredentials: [],
});

function claim(
  account: Account,
  person: Person,
  { candidates, bindings }: { candidates: readonly Account[]; bindings: readonly ClaimBinding[] },
): string {
  const chosen = { id: 'staff', name: 'Staff', priority: 0, providerIds: ['p'], acceptedCredentials: [] };
  const policy = {
    profile: { ...defaultProfile(chosen), claimBindings: bindings },
    organisationPolicyVersion: 1,
  };
  const face = {
    presence: 'face',
    confidence: 90,
    threshold: 70,
    provider: 'e',
    providerVersion: '1',
    live: null,
  } as const;
  const credential = {
    format: 'dc+sd-jwt',
    type: 'identity',
    anchorId: 'state',
    issuedAt: 0,
    issuedAtLatest: 0,
    status: [],
    fingerprint: 'f',
    countries: ['DE'],
  } as const;
  const claims = { ...person, ...noNumbers, issuingCountry: null, nationality: null };
  return matchAccount({
    applicant: sealEligible({ recoveryId: 'r', accountId: account.id, country: 'PT', policy }),
    samePerson: sealSamePerson({ recoveryId: 'r', claims, credential, face }),
    candidates,
    now: 0,
  }).result.kind;
}

/** Two claims on other people's accounts per person: those with the person's own birth date, if any, come first. */
function falseAccepts(
  { findCandidates }: SyntheticDirectory,
  attack: { attackers: readonly Person[]; bindings: readonly ClaimBinding[]; inside: boolean },
): readonly { readonly person: Person; readonly victim: Account }[] {
  return attack.attackers.flatMap((person, at) => {
    const candidates = findCandidates(person);
    return candidates
      .filter(({ id }) => !attack.inside || id !== `a${at}`)
      .toSorted((a, b) => Number(b.birthDate === person.birthDate) - Number(a.birthDate === person.birthDate))
      .slice(0, 2)
      .filter((victim) => claim(victim, person, { candidates, bindings: attack.bindings }) === 'matched')
      .map((victim) => ({ person, victim }));
  });
}

describe('a synthetic directory (T9, R21, R22)', () => {
  const insiders = createPeople(censusLike, 1);
  const outsiders = createPeople(censusLike, 2);
  const directory = createDirectory(insiders);
  const namesOnly: readonly ClaimBinding[] = [bindClaim('names', { matchConfidenceLevel: 'relaxed' })];

  test('census-like, names and birth date: nobody outside gets an account', () => {
    expect(falseAccepts(directory, { attackers: outsiders, bindings: claimBindings, inside: false })).toEqual(
      [],
    );
  });

  test('census-like, names and birth date: nobody inside gets the account of another', () => {
    expect(falseAccepts(directory, { attackers: insiders, bindings: claimBindings, inside: true })).toEqual(
      [],
    );
  });

  test('names alone do let outsiders in: the attack is real, and why R21 is', () => {
    const accepted = falseAccepts(directory, { attackers: outsiders, bindings: namesOnly, inside: false });
    expect(accepted.length).toBeGreaterThan(0);
  });

  test('everybody gets their own account back, or is told apart from a twin', () => {
    const kinds = insiders.map((person, at) =>
      claim(directory.accounts[at] as Account, person, {
        candidates: directory.findCandidates(person),
        bindings: claimBindings,
      }),
    );
    expect(kinds.filter((kind) => kind === 'matched').length).toBeGreaterThanOrEqual(people - 10);
  });

  test('concentrated: what gets in is a namesake born on the same day and nobody else', () => {
    const crowded = createDirectory(createPeople(concentrated, 1));
    // Only they could get in; the others cost time and find nothing.
    const attackers = createPeople(concentrated, 2).filter((person) =>
      crowded.findCandidates(person).some(({ birthDate }) => birthDate === person.birthDate),
    );
    const accepted = falseAccepts(crowded, { attackers, bindings: claimBindings, inside: false });
    expect(accepted.every(({ person, victim }) => person.birthDate === victim.birthDate)).toBe(true);
    expect(
      accepted.every(({ person, victim }) =>
        satisfiesAll(victim, { ...person, ...noNumbers }, claimBindings),
      ),
    ).toBe(true);
    expect(accepted.length).toBeLessThanOrEqual(people / 500);
  });
});
