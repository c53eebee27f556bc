export interface Picture {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/jpeg' | 'image/png';
}

const LARGEST_BYTES = 4 * 1024 * 1024;
const SIGNATURES = [
  { mediaType: 'image/jpeg', magic: [0xff, 0xd8, 0xff] },
  { mediaType: 'image/png', magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
] as const;

/** Takes bytes for a picture by their first bytes, whatever name or type they came with. */
export function parsePicture(bytes: Uint8Array): Picture | 'tooLarge' | 'notAPicture' {
  if (bytes.length > LARGEST_BYTES) return 'tooLarge';
  const found = SIGNATURES.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte));
  return found ? { bytes, mediaType: found.mediaType } : 'notAPicture';
}

export function toDataUrl(picture: Picture): string {
  return `data:${picture.mediaType};base64,${Buffer.from(picture.bytes).toString('base64')}`;
}
