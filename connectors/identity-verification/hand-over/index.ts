/**
 * A provider that takes people over with our one-time signed token (D23) and issues credentials that a trust anchor vouches for:
 * whoever is in the catalogue, the example's pretend provider included. Called by `server/`, which reads the catalogue.
 */
export { createHandOverVerifier } from './hand-over-verifier.ts';
