/**
 * The provider catalogue as it stands: what admins stored, and in an example the pretend provider, which is there from the start.
 * Owns: reading it, asking providers whether they are up, and making each one a port of the journey.
 * Does not own: editing (`server/administration`), the rules of an entry (`recovery/policy`).
 */
export { askProvider } from './ask-provider.ts';
export { createIdentityVerifiers } from './identity-verifiers.ts';
export { providerSubject, readProviders } from './read-providers.ts';
