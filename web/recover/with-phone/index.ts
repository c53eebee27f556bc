/**
 * A recovery in which a second device takes part, as the browser sees it that started; loaded only by who needs it (D39).
 *
 * Owns: the code that brings a phone in, who has joined, the field for what it shows, the waiting time after it.
 * Does not own: the phone's own pages (`web/phone`).
 * Called by: `recover.tsx`, lazily.
 */
export { WaitingTime } from './waiting-time.tsx';
export { WithPhone } from './with-phone.tsx';
