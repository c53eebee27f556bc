/**
 * Profiles (behaviour.md 2.3–2.5): made, edited, put in order, deleted, and the way through the production gate (D3).
 * Owns: the acts, what saving would do to a profile in production, the exclusions that all profiles share.
 * Does not own: the rules and the gate themselves (`recovery/policy`), matching (`recovery/journey` lends its comparison).
 */
import type { Acting } from '../acting.ts';
import { deleteActs, deleteProfile } from './delete-profile.ts';
import { editActs, widenProduction } from './edit-profile.ts';
import { changeExclusions, exclusionActs } from './exclusions.ts';
import { orderActs, reorderProfiles } from './order-profiles.ts';
import { questionActs } from './profile-questions.ts';
import { tableActs } from './profile-table.ts';
import { modeActs, switchToProduction } from './switch-mode.ts';

export type { Edited, EditOutcome } from './edit-profile.ts';
export type { ProfileDraft } from './judge-profile.ts';
export type { ProfileReview } from './profile-questions.ts';
export type { ProfileVersion } from './read-profile-version.ts';

export const profileActs = (acting: Acting) => ({
  ...tableActs(acting),
  ...orderActs(acting),
  ...editActs(acting),
  ...deleteActs(acting),
  ...modeActs(acting),
  ...questionActs(acting),
  ...exclusionActs(acting),
});

export const profileSecondPersonActs = [
  switchToProduction,
  widenProduction,
  deleteProfile,
  changeExclusions,
  reorderProfiles,
];
