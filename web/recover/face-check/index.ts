/**
 * The face check page, loaded only by who needs it: our own camera, or the way to a vendor's page and back.
 *
 * Owns: consent, starting and stopping the camera, the preview, a hint about light, saying what the server asks, taking the frames.
 * Does not own: any judgement about a face or a pose: frames go to the server, which looks, scores and forgets (D15).
 * Guidance here may be missing or wrong without harm.
 * Called by: `recover.tsx` and the pages of a phone, lazily.
 */
import './face-check.css';

export { FaceCapture } from './face-capture.tsx';
export type { FaceDoor } from './follow-challenge.ts';
export { FaceCheck } from './which-check.tsx';
