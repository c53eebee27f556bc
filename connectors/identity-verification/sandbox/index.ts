/** The sandbox provider, seen from Regain: health and hand-over. Called by `server/main.ts`, in an example only. */
export { createSandboxVerifier } from './sandbox-verifier.ts';
