/**
 * Step: Is the live face the face in the credential?
 *
 * Owns the decision: threshold, liveness or its accepted absence, capture tries; the port of who does the face check, here with
 * an engine or elsewhere at a vendor; for the first the challenge (what is asked of the person, which frame answers what, and
 * when), for the second whether an answer is about this visit. It never looks into a picture. The challenge makes replaying and
 * changing faces dearer; it never turns `live` into true.
 * Does not own: detection and scoring (`connectors/face-matcher`), speaking to vendors (`connectors/face-check`), the pages, what acceptance a profile needs
 * (`policy/`), counting tries and keeping the session (`journey/`).
 *
 * Called by `journey/` only. Never the sole factor: docs/face-check.md.
 */
export { type CaptureAgain, captureTries, decideFaceCheck, type FaceCheck } from './decide-face-check.ts';
export type { ChallengeStep, Look } from './draw-challenge.ts';
export type {
  FaceCheckClient,
  FaceCheckElsewhere,
  FaceCheckHere,
  FaceCheckProvider,
  VendorAnswer,
  VendorSession,
  VendorSessionRequest,
} from './face-check-provider.ts';
export { type FaceCheckRefusalCode, faceCheckRefusalCodes } from './face-check-refusal-codes.ts';
export type {
  CaptureProblem,
  FaceComparison,
  FaceMatcher,
  FacePlace,
  FrameReading,
  PlacedFrame,
} from './face-matcher.ts';
export {
  answerFrame,
  type FaceSession,
  faceSessionLimits,
  hashOfFrame,
  hasToldAnything,
  isComplete,
  isInTime,
  lightAnswerOf,
  openFaceSession,
  placeFrames,
  placeInSession,
} from './face-session.ts';
export {
  beginVisit,
  type FaceVisit,
  faceVisitLimits,
  type VendorComparison,
  type WeighedAnswer,
  weighAnswer,
} from './face-visit.ts';
export type { Light, Tint } from './light.ts';
export type { FaceDecision, SamePerson } from './same-person.ts';
export { keepWaiting } from './waiting-picture.ts';
