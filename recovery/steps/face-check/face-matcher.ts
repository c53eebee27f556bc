import type { LivenessAssurance } from '../../policy/index.ts';
import type { Tint } from './light.ts';

/** What was wrong with a frame or a capture; the person is told, and may try again (three tries, D15). */
export type CaptureProblem =
  | 'noFace'
  | 'severalFaces'
  | 'tooDark'
  | 'blurred'
  | 'tooFar'
  | 'unreadable'
  /** Should look straight ahead, and does not. */
  | 'turnedAway'
  /** Should have turned, and has not, or not far enough. */
  | 'notTurned'
  /** Has turned so far that the face is hardly seen. */
  | 'turnedTooFar'
  /** The very picture that was sent before: a camera that stands still, or none. */
  | 'repeated'
  /** Out of time, or left in the middle. */
  | 'notFinished';

/** Where a face is in its picture: eye corners and nose, px. Says how to cut it out, not whose it is. */
export type FacePlace = readonly (readonly [x: number, y: number])[];

/** One frame looked at: its one face, or why it cannot be used. */
export type FrameReading =
  | { readonly kind: 'capture'; readonly problem: CaptureProblem }
  | {
      readonly kind: 'face';
      /** Degrees; negative is the subject's own left in an unflipped picture. */
      readonly yaw: number;
      readonly place: FacePlace;
      /** Left out by an engine that does not measure colours. */
      readonly tint?: Tint | undefined;
    };

export interface PlacedFrame {
  /** Encoded JPEG or PNG. */
  readonly picture: Uint8Array;
  readonly place: FacePlace;
  /** Frontal frames are scored; the others only have to show the same person. */
  readonly frontal: boolean;
}

export type FaceComparison =
  | { readonly kind: 'capture'; readonly problem: CaptureProblem }
  | {
      readonly kind: 'compared';
      /** 0–100, median over the frontal frames. */
      readonly confidence: number;
      readonly frontalFrames: number;
      /** One person in all frames; false when the face was changed between two steps. */
      readonly onePerson: boolean;
      readonly live: boolean | null;
    }
  /** The portrait out of the credential is not usable: no retry helps. */
  | { readonly kind: 'portrait'; readonly problem: 'noFace' | 'severalFaces' | 'tooSmall' | 'unreadable' };

/** The port of the built-in face check: an engine that looks at frames of ours. Adapters: `connectors/face-matcher/*`. Throws a `Fault` when it cannot answer (`faceMatcherBusy`: it has not looked, too many wait; crashed, too slow). */
export interface FaceMatcher {
  readonly id: string;
  readonly version: string;
  readonly presentationAttackDetection: LivenessAssurance;
  /** False where its libraries were left out: it looks at nobody, and is offered to nobody. */
  readonly isInstalled: boolean;
  /** Looks at one frame, encoded as JPEG or PNG; nothing of the picture outlives the call. */
  readFrame(frame: Uint8Array): Promise<FrameReading>;
  /** Scores a finished capture against the portrait; the places are those that `readFrame` found in the same pictures. */
  compare(images: {
    readonly portrait: Uint8Array;
    readonly frames: readonly PlacedFrame[];
  }): Promise<FaceComparison>;
  /** Gets ready, so that the next person does not wait for it. Called when a capture is near; may do nothing. */
  warmUp(): Promise<void>;
  close(): Promise<void>;
}
