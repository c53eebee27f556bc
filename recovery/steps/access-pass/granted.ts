const sealed = Symbol('access-pass');

/** Evidence: a pass exists for this account (production). */
export interface Granted {
  readonly [sealed]: 'granted';
  readonly kind: 'granted';
  readonly recoveryId: string;
  readonly accountId: string;
  /** Epoch milliseconds. */
  readonly grantedAt: number;
}

/** Evidence: everything ran and a pass would have been granted (evaluation). Leads nowhere. */
export interface Rehearsed {
  readonly [sealed]: 'rehearsed';
  readonly kind: 'rehearsed';
  readonly recoveryId: string;
}

export function sealGranted(content: Omit<Granted, typeof sealed | 'kind'>): Granted {
  return { [sealed]: 'granted', kind: 'granted', ...content };
}
export function sealRehearsed(content: Omit<Rehearsed, typeof sealed | 'kind'>): Rehearsed {
  return { [sealed]: 'rehearsed', kind: 'rehearsed', ...content };
}
