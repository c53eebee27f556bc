/**
 * Greek as Greek and Cypriot passports render it (ELOT 743, ISO 843 type 2).
 *
 * Unsure: whether every edition of Doc 9303-3 prints this table; the passports follow it. Pairs come before single letters.
 * A diaeresis on the second letter (αϋ), or an accent on the first (άυ), says that two letters are no pair.
 */
export const icaoGreek: Readonly<Record<string, string>> = {
  αυ: 'av/af',
  ευ: 'ev/ef',
  ηυ: 'iv/if',
  ου: 'ou',
  γγ: 'ng',
  γκ: 'gk',
  γξ: 'nx',
  γχ: 'nch',
  μπ: 'b/mp',
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
};
