/**
 * The pages of a second device that takes part in a recovery (D25); loaded only there.
 *
 * Owns: opening the link of the code, whose sign-in it is about and "This wasn't me", the wallet or the camera, the code to type.
 * Does not own: anything of the recovery beyond that one step: its cookie opens nothing else.
 * Called by: `app.tsx`, lazily, at `/phone`.
 */
import './phone.css';

export { Phone } from './phone.tsx';
