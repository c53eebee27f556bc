/** Fills the port `IssuerKeys`: documents of `did:web`, downloaded through the guard and kept. Called by `server/`. */
export { createDidWebKeys } from './create-did-web-keys.ts';
