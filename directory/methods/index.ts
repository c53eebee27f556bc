/**
 * Authentication methods: passkey, password, authenticator app (TOTP).
 * Owns: adding, verifying, listing, removing and retiring them, and when none of that may be done because a recovery is
 * under way. Passes are in `passes/`: they are no lasting method.
 * Does not own: sessions, counting of attempts. Called by: `sign-in/`, `sessions/`, `enrolment/`, `directory/index.ts`.
 */
export { listMethods, type MethodView } from './list-methods.ts';
export { type ChangingSession, isRecoveryUnderWay } from './may-change.ts';
export { type AssertionStart, startAssertion, verifyAssertion } from './passkey-assertion.ts';
export {
  addPasskey,
  type NewPasskey,
  type PasskeyAnswer,
  type PasskeyStart,
  registerPasskey,
  startPasskey,
} from './passkey-registration.ts';
export {
  addPassword,
  dummyPasswordHash,
  findPasswordMistake,
  hashPassword,
  type PasswordRefusal,
  replacePassword,
  verifyPassword,
} from './password.ts';
export { type RemovalRefusal, removeMethod } from './remove-method.ts';
export { type Retired, retireMethods } from './retire-methods.ts';
export { type SwitchedOff, switchOffMethods } from './switch-off.ts';
export { addTotp, confirmTotp, registerTotp, startTotp, type TotpStarted, useTotpCode } from './totp.ts';
