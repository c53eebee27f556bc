export type ImageKind = 'jpeg' | 'png';

const SIGNATURES: readonly (readonly [ImageKind, readonly number[]])[] = [
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/**
 * Reads the magic bytes: JPEG or PNG, else null.
 * Runs before any decoder sees the bytes, because the decoder would also take SVG (with references to files) and
 * a dozen formats that nobody needs here (face-check.md 8).
 */
export function imageKind(bytes: Uint8Array): ImageKind | null {
  const match = SIGNATURES.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte));
  return match?.[0] ?? null;
}
