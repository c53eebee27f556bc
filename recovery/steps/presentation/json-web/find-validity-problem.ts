import type { JsonObject } from './parse-json-object.ts';

/** Clocks of honest parties differ a little. */
export const clockSkewSeconds = 60;

export type ValidityProblem = 'malformed' | 'expired' | 'notYetValid';

/**
 * Is this JWT within the times it states for itself (RFC 7519, 4.1.4 to 4.1.6)? A time that is not a number
 * is malformed, not absent: otherwise `exp: "never"` would be.
 *
 * @param now epoch milliseconds
 */
export function findValidityProblem(claims: JsonObject, now: number): ValidityProblem | undefined {
  const seconds = now / 1000;
  const times = [claims.exp, claims.nbf, claims.iat];
  if (!times.every((time) => time === undefined || isNumericDate(time))) return 'malformed';
  const [exp = Number.POSITIVE_INFINITY, nbf = 0, iat = 0] = times as (number | undefined)[];
  if (exp <= seconds - clockSkewSeconds) return 'expired';
  if (nbf > seconds + clockSkewSeconds || iat > seconds + clockSkewSeconds) return 'notYetValid';
  return undefined;
}

export function isNumericDate(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
