import type { FaceComparison, FrameReading, PlacedFrame } from '#recovery/steps/face-check/index.ts';

/** What parent and worker say to each other. Pictures go down, words come up; descriptors never leave the worker. */
export type WorkerQuestion =
  | { readonly kind: 'read'; readonly frame: Uint8Array }
  | { readonly kind: 'compare'; readonly portrait: Uint8Array; readonly frames: readonly PlacedFrame[] };

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'reading'; readonly reading: FrameReading }
  | { readonly kind: 'comparison'; readonly comparison: FaceComparison }
  /** The engine threw or did not load. The text is the library's, about itself. */
  | { readonly kind: 'failed'; readonly reason: string };
