/**
 * Signing in: discoverable passkey, password with code, access pass. Every refusal is the same `null`.
 * Does not own: verifying methods (`methods/`), counting attempts (`attempts/`), sessions (`sessions/`).
 * Called by: `directory/index.ts`.
 */
export type { SignedIn } from './complete-sign-in.ts';
export { type PassSignedIn, type PassSignIn, signInWithPass } from './sign-in-with-pass.ts';
export { type PasskeySignIn, signInWithPasskey } from './sign-in-with-passkey.ts';
export { type PasswordSignIn, signInWithPassword } from './sign-in-with-password.ts';
