/** What a face check can tell a living person by: nothing, its vendor's word, or a test to ISO/IEC 30107-3. */
export const livenessAssurances = ['none', 'vendor-claimed', 'iso30107-3-L1', 'iso30107-3-L2'] as const;
export type LivenessAssurance = (typeof livenessAssurances)[number];

/** Presentation-attack detection, and where it is proven. */
export interface PresentationAttackDetection {
  readonly assurance: LivenessAssurance;
  /** The laboratory's letter: where it stands (https), and its calendar day, ISO 8601. */
  readonly evidence: { readonly address: string; readonly date: string } | null;
}

/** The id of the face check that Regain brings along. */
export const builtInFaceCheck = 'built-in';

/** What the portal, the gate and the journey say of any face check. */
export interface FaceCheckFacts {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly presentationAttackDetection: PresentationAttackDetection;
  /** 50–100 on the scale of this one; no two scales are comparable (face-check.md 5). */
  readonly recommendedThreshold: number;
}

/**
 * A vendor of the catalogue that does the face check on a page of its own, spoken to over HTTP. Its address takes our secret and
 * portraits along, so it is never the vendor's to change.
 */
export interface FaceCheckVendor {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly enabled: boolean;
  /** Below it are its sessions: https, or loopback in an example. */
  readonly address: string;
  /** The only origin a person is sent to. */
  readonly pageOrigin: string;
  readonly presentationAttackDetection: PresentationAttackDetection;
  readonly recommendedThreshold: number;
  /** The key we show to it, sealed, and bound to the address that it is for (D5). */
  readonly secretSealed: string;
}

/** A vendor's own claim is no evidence: it takes a level of ISO/IEC 30107-3, and the letter that says so (R17). */
export function hasCertifiedLiveness({ assurance, evidence }: PresentationAttackDetection): boolean {
  return (assurance === 'iso30107-3-L1' || assurance === 'iso30107-3-L2') && evidence !== null;
}
