/**
 * Pre-flight: may this account be recovered at all, and if not, everything that stands in the way. Pure.
 * Owns: the questions and their order. Does not own: decoys and what a person is told (the eligibility step).
 * Called by: the eligibility step for one person, `insight/` for everybody, the portal for one person's page.
 */
export * from './preflight.ts';
