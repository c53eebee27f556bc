/**
 * Was this credential revoked? Token Status List (IETF, JWT and CWT, 1, 2, 4 and 8 bits) and W3C Bitstring Status List with its
 * forerunner StatusList2021. Lists are signed, belong to the authority that issued the credential, are read whole, so that
 * nobody learns whose entry was looked at, and count only while they are fresh. What cannot be told is refused (T7).
 *
 * Fetching and keeping lists is the port's work. Called by this step only.
 */
export * from './find-status-refusal.ts';
export * from './status-lists.ts';
export * from './status-reference.ts';
