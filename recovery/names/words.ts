/** Names of more words than this are not compared by machine. A bound on work; the longest passports hold far fewer. */
export const maximumWords = 16;

/** U+200B, bidi marks, soft hyphen …: invisible, so a name with one looks like the name without (NFKC_Casefold drops them too). */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
/** Control characters count as space: a NUL would break the query for candidates. */
const spaces = /[\s\p{Cc}]+/gu;
/** NFKC turns a spacing accent typed as an apostrophe (O´Connor) into space + combining mark. */
const spacingAccent = /(^| )\p{M}+/gu;
const apostrophesAndStops = /['`’‘‛′ʹʻʼʽʾʿˈꞌ׳.·‧]/gu;
const separators = /[\s,\p{Pd}−⁃]+/u;
const letterOrDigit = /[\p{L}\p{N}]/u;

/**
 * Unicode full case folding. JavaScript has none; going down, up and down again gives the same classes,
 * letter by letter so that a final sigma is not special. Dotless ı folds to itself outside Turkish.
 */
function caseFold(text: string): string {
  // Most names are: there going down is all.
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase();
  let folded = '';
  for (const letter of text)
    folded += letter === 'ı' ? letter : letter.toLowerCase().toUpperCase().toLowerCase();
  return folded;
}

/** `ex(x)` of behaviour.md 3.5: what the exact rule compares. Diacritics, hyphens and apostrophes count. */
export function exactForm(name: string): string {
  return caseFold(name.toWellFormed().normalize('NFKC').replace(invisible, ''))
    .normalize('NFKC')
    .replace(spaces, ' ')
    .trim();
}

/**
 * `words(x)`, rule 2: apostrophes and full stops join, hyphens and commas split. A function of `exactForm` alone, so that
 * names which agree exactly have the same words (rule 1). What holds neither letter nor digit is no word.
 */
export function words(name: string): readonly string[] {
  return exactForm(name)
    .replace(spacingAccent, '')
    .replace(apostrophesAndStops, '')
    .split(separators)
    .filter((word) => letterOrDigit.test(word));
}
