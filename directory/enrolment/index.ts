/**
 * Enrolment sessions (D29) and the invitations that open some of them: set-up only, over with the first new method.
 * Does not own: redeeming passes (`passes/`), verifying methods (`methods/`). Called by: `passes/`, `sign-in/`, `directory/index.ts`.
 */
export {
  type EnrolmentRefusal,
  enrolPasskey,
  enrolTotp,
  type PasskeyEnrolment,
  setEnrolmentPassword,
  startEnrolmentPasskey,
  startEnrolmentTotp,
} from './enrol-method.ts';
export {
  type Enrolment,
  type EnrolmentStart,
  type OpenedEnrolment,
  openEnrolment,
  readEnrolment,
  readEnrolmentOfRecovery,
  reopenEnrolment,
} from './enrolment-session.ts';
export {
  createInvitation,
  type Invitation,
  type InvitationOrder,
  type RedeemedInvitation,
  readIsRoleHeld,
  redeemInvitation,
} from './invitation.ts';
export { revokeEnrolment } from './revoke-enrolment.ts';
