/** An expected "no" of one of the wallet's steps: a value, with a code of that step's own union. */
export interface Refusal<Code extends string = string> {
  readonly kind: 'refused';
  readonly code: Code;
}

export function refuse<Code extends string>(code: Code): Refusal<Code> {
  return { kind: 'refused', code };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'refused';
}

/** The other side could not be reached, or answered nonsense. Thrown by `network/`, caught once, by the page. */
export class Fault extends Error {
  readonly code: 'unreachable' | 'unreadable' | 'brokenPeer';

  constructor(code: Fault['code'], options?: { readonly cause: unknown }) {
    super(code, options);
    this.name = 'Fault';
    this.code = code;
  }
}
