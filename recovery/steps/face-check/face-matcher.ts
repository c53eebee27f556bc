/** What was wrong with a capture; the person is told, and may try again (three tries, D15). */
export type CaptureProblem =
  | 'noFace'
  | 'severalFaces'
  | 'tooDark'
  | 'blurred'
  | 'tooFar'
  | 'turnedAway'
  | 'unreadable';

export type FaceComparison =
  | { readonly kind: 'capture'; readonly problem: CaptureProblem }
  | {
      readonly kind: 'compared';
      /** 0–100, median over the frontal frames. */
      readonly confidence: number;
      readonly frontalFrames: number;
      readonly live: boolean | null;
    }
  /** The portrait out of the credential is not usable: no retry helps. */
  | { readonly kind: 'portrait'; readonly problem: 'noFace' | 'severalFaces' | 'tooSmall' | 'unreadable' };

/** The face matcher port. Adapters: `connectors/face-matcher/*`. Throws a `Fault` when it cannot answer (busy, crashed, too slow). */
export interface FaceMatcher {
  readonly id: string;
  readonly version: string;
  readonly presentationAttackDetection: 'none' | 'vendor-claimed' | 'iso30107-3-L1' | 'iso30107-3-L2';
  /** Portrait and frames are encoded JPEG or PNG; nothing of them outlives the call. */
  compare(images: {
    readonly portrait: Uint8Array;
    readonly frames: readonly Uint8Array[];
  }): Promise<FaceComparison>;
  /** Gets ready, so that the next person does not wait for it. Called when a capture is near; may do nothing. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}
