/**
 * How a relying party hands a person over to this provider.
 *
 * Owns: the signed one-time token of `/start` (who sent the person, where they go back to) and the address
 * back. Does not: know anything about the person; the token carries no personal data.
 * Called by: `pages/routes.ts`.
 */
export { createReturnAddress, type ReturnStatus } from './create-return-address.ts';
export {
  createHandOverVerifier,
  type HandOver,
  type HandOverRefusalCode,
  type HandOverVerifier,
} from './verify-hand-over.ts';
