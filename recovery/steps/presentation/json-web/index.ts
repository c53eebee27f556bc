/**
 * The narrow part of JOSE that a presentation may use: canonical base64url, compact JWS with ES256,
 * compact JWE with ECDH-ES on P-256 (RFC 7515, 7516, 7517, 7518). Everything else is absent on purpose,
 * so there is no algorithm to confuse (T6).
 *
 * Readers answer `undefined` for what they cannot accept; which refusal that is, is the caller's to say.
 * Called by this step only.
 */
export * from './decode-base64.ts';
export * from './decrypt-jwe.ts';
export * from './equals-secret.ts';
export * from './find-validity-problem.ts';
export * from './parse-compact-jws.ts';
export * from './parse-json-object.ts';
export * from './parse-p256-key.ts';
export * from './read-certificate-chain.ts';
export * from './verify-es256.ts';
