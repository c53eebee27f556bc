const sealed = Symbol('identity-verification');

/** Evidence: the person was sent to this provider. That they came back is a hint, never proof. */
export interface Sent {
  readonly [sealed]: true;
  readonly kind: 'sent';
  readonly recoveryId: string;
  readonly providerId: string;
  readonly country: string;
  /** Epoch milliseconds. A provider's credential may not be older than the profile's maximum (D22). */
  readonly sentAt: number;
}

export function sealSent(content: Omit<Sent, typeof sealed | 'kind'>): Sent {
  return { [sealed]: true, kind: 'sent', ...content };
}
