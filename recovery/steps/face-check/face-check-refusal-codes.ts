/**
 * Every reason for which this step says no. A check proves that a test reaches each of them.
 * The person sees one text for all that come after proof (D15); the codes are for audit and admin.
 */
export const faceCheckRefusalCodes = [
  'portraitUnusable',
  'captureTriesSpent',
  'faceChanged',
  'faceNotLive',
  'faceNoMatch',
] as const;

export type FaceCheckRefusalCode = (typeof faceCheckRefusalCodes)[number];
