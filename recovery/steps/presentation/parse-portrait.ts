import { decodeBase64 } from './json-web/index.ts';

const maximumBytes = 1_048_576;

const pictureTypes = [
  { mediaType: 'image/jpeg', magic: Buffer.from([0xff, 0xd8, 0xff]) },
  { mediaType: 'image/png', magic: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
] as const;

/**
 * Base64 of a JPEG or PNG of at most 1 MiB, or `undefined`. Takes a data URL or bare base64.
 * The first bytes must agree with the stated type: a decoder further on is not to be led into another format.
 */
export function parsePortrait(claim: unknown): string | undefined {
  if (typeof claim !== 'string') return undefined;
  const dataUrl = /^data:([a-z/]+);base64,(.*)$/s.exec(claim);
  const [mediaType, encoded] = dataUrl === null ? [undefined, claim] : [dataUrl[1], dataUrl[2]];
  // Four characters carry three bytes: too long is known before anything is decoded.
  if (encoded === undefined || encoded.length > Math.ceil(maximumBytes / 3) * 4) return undefined;
  const bytes = decodeBase64(encoded);
  if (bytes === undefined || bytes.length > maximumBytes) return undefined;
  const picture = pictureTypes.find(({ magic }) => bytes.subarray(0, magic.length).equals(magic));
  if (picture === undefined || (mediaType !== undefined && mediaType !== picture.mediaType)) return undefined;
  return encoded;
}
