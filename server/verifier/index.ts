/**
 * The verifier bench: asks a wallet one question without a recovery, as a test profile says, so that conformance plans and wallets
 * that we did not write can be run against Regain. Its requests, its wallet's door and its verification are the product's own.
 *
 * Owns: test profiles, transactions in memory, who may start them, how their results are shown. Grants nothing, and knows no account,
 * database or key of an installation. Started by `npm run verifier` (`main.ts`), which refuses where people recover.
 */
export { createVerifierBench, type VerifierBench } from './create-verifier-bench.ts';
export { parseTestProfile, type TestProfile } from './parse-test-profile.ts';
