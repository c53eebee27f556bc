/**
 * ICAO Doc 9303-3 section 6 A, multinational Latin characters: only letters whose rendering is not simply the base
 * letter. Choices are separated by '/', the recommended one first. Letters are case-folded (ẞ and ß are 'ss' by then).
 *
 * Typed from knowledge of the 8th edition. Sure: ä å æ ð đ ø ö ü ñ þ œ ł ı ŋ ħ ŧ. Unsure: that the plain 'a', 'o', 'u'
 * stand in the table itself (they match anyway, as the form without diacritics), and ə and ĸ, which older editions lack.
 */
export const icaoLatin: Readonly<Record<string, string>> = {
  ä: 'ae/a',
  å: 'aa',
  æ: 'ae',
  ð: 'd',
  đ: 'd',
  ø: 'oe',
  ö: 'oe/o',
  œ: 'oe',
  ü: 'ue/uxx/u',
  ñ: 'n/nxx',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ĸ: 'k',
  ł: 'l',
  ŋ: 'n',
  ŧ: 't',
  ə: 'e',
};

/** Letters that Unicode does not decompose: what is left when their stroke, hook or ligature goes (rule 3). */
export const latinBase: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ĸ: 'k',
  ŋ: 'n',
  ŧ: 't',
  ß: 'ss',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ə: 'e',
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
};
