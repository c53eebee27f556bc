import type { HandOverVerifier } from '../hand-over/index.ts';
import type { Offers } from '../issuance/index.ts';
import type { CheckStore, Specimen } from '../verification/index.ts';
import type { Health } from './health.ts';

/** What the person's pages need from outside. */
export interface PageOptions {
  readonly origin: string;
  readonly relyingParty: string;
  readonly wallet: string;
  readonly verifyHandOver: HandOverVerifier;
  readonly checks: CheckStore;
  readonly offers: Offers;
  readonly health: Health;
  readonly specimens: readonly Specimen[];
  readonly checkMilliseconds: number;
  readonly slowMilliseconds: number;
  readonly now: () => number;
}
