const sealed = Symbol('re-enrolment');

/** Evidence: a new method has signed in once and the old ones are off. The case is closed. */
export interface Reenrolled {
  readonly [sealed]: true;
  readonly kind: 'reenrolled';
  readonly recoveryId: string;
  readonly disabledMethods: number;
  readonly addedMethods: number;
}

export function sealReenrolled(content: Omit<Reenrolled, typeof sealed | 'kind'>): Reenrolled {
  return { [sealed]: true, kind: 'reenrolled', ...content };
}
