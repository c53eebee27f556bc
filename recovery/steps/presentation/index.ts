/**
 * Step: Is this credential genuine, held by this wallet, for this request?
 *
 * Owns the OpenID4VP 1.0 request (as a payload), the encrypted answer, and the verification of what was presented;
 * each format has its room in `formats/`. Three functions, never doing each other's work: create, parse, verify.
 *
 * Does not own: signing and serving the request, keys, nonces and their single use (the wallet's door and the store),
 * the face (face-check), whose account it is (matching). No I/O, no clock of its own.
 *
 * Called by `journey/`, and by `server/verifier/`, which asks wallets without a recovery.
 */
export { type AskedClaim, askedClaims } from './asked-claims.ts';
export {
  createKnownCertificates,
  type KnownCertificates,
  noKnownCertificates,
} from './certificate-path/index.ts';
export { browserProtocol, createBrowserRequest } from './create-browser-request.ts';
export { createCredentialQuery } from './create-credential-query.ts';
export { createPresentationRequest } from './create-presentation-request.ts';
export type { StatusMediaType } from './credential-check.ts';
export type { IssuerKeys } from './did/index.ts';
export { findWithdrawal } from './find-withdrawal.ts';
export {
  type ParsedPresentationResponse,
  parsePlainResponse,
  parsePresentationResponse,
} from './parse-presentation-response.ts';
export { type AskableQuery, parseQuery } from './parse-query.ts';
export { type PresentationRefusalCode, presentationRefusalCodes } from './presentation-refusal-codes.ts';
export type { Claims, CredentialOrigin, Presented } from './presented.ts';
export {
  type FetchedStatusList,
  type StatusListReport,
  type StatusLists,
  statusListProblems,
} from './status/index.ts';
export type { AnswerCheck } from './verify-answer.ts';
export { type AnsweredQuery, verifyAnswerToQuery } from './verify-answer-to-query.ts';
export { type PresentationCheck, type PresentationRoute, verifyPresentation } from './verify-presentation.ts';
