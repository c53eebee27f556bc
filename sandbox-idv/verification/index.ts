/**
 * The pretended verification of one person: what they chose, what is "printed" on their document, how far the
 * checks are. Nothing is checked for real.
 *
 * Owns: the person's `Check` (in memory, forgotten after 30 minutes and at a restart), the test outcomes, the
 * specimens, pictures as bytes. Does not: know HTTP, pages or the credential's format.
 * Called by: `pages/` for the person; `issuance/` takes the resulting `VerifiedIdentity`.
 */
export { type Check, type CheckStore, createCheckStore, DOCUMENT_TYPES, type DocumentType } from './check.ts';
export { COUNTRIES } from './countries.ts';
export {
  applyOutcome,
  CREDENTIAL_KINDS,
  type CredentialKind,
  MORE_OUTCOMES,
  OUTCOMES,
  type Outcome,
  type VerifiedIdentity,
} from './outcome.ts';
export { type Picture, parsePicture, toDataUrl } from './picture.ts';
export { type PrintedData, type PrintedDataField, parsePrintedData } from './printed-data.ts';
export { type NamedCheck, type Progress, progressAt } from './progress.ts';
export { readSpecimens, type Specimen } from './specimens.ts';
