/**
 * The journey: the order of the seven steps, the states between them, and `advance`, the only writer.
 * Owns order, state, sealed evidence between steps, attempt counting and the audit of every transition.
 * Owns no decision: those are the steps'. Called by the doors, through `createJourney`.
 * Read `order.ts` first: it is the whole flow as a table.
 */

export { createKnownCertificates, statusListProblems } from '../steps/presentation/index.ts';
export type { Recovery, RecoveryChanges, RecoveryOutcome, RecoveryState } from '../store/index.ts';
export type { Advanced } from './advance.ts';
export type { FaceWord, RecoveryEvent, Reply } from './events.ts';
export { createJourney, type Journey } from './journey.ts';
export type { PhonePlace, PhoneView } from './phone/index.ts';
export type { JourneyKeys, JourneyPorts, RequestSigner } from './ports.ts';
export { invocationAddress, responseAddress } from './presentation-request.ts';
export {
  type PreviewCheck,
  previewChecks,
  previewRecovery,
  type RecoveryPreview,
} from './preview-recovery.ts';
export { open, seal } from './seal.ts';
export { type MatchTried, tryMatch } from './try-match.ts';
export type { RecoveryPage, RecoveryView } from './view.ts';
