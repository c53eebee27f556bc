/**
 * A double of the face matcher: answers what it is told, and believes what a frame says of itself.
 *
 * For stories over HTTP and for measuring everything but the engine. Never in an installation: `server/` does not
 * know this folder. Called by: `journeys/`, `bench/`, tests.
 */
export {
  createFixedFaceMatcher,
  type FixedFaceMatcher,
  fixedFrame,
  fixedMatch,
} from './create-fixed-face-matcher.ts';
