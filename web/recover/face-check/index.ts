/**
 * The camera page, loaded only by who needs it.
 *
 * Owns: starting and stopping the camera, the preview, a hint about light, taking the frames.
 * Does not own: any judgement about a face: frames go to the server, which detects, scores and forgets (D15).
 * Guidance here may be missing or wrong without harm: frames can be sent unguided.
 * Called by: `recover.tsx`, lazily.
 */
import './face-check.css';

export { FaceCheck } from './face-check.tsx';
