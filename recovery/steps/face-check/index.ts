/**
 * Step: Is the live face the face in the credential?
 *
 * Owns the decision: threshold, liveness or its accepted absence, capture tries; and the port through which a
 * matcher is asked. It never sees an image: the matcher gets them, and its answer is all that comes back.
 * Does not own: detection and scoring (`connectors/face-matcher`), the camera page, what acceptance a profile needs
 * (`policy/`), counting tries (`journey/`). A server-driven challenge joins here later as its own result; it never
 * turns `live` into true.
 *
 * Called by `journey/` only. Never the sole factor: docs/face-check.md.
 */
export { type CaptureAgain, captureTries, decideFaceCheck, type FaceCheck } from './decide-face-check.ts';
export { type FaceCheckRefusalCode, faceCheckRefusalCodes } from './face-check-refusal-codes.ts';
export type { CaptureProblem, FaceComparison, FaceMatcher } from './face-matcher.ts';
export type { FaceDecision, SamePerson } from './same-person.ts';
