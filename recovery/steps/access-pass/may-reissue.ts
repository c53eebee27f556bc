/** After its expiry a recovery's pass may be issued again this often (D28). */
const maximumReissues = 1;
const windowMs = 60 * 60 * 1000;

/**
 * May an expired pass be issued again without a new proof? Once, within 60 minutes of the proof, never after redemption
 * (D28). From the same browser: that is the cookie's business. Times are epoch milliseconds.
 */
export function mayReissue(pass: {
  readonly provedAt: number;
  /** How often it was issued again so far. */
  readonly reissues: number;
  readonly redeemed: boolean;
  readonly now: number;
}): boolean {
  if (pass.redeemed) return false;
  if (pass.reissues >= maximumReissues) return false;
  const age = pass.now - pass.provedAt;
  return age >= 0 && age <= windowMs;
}
