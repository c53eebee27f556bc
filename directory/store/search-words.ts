/** Longer words are found by their beginning; an index entry has a limit. */
const longestWord = 100;
/** A mistaken paste is not a search. */
const mostWords = 8;

/** Letters that Unicode does not take apart into a base and a mark. */
const single: Readonly<Record<string, string>> = {
  ...{ ł: 'l', ø: 'o', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ŧ: 't', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' },
};
/** How German and the Nordic languages write these letters where they have none. */
const double: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

const lower = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFC');

function withoutMarks(text: string): string {
  return text
    .replaceAll(/[łøđðħıŧßæœþ]/gu, (letter) => single[letter] ?? letter)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '');
}

/** What an account is found by. */
export interface Searched {
  readonly accountName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly employeeNumber: string;
  readonly mails: readonly { readonly mail: string }[];
}

/** As a list is sorted by: `lindqvist mara`. */
export function sortNameOf({ givenName, surname }: Pick<Searched, 'givenName' | 'surname'>): string {
  return withoutMarks(lower(`${surname.trim()} ${givenName.trim()}`)).slice(0, 200);
}

/**
 * The words an account is found by, as a `tsvector` literal: both names, account name, mails, employee number; whole and in
 * their parts (`smith-jones`, `smith`, `jones`), without marks, and with `ue` for `ü`, as either is typed.
 */
export function searchVectorOf(account: Searched): string {
  const { accountName, givenName, surname, employeeNumber } = account;
  const said = [accountName, givenName, surname].flatMap((text) => spellings(text).flatMap(wholeAndParts));
  const exact = [employeeNumber, ...account.mails.map(({ mail }) => mail)].flatMap((text) =>
    spellings(text).map((each) => each.trim()),
  );
  return [...new Set([...said, ...exact])]
    .filter((word) => word !== '')
    .map(quote)
    .join(' ');
}

/** What was typed, as a `tsquery` literal: every word must begin some word of the account, in any order. Null: nothing typed. */
export function searchQueryOf(typed: string): string | null {
  const words = withoutMarks(lower(typed))
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, mostWords);
  if (words.length === 0) return null;
  return words.map((word) => `${quote(word)}:*`).join(' & ');
}

function spellings(text: string): string[] {
  const folded = lower(text);
  const doubled = folded.replaceAll(/[äöüåø]/gu, (letter) => double[letter] ?? letter);
  return doubled === folded ? [withoutMarks(folded)] : [withoutMarks(folded), withoutMarks(doubled)];
}

function wholeAndParts(text: string): string[] {
  return text.split(/\s+/u).flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)]);
}

/** Quoted as PostgreSQL reads lexemes: a quote is doubled, and so is a backslash. NUL cannot be stored, so nobody has it. */
function quote(word: string): string {
  const cut = [...word].slice(0, longestWord).join('').replaceAll('\0', '\uFFFD');
  return `'${cut.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
