/**
 * A face check vendor spoken to over HTTP, in the REST shape of docs/face-check.md 10. For a vendor whose own API looks different,
 * this is the shape that a small translator in front of it has to speak, or the model for a connector of its own.
 *
 * Owns: what goes over the line, in which shape, and what shape an answer must have. Believes no answer to be about anything:
 * that is the step's. Asks through the one guard (D36). Called by `server/face-checks`.
 */
export { createHttpFaceCheck } from './create-http-face-check.ts';
