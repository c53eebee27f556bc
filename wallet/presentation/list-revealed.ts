import type { ClaimPath } from '../credentials/index.ts';
import type { Candidate } from './select-credentials.ts';

/** What the SD-JWT VC format itself carries in the open: issuer, dates, type, key. */
const TECHNICAL = new Set([
  'iss',
  'iat',
  'nbf',
  'exp',
  'vct',
  'vct#integrity',
  'cnf',
  'status',
  'sub',
  'jti',
]);

/** Claims about a person at the top of a credential: everything that is not the format's own. */
export function listPersonal(claims: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(claims).filter((name) => !TECHNICAL.has(name));
}

/**
 * Everything about the person that sharing `candidate` reveals: what was asked for, and what the issuer left
 * readable for everybody, asked for or not. The consent page shows no less than this.
 */
export function listRevealed({ card, paths }: Candidate): readonly ClaimPath[] {
  const { claims, disclosures } = card.sdJwt;
  const hideable = new Set(disclosures.map(({ path }) => path[0]));
  const asked = new Set(paths.map((path) => path[0]));
  const open = listPersonal(claims).filter((name) => !hideable.has(name) && !asked.has(name));
  return [...paths, ...open.map((name) => [name])];
}
