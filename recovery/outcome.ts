/**
 * The three kinds of "no", kept apart (ARCHITECTURE.md, "Errors").
 *
 * - A **refusal** is an expected answer of a step: a value, with a code out of that step's own union.
 *   Its detail is for the audit and the admin; the person sees one text for many codes (R18).
 * - A **fault** is the world being broken. It is thrown, caught once at the door, and the recovery stays where it was.
 * - **Misuse** is our own bug: a plain `TypeError`, never caught.
 */
export interface Refusal<Code extends string = string> {
  readonly kind: 'refused';
  readonly code: Code;
  /** For audit and admin only. Values of people (names, dates) do not belong here: see `audit/`. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

export function refuse<Code extends string>(code: Code, detail?: Refusal<Code>['detail']): Refusal<Code> {
  return detail === undefined ? { kind: 'refused', code } : { kind: 'refused', code, detail };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'refused';
}

export interface FaultOptions {
  /** Machine-readable, stable, camelCase; shown to the admin. */
  readonly code: string;
  /** True when the same request may well succeed later. */
  readonly retryable: boolean;
  readonly cause?: unknown;
}

/** The world broke (a provider is down, the database is gone): thrown, and caught at the door. */
export class Fault extends Error {
  readonly code: string;
  readonly retryable: boolean;

  constructor(message: string, options: FaultOptions) {
    super(message, { cause: options.cause });
    this.name = 'Fault';
    this.code = options.code;
    this.retryable = options.retryable;
  }
}
