import type { webcrypto } from 'node:crypto';

/** The wallet is written for browsers, where this is a type of the platform's; here Node's stands in for it. */
declare global {
  type CryptoKey = webcrypto.CryptoKey;
}
