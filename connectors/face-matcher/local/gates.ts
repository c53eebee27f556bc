/** Design choices, not tuned on real captures (face-check.md 7). */
export const GATES = {
  /** Shorter edge of the face, px: smaller copies of one and the same picture already drift apart. */
  smallestEdge: 100,
  /** 0–255, see `ChipMeasures`. */
  darkestHighlights: 40,
  leastSharpness: 0.006,
  /** The session's score is a median; of fewer it is no median. */
  leastFrontalFrames: 3,
  /** Distance between any frame and any frontal one; beyond, the face was changed on the way. */
  mostChange: 0.6,
} as const;
