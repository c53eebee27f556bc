/**
 * A double of the face matcher: answers what it is told, looks at no picture.
 *
 * For stories over HTTP and for measuring everything but the engine. Never in an installation: `server/` does not
 * know this folder. Called by: `journeys/`, `bench/`, tests.
 */
export { createFixedFaceMatcher, type FixedFaceMatcher } from './create-fixed-face-matcher.ts';
