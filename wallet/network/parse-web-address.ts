const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * An address that the wallet may call or go to: https, or http on this very machine (a test wallet beside a
 * test installation). Without credentials in it, and without a fragment unless `fragment` allows one.
 * Everything else, `javascript:` first of all, is `undefined`.
 */
export function parseWebAddress(text: unknown, { fragment = false } = {}): URL | undefined {
  if (typeof text !== 'string' || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (!secure || url.username !== '' || url.password !== '') return undefined;
  if (!fragment && text.includes('#')) return undefined;
  return url;
}
