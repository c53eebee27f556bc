import type { z } from 'zod';
import type { Acting } from './acting.ts';

/** What an act is about, as the second person reads it. */
export interface ApprovalSubject {
  /** `trustAnchor`, `profile`, `account`, `settings` … */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  /** Which version of it was looked at when the act was asked for; null where it has none. */
  readonly version: number | null;
}

/** One thing that would change, in words a person can compare; null = nothing there. `field` is a key of the catalogues. */
export interface ApprovalChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * An act that one admin asks for and another one agrees to (D3, D34). It is written once and performed at one of two moments: at once,
 * or up to three days later. So `perform` checks everything again, versions included, and throws `AdminProblem` for what no longer holds.
 */
export interface SecondPersonAct<Payload = unknown, Result = unknown> {
  readonly name: string;
  /** Judges what comes back out of the database, perhaps into a newer Regain. */
  readonly payload: z.ZodType<Payload>;
  /** Runs in a transaction. `approvers`: everybody who agreed, whoever asked included. */
  perform(acting: Acting, payload: Payload, approvers: readonly string[]): Promise<Result>;
  /** What only tidies up, once it stands: after the transaction, and not done again if it breaks off. */
  afterwards?(acting: Acting, payload: Payload): Promise<unknown>;
}
