/**
 * What serves the wallet's pages: files built by Vite, and the list of authorities that the wallet trusts.
 *
 * Owns: headers (CSP above all), the trust list read from PEM files at each request, `/healthz`.
 * Does not own: anything that a person keeps. No credential, key or request ever reaches this process.
 * Called by: `main.ts`.
 */
export { createWalletServer } from './create-wallet-server.ts';
export { loadPages } from './load-pages.ts';
