/**
 * The narrow part of CBOR and COSE that a presentation may use: one strict decoding of every text, COSE_Sign1 with ES256,
 * P-256 keys (RFC 8949, RFC 9052, RFC 9053). Everything else is absent on purpose, so there is no algorithm to confuse (T6).
 *
 * Decoding is our own: `cbor-x` takes the last of two equal keys, longer forms of a number, and extensions of its own (records,
 * packed and shared values), so one text could say two things. What we write is little enough to write ourselves. Both are read and written against it in tests.
 * Readers answer `undefined` for what they cannot accept. Called by this step only.
 */
export * from './decode-cbor.ts';
export * from './encode-cbor.ts';
export * from './parse-cose-key.ts';
export * from './parse-cose-sign1.ts';
export * from './verify-cose-sign1.ts';
