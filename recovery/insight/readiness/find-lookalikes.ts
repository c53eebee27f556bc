import type { Account } from '../../directory/index.ts';
import { coarsePairOfAccount, coarsePairsOfPresented, isSamePerson } from '../../names/index.ts';

/**
 * More people than this with like names and one birth date are a placeholder in the data (everybody born on 1970-01-01), and
 * any of them shows it: without a bound their number would count squared.
 */
const mostLookalikes = 100;

/**
 * Who could be taken for whom, among people of one birth date: for each account those whose names could satisfy its
 * own or the reverse, by coarse keys. A superset of the twins; pre-flight looks closely. Somebody else of the very same names
 * is twin enough, and looked for first.
 */
export function findLookalikesAmong(accounts: readonly Account[]): ReadonlyMap<string, readonly Account[]> {
  if (accounts.length < 2) return new Map();
  const namesakes = Map.groupBy(accounts, ({ givenName, surname }) => `${givenName}\n${surname}`);
  const own = new Map<string, Account[]>();
  const presented = new Map<string, Account[]>();
  const pairsOf = new Map<string, { readonly own: string; readonly presented: readonly string[] }>();
  for (const account of accounts) {
    const pair = coarsePairOfAccount(account.givenName, account.surname);
    if (pair === null) continue;
    const pairs = coarsePairsOfPresented(account.givenName, account.surname);
    pairsOf.set(account.id, { own: pair, presented: pairs });
    add(own, pair, account);
    for (const each of pairs) add(presented, each, account);
  }
  const found = new Map<string, readonly Account[]>();
  for (const account of accounts) {
    const pairs = pairsOf.get(account.id);
    if (pairs === undefined) continue;
    const same = namesakes.get(`${account.givenName}\n${account.surname}`)!;
    const namesake = same.find((other) => other !== account && !isSamePerson(account, other));
    const others =
      namesake === undefined
        ? collect(account, [...pairs.presented.map((each) => own.get(each)), presented.get(pairs.own)])
        : [namesake];
    if (others.length > 0) found.set(account.id, others);
  }
  return found;
}

function collect(account: Account, crowds: readonly (readonly Account[] | undefined)[]): readonly Account[] {
  const others = new Set<Account>();
  for (const crowd of crowds) {
    for (const other of crowd ?? []) {
      if (others.size >= mostLookalikes) return [...others];
      if (other !== account) others.add(other);
    }
  }
  return [...others];
}

function add(map: Map<string, Account[]>, key: string, account: Account): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [account]);
  else known.push(account);
}
