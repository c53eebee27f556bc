import {
  type ComparedAccount,
  coarsePairOfAccount,
  coarsePairsOfPresented,
  isSamePerson,
} from '../../names/index.ts';

/**
 * More people than this with like names and one birth date are a placeholder in the data (everybody born on 1970-01-01), and
 * any of them shows it: without a bound their number would count squared.
 */
const mostLookalikes = 100;

/** Of the very same names three are enough for all that follow: two persons, and one without an employee number. */
const mostNamesakes = 3;

/** Keys of so many names are remembered between putting people in and looking: making them is the dear part. */
const mostRemembered = 5_000;

interface Keys {
  /** Null: a name field has no word. */
  readonly own: string | null;
  readonly presented: readonly string[];
}

/** People of one birth date, among whom one looks for those who could be taken for each other. */
export interface Crowd {
  add(account: ComparedAccount): void;
  /**
   * Those whose names could satisfy the account's own or the reverse, by coarse keys: a superset of the twins; pre-flight looks
   * closely. Somebody else of the very same names is twin enough, and looked for first.
   */
  lookalikesOf(account: ComparedAccount): readonly ComparedAccount[];
}

/** What it keeps grows with the different names in it, not with the people who share one. */
export function createCrowd(): Crowd {
  const namesakes = new Map<string, ComparedAccount[]>();
  const own = new Map<string, ComparedAccount[]>();
  const presented = new Map<string, ComparedAccount[]>();
  const remembered = new Map<string, Keys>();
  const keysOf = (account: ComparedAccount): Keys => {
    const known = remembered.get(namesOf(account));
    if (known !== undefined) return known;
    const { givenName, surname } = account;
    const own = coarsePairOfAccount(givenName, surname);
    const keys = { own, presented: own === null ? [] : coarsePairsOfPresented(givenName, surname) };
    if (remembered.size < mostRemembered) remembered.set(namesOf(account), keys);
    return keys;
  };
  return {
    add: (account) => {
      const keys = keysOf(account);
      if (keys.own === null) return;
      const known = namesakes.get(namesOf(account)) ?? [];
      if (!isOneMorePerson(known, account)) return;
      add(namesakes, namesOf(account), account, mostNamesakes);
      // One more than can be looked at: one of them may be whoever asks.
      add(own, keys.own, account, mostLookalikes + 1);
      for (const each of keys.presented) add(presented, each, account, mostLookalikes + 1);
    },
    lookalikesOf: (account) => {
      const keys = keysOf(account);
      if (keys.own === null) return [];
      const same = (namesakes.get(namesOf(account)) ?? []).filter(
        (other) => other.id !== account.id && !isSamePerson(account, other),
      );
      if (same.length > 0) return same;
      return collect(account, [...keys.presented.map((each) => own.get(each)), presented.get(keys.own)]);
    },
  };
}

const namesOf = ({ givenName, surname }: ComparedAccount): string => `${givenName}\n${surname}`;

/**
 * Whoever has these names is another person than one of two who are two themselves (D18). One without a number may be a twin
 * where those with numbers are told apart by them.
 */
function isOneMorePerson(known: readonly ComparedAccount[], account: ComparedAccount): boolean {
  if (known.length < 2) return known.every((other) => !isSamePerson(account, other));
  const isNumbered = ({ employeeNumber }: ComparedAccount) => employeeNumber.trim() !== '';
  return !isNumbered(account) && known.every(isNumbered);
}

function collect(
  account: ComparedAccount,
  crowds: readonly (readonly ComparedAccount[] | undefined)[],
): readonly ComparedAccount[] {
  const others = new Set<ComparedAccount>();
  for (const crowd of crowds) {
    for (const other of crowd ?? []) {
      if (others.size >= mostLookalikes) return [...others];
      if (other.id !== account.id) others.add(other);
    }
  }
  return [...others];
}

function add(map: Map<string, ComparedAccount[]>, key: string, account: ComparedAccount, most: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [account]);
  else if (known.length < most) known.push(account);
}
