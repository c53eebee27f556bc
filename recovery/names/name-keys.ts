import type { AccountName, PresentedName } from './compare-names.ts';
import { presentedWords } from './compare-names.ts';
import { firstRendering, variants } from './variants.ts';
import { maximumWords, words } from './words.ts';

/**
 * Keys for finding the accounts that presented names could satisfy (D18), by an index and without a scan:
 *
 *   relaxedNames(account, presented)  ⇒  keysOfAccount(account) ∩ keysOfPresented(presented) ≠ ∅
 *
 * Why it holds: a match gives the account's first given word and first surname word two different credential words,
 * with a form in common each. So one side's pair of forms is among the other side's pairs, order left out (rule 6).
 *
 * Names with many renderings would need too many pairs. They fall back to one coarse key per pair, in a room of
 * its own, so that ordinary names stay selective:
 *   F: pair of forms      stored if few enough    asked for if few enough
 *   X: coarse pair        stored if F is not      asked for beside F
 *   C: coarse pair        stored always           asked for if F is not
 * The two functions are not interchangeable: ask with `nameKeysOfPresented`, also when looking for lookalikes of an account.
 */
const maximumKeys = 256;
/** Index entries are short; a longer word is found by its beginning. */
const maximumForm = 40;

/** Keys to store with an account: at most 256, sorted; none when a name field has no word. */
export function nameKeysOfAccount(
  givenName: AccountName['givenName'],
  surname: AccountName['surname'],
): string[] {
  const first = words(givenName)[0];
  const last = words(surname)[0];
  if (first === undefined || last === undefined) return [];
  const coarse = pairs('', [coarseForm(first)], [coarseForm(last)])[0] as string;
  const fine = pairs('F', forms(first), forms(last));
  const kept = fine.length <= maximumKeys - 1 ? fine : [`X${coarse}`];
  return sorted([...kept, `C${coarse}`]);
}

/** Keys to ask with: at most 256, sorted; none when the names hold fewer than two words, or too many to compare. */
export function nameKeysOfPresented(
  givenName: PresentedName['givenName'],
  familyName: PresentedName['familyName'],
): string[] {
  const presented = presentedWords({ givenName, familyName });
  if (presented.length > maximumWords) return [];
  const all = presented.map((word) => ({ forms: forms(word), coarse: [coarseForm(word)] }));
  const fine = new Set<string>();
  const coarse = new Set<string>();
  all.forEach((one, index) => {
    for (const other of all.slice(index + 1)) {
      for (const key of pairs('', one.coarse, other.coarse)) coarse.add(key);
      for (const key of pairs('F', one.forms, other.forms)) fine.add(key);
    }
  });
  if (fine.size + coarse.size > maximumKeys) return sorted([...coarse].map((key) => `C${key}`));
  return sorted([...fine, ...[...coarse].map((key) => `X${key}`)]);
}

/**
 * The coarse pair alone, for finding lookalikes within a small set held in memory: whoever could satisfy presented names has a
 * coarse pair among theirs (key C above, without the tables of variants, so a hundred times cheaper).
 * Null when a name field has no word.
 */
export function coarsePairOfAccount(
  givenName: AccountName['givenName'],
  surname: AccountName['surname'],
): string | null {
  const first = words(givenName)[0];
  const last = words(surname)[0];
  if (first === undefined || last === undefined) return null;
  return pairs('', [coarseForm(first)], [coarseForm(last)])[0] as string;
}

/** Every coarse pair of presented names: an account could satisfy them only if its own pair is one of these. */
export function coarsePairsOfPresented(
  givenName: PresentedName['givenName'],
  familyName: PresentedName['familyName'],
): readonly string[] {
  const presented = presentedWords({ givenName, familyName });
  if (presented.length > maximumWords) return [];
  const coarse = presented.map(coarseForm);
  return [
    ...new Set(
      coarse.flatMap((one, index) => coarse.slice(index + 1).flatMap((other) => pairs('', [one], [other]))),
    ),
  ];
}

function forms(word: string): readonly string[] {
  return variants(word).map(beginning);
}

/** By code points, so that no half of a surrogate pair reaches the database. */
function beginning(form: string): string {
  return [...form].slice(0, maximumForm).join('');
}

function pairs(room: string, one: readonly string[], other: readonly string[]): string[] {
  const keys = new Set<string>();
  for (const a of one) for (const b of other) keys.add(`${room}:${a < b ? `${a} ${b}` : `${b} ${a}`}`);
  return [...keys];
}

function sorted(keys: readonly string[]): string[] {
  return [...new Set(keys)].sort();
}

/** Sound classes in which all renderings of one letter coincide (г: g or h, х: kh or h, ц: ts or c, щ: shch or sht, μπ: b or mp). */
const soundClasses: readonly (readonly [RegExp, string])[] = [
  [/[aeiouyfvwx]/gu, ''],
  [/[cdghjkqstz]/gu, 'k'],
  [/[bpm]/gu, 'p'],
  [/(.)\1+/gu, '$1'],
];

/** One coarse form per word, the same for every variant of it: the tests walk the tables to prove that. */
export function coarseForm(word: string): string {
  const latin = firstRendering(word);
  return beginning(soundClasses.reduce((form, [sound, kept]) => form.replace(sound, kept), latin));
}
