import { decodeBase64url } from './decode-base64.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The JSON value in these bytes, or `undefined` if they are not UTF-8 or not JSON. (JSON has no `undefined` of its own.) */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    return undefined;
  }
}

/** The JSON object in canonical base64url, or `undefined`. */
export function parseEncodedObject(text: unknown): JsonObject | undefined {
  const bytes = decodeBase64url(text);
  if (bytes === undefined) return undefined;
  const value = parseJson(bytes);
  return isJsonObject(value) ? value : undefined;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
