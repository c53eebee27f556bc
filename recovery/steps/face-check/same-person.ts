import type { Claims, CredentialOrigin } from '../presentation/index.ts';

const sealed = Symbol('face-check');

/** How presence was shown. A closed set: a path without a camera may join it later (D20). */
export interface FaceDecision {
  readonly presence: 'face';
  /** 0–100 on the scale of this provider only; scales of two engines are not comparable. */
  readonly confidence: number;
  readonly threshold: number;
  readonly provider: string;
  readonly providerVersion: string;
  /** Null: the engine has no presentation-attack detection and says so. */
  readonly live: boolean | null;
}

/** Evidence: the live face is the face in the credential. Images are gone from here on. */
export interface SamePerson {
  readonly [sealed]: true;
  readonly kind: 'samePerson';
  readonly recoveryId: string;
  readonly claims: Claims;
  readonly credential: CredentialOrigin;
  readonly face: FaceDecision;
}

export function sealSamePerson(content: Omit<SamePerson, typeof sealed | 'kind'>): SamePerson {
  return { [sealed]: true, kind: 'samePerson', ...content };
}
