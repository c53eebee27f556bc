/**
 * Temporary access passes: an admin's, under the organisation's policy (behaviour.md 3.8), and a recovery's, under rules
 * of its own (D28). Owns: values, their hashes, who may use one when. Does not own: what a pass opens (`enrolment/`).
 * Called by: `sign-in/`, `directory/index.ts`.
 */
export {
  deleteAdminPass,
  issueAdminPass,
  type NewPass,
  type PassOrder,
  type PassUsability,
  type PassView,
  readAdminPass,
  useAdminPass,
} from './admin-pass.ts';
export {
  issueRecoveryPass,
  type RecoveryPassOrder,
  type RecoveryPassRedeemed,
  type RecoveryPassRefusal,
  readRecoveryPassOwner,
  redeemRecoveryPass,
  revokeRecoveryPass,
} from './recovery-pass.ts';
