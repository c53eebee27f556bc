/**
 * A recovery in which a second device takes part, as the browser sees it that started; loaded only by who needs it (D39).
 *
 * Owns: the waiting time after it.
 * Does not own: the phone's own pages (`web/phone`).
 * Called by: `recover.tsx`, lazily.
 */
export { WaitingTime } from './waiting-time.tsx';
