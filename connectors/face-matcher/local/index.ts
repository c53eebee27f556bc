/**
 * The built-in face matcher: same person or not, without any service outside.
 *
 * Owns: finding one face, its pose and quality, the descriptor, the score, and the processes this runs in.
 * Does not own: the threshold and the decision (`recovery/steps/face-check`), guidance in the browser, liveness:
 * it has none and says so (`presentationAttackDetection: 'none'`, `live: null`). What it can and cannot do, in
 * numbers: docs/face-check.md.
 * Called by: `server/` (which starts and closes it), through the port `FaceMatcher`.
 * `engine/` is a drawer with a manifest of its own: the networks, from pixels to faces and descriptors. It may be left out
 * of an installation; `isInstalled` says so, and nobody is looked at then.
 */
export {
  createLocalFaceMatcher,
  type LocalFaceMatcher,
  type LocalFaceMatcherOptions,
} from './create-local-face-matcher.ts';
export { openWorkerGroups, type WorkerGroups } from './open-worker-groups.ts';
