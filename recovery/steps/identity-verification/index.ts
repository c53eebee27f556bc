/**
 * Step: Which provider, for which country; go there and come back.
 *
 * Owns the port to providers, the choice among them and the hand-over's content (D23). Gives `Sent`: that the person
 * comes back is a hint, never proof; only the credential is.
 * Does not: sign (adapter), ask whether the person is a bot, look at the credential. Called by `journey/` only.
 */
export { createHandOver } from './create-hand-over.ts';
export type * from './identity-verifier.ts';
export {
  type IdentityVerificationRefusalCode,
  identityVerificationRefusalCodes,
  sendToProvider,
} from './send-to-provider.ts';
export type * from './sent.ts';
