/**
 * How people bring something to the wallet: a pasted address, or a QR code.
 *
 * Owns: turning such an address into one of this wallet's own pages.
 * Does not own: fetching or trusting anything that it names.
 * Called by: `pages/`.
 */
export { parseInvocation } from './parse-invocation.ts';
