/**
 * What administrators do, with its rules and its audit: one file for each subject. Said over HTTP by `doors/portal`, over the
 * host's socket by `doors/admin.ts` (the command line).
 * Owns: acts, their refusals (`AdminProblem`) and their entries in the `administration` chain.
 * Does not own: who may do what (`doors/portal` asks for roles), shapes of requests, the rules of the domain.
 */
export { acceptInvitation } from './accept-invitation.ts';
export type { Acting, AdministrationParts } from './acting.ts';
export type { AddedAccount } from './add-account.ts';
export {
  AdminProblem,
  type AdminProblemCode,
  type FieldProblem,
  toFieldProblem,
} from './admin-problem.ts';
export type { Approval, Asked } from './approvals.ts';
export { expireApprovals } from './approvals.ts';
export type { CheckedReceipt, VerificationWork } from './audit.ts';
export { type Administration, createAdministration } from './create-administration.ts';
export type { VendorListing } from './face-checks/index.ts';
export { newPerson, personChanges } from './people/index.ts';
export * from './people-import/index.ts';
export type { Edited, ProfileDraft, ProfileReview, ProfileVersion } from './profiles/index.ts';
export type { ProviderListing } from './providers.ts';
export * from './require-recovery/index.ts';
export { rescanWhenOutOfDate } from './rescan-readiness.ts';
export { type AdminRole, adminRoles, auditor, helpDesk, recoveryAdministrator } from './roles.ts';
export type { ApprovalChange, ApprovalSubject } from './second-person-act.ts';
export type { TrustAnchorListing } from './trust-anchors/index.ts';
