/**
 * Step: Is the live face the face in the credential?
 *
 * Owns the decision: threshold, liveness or its accepted absence, capture tries; the challenge (what is asked of the
 * person, which frame answers what, and when); and the port through which a matcher is asked. It never looks into a
 * picture: the matcher does, and its answer is all that comes back. The challenge makes replaying and changing faces
 * dearer; it never turns `live` into true.
 * Does not own: detection and scoring (`connectors/face-matcher`), the camera page, what acceptance a profile needs
 * (`policy/`), counting tries and keeping the session (`journey/`).
 *
 * Called by `journey/` only. Never the sole factor: docs/face-check.md.
 */
export { type CaptureAgain, captureTries, decideFaceCheck, type FaceCheck } from './decide-face-check.ts';
export type { ChallengeStep, Look } from './draw-challenge.ts';
export { type FaceCheckRefusalCode, faceCheckRefusalCodes } from './face-check-refusal-codes.ts';
export type {
  CaptureProblem,
  FaceComparison,
  FaceMatcher,
  FacePlace,
  FrameReading,
  PlacedFrame,
  PresentationAttackDetection,
} from './face-matcher.ts';
export {
  answerFrame,
  type FaceSession,
  faceSessionLimits,
  hashOfFrame,
  hasToldAnything,
  isComplete,
  openFaceSession,
  placeFrames,
  placeInSession,
} from './face-session.ts';
export type { FaceDecision, SamePerson } from './same-person.ts';
