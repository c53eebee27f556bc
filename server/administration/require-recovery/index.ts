/**
 * "Set yourself up anew", after a compromise: of a person, a group or a pasted list (D32).
 * Owns: whom it means, who is left alone, where it stands, its report. Does not own: what switching off means (`directory/`).
 * Called by: `create-administration.ts`, `second-person-acts.ts`, the portal's door, the jobs.
 */
export { createRequirementWorker } from './carry-on-requirement.ts';
export { requirementOrder, requireRecoveryActs, requireRecoveryOfMany } from './require-recovery.ts';
export { requirementScope } from './requirement-scope.ts';
export { createRequirementStore, type Requirement, requirementOutcomes } from './requirement-store.ts';
