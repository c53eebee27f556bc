import type { FaceComparison } from '#recovery/steps/face-check/index.ts';

/** What parent and worker say to each other. Images go down, one decision comes up; descriptors never leave the worker. */
export interface CompareMessage {
  readonly kind: 'compare';
  readonly portrait: Uint8Array;
  readonly frames: readonly Uint8Array[];
}

export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly comparison: FaceComparison }
  /** The engine threw or did not load. The text is the library's, about itself. */
  | { readonly kind: 'failed'; readonly reason: string };
