/**
 * Regain without its pages' browser: the same server, journey and database in this process, spoken to over HTTP, with a clock
 * that can be turned and a face matcher that says what it is told. For what a browser cannot show: a pass an hour later,
 * a wallet that lies, two requests at the same moment, every statement that ran. Called by `journeys/` and `bench/`.
 */
export { type Attacker, attack, reachFaceCheck } from './face-attackers.ts';
export type { HttpBrowser } from './http-browser.ts';
export {
  createLyingWallet,
  createTestIssuer,
  type Holder,
  type Lies,
  type LyingWallet,
  type Wire,
} from './lying-wallet.ts';
export * from './over-http.ts';
export { openSmallHouse, type SmallHouse } from './small-house.ts';
export { createTestDatabase } from './test-database.ts';
