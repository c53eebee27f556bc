import type { Language, Translate } from '../texts/index.ts';

/** What every page needs to know. */
export interface PageContext {
  readonly language: Language;
  readonly t: Translate;
  /** Host of the relying party, as people read it. */
  readonly relyingParty: string;
  /** Version of a client file, for its address. */
  readonly assetVersion: string;
}

/** Names of countries in the page's language, sorted as that language sorts. */
export function listCountries(
  codes: readonly string[],
  language: Language,
): readonly { readonly code: string; readonly name: string }[] {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  return codes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((a, b) => a.name.localeCompare(b.name, language));
}
