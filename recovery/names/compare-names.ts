import { commonForm, variants } from './variants.ts';
import { exactForm, maximumWords, words } from './words.ts';

/** The two name fields of the directory. Display name and account name are never compared. */
export interface AccountName {
  readonly givenName: string;
  readonly surname: string;
}

/** The two name fields of a credential. */
export interface PresentedName {
  readonly givenName: string;
  readonly familyName: string;
}

/** A directory word and the credential word that answered for it. `position` counts the credential's words from 0. */
export interface WordTrace {
  readonly field: 'givenName' | 'surname';
  readonly word: string;
  readonly matched: {
    readonly word: string;
    readonly position: number;
    readonly how: 'same' | 'withoutDiacritics' | 'transliterated';
  } | null;
}

/**
 * Why two names agree or do not, for the admin (behaviour.md 3.5, end). It holds names: personal data, which belongs
 * in the erasable side table of the audit and nowhere else (D35).
 */
export interface NameTrace {
  /** The rule that let the pair pass; null when it failed. */
  readonly rule: 'exact' | 'relaxed' | null;
  readonly problem: null | 'blankField' | 'tooManyWords' | 'unmatchedWord' | 'wordOrder' | 'notExact';
  readonly words: readonly WordTrace[];
}

interface Word {
  readonly text: string;
  readonly forms: readonly string[];
}

/** Exact (behaviour.md 3.5): field by field, case folded. A field without a word never matches. */
export function exactNames(account: AccountName, presented: PresentedName): boolean {
  if (words(account.givenName).length === 0 || words(account.surname).length === 0) return false;
  if (presentedWords(presented).length > maximumWords) return false;
  return (
    exactForm(account.givenName) === exactForm(presented.givenName) &&
    exactForm(account.surname) === exactForm(presented.familyName)
  );
}

/** Relaxed, rules 1–8 (behaviour.md 3.5): every directory word has a credential word of its own, in order within its field. */
export function relaxedNames(account: AccountName, presented: PresentedName): boolean {
  const given = words(account.givenName);
  const surname = words(account.surname);
  const credential = presentedWords(presented);
  if (given.length === 0 || surname.length === 0) return false;
  if (credential.length > maximumWords || credential.length < given.length + surname.length) return false;
  return assign(toWords(given), toWords(surname), toWords(credential)) !== null;
}

/** The decision of either level, with its reasons. */
export function traceNames(
  account: AccountName,
  presented: PresentedName,
  level: 'exact' | 'relaxed',
): NameTrace {
  const given = toWords(words(account.givenName));
  const surname = toWords(words(account.surname));
  const credential = toWords(presentedWords(presented));
  const found = assign(given, surname, credential);
  const trace = [
    ...traceField('givenName', given, credential, found?.given),
    ...traceField('surname', surname, credential, found?.surname),
  ];

  if (given.length === 0 || surname.length === 0) return { rule: null, problem: 'blankField', words: trace };
  if (credential.length > maximumWords) return { rule: null, problem: 'tooManyWords', words: trace };
  if (exactNames(account, presented)) return { rule: 'exact', problem: null, words: trace };
  if (found !== null) {
    return level === 'relaxed'
      ? { rule: 'relaxed', problem: null, words: trace }
      : { rule: null, problem: 'notExact', words: trace };
  }
  const problem = trace.some((word) => word.matched === null) ? 'unmatchedWord' : 'wordOrder';
  return { rule: null, problem, words: trace };
}

/** Rule 5: the words of both credential fields in one row, repeats kept. */
export function presentedWords(presented: PresentedName): readonly string[] {
  return [...words(presented.givenName), ...words(presented.familyName)];
}

function toWords(texts: readonly string[]): readonly Word[] {
  return texts.slice(0, maximumWords + 1).map((text) => ({ text, forms: variants(text) }));
}

interface Assignment {
  readonly given: readonly number[];
  readonly surname: readonly number[];
}

/**
 * Rules 5–7: two subsequences of the credential's words that share no word. Both sequences keep their order, so one walk
 * over the credential with "so many of each placed" as its state finds an assignment if there is one, and the work is
 * bounded by credential × given × surname words.
 */
function assign(
  given: readonly Word[],
  surname: readonly Word[],
  credential: readonly Word[],
): Assignment | null {
  let reached = new Map<number, Assignment>([[0, { given: [], surname: [] }]]);
  const width = surname.length + 1;
  credential.forEach((word, position) => {
    const after = new Map(reached);
    for (const placed of reached.values()) {
      const g = placed.given.length;
      const s = placed.surname.length;
      if (agree(given[g], word) && !after.has((g + 1) * width + s)) {
        after.set((g + 1) * width + s, { ...placed, given: [...placed.given, position] });
      }
      if (agree(surname[s], word) && !after.has(g * width + s + 1)) {
        after.set(g * width + s + 1, { ...placed, surname: [...placed.surname, position] });
      }
    }
    reached = after;
  });
  return reached.get(given.length * width + surname.length) ?? null;
}

function agree(word: Word | undefined, other: Word): boolean {
  return word !== undefined && commonForm(word.forms, other.forms) !== null;
}

function traceField(
  field: WordTrace['field'],
  fieldWords: readonly Word[],
  credential: readonly Word[],
  positions: readonly number[] | undefined,
): readonly WordTrace[] {
  return fieldWords.map((word, index) => {
    const position = positions?.[index] ?? credential.findIndex((other) => agree(word, other));
    const other = credential[position];
    if (other === undefined) return { field, word: word.text, matched: null };
    return { field, word: word.text, matched: { word: other.text, position, how: how(word, other) } };
  });
}

function how(word: Word, other: Word): 'same' | 'withoutDiacritics' | 'transliterated' {
  if (word.text === other.text) return 'same';
  return word.forms[0] === other.forms[0] ? 'withoutDiacritics' : 'transliterated';
}
