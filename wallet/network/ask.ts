import { Fault } from '../outcome.ts';

const TIME_LIMIT_MS = 15_000;
const SIZE_LIMIT = 2 << 20;

export interface Reply {
  readonly status: number;
  /** Media type, lower case, without parameters. */
  readonly type: string;
  readonly text: string;
}

/** One request to another party. Throws a `Fault` ("unreachable") when no answer came or it was too long. */
export type Ask = (
  url: URL,
  init?: {
    readonly form?: Readonly<Record<string, string>>;
    readonly json?: unknown;
    readonly bearer?: string;
    readonly accept?: string;
  },
) => Promise<Reply>;

/** `fetch` with the wallet's limits. A redirect is an error: an answer must come from the address that was named. */
export function createAsk(fetchFunction: typeof fetch): Ask {
  return async (url, { form, json, bearer, accept = 'application/json' } = {}) => {
    const headers: Record<string, string> = { accept };
    if (bearer !== undefined) headers.authorization = `Bearer ${bearer}`;
    if (json !== undefined) headers['content-type'] = 'application/json';
    const body = form ? new URLSearchParams(form) : json === undefined ? null : JSON.stringify(json);
    try {
      const response = await fetchFunction(url, {
        method: body === null ? 'GET' : 'POST',
        headers,
        body,
        credentials: 'omit',
        redirect: 'error',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.timeout(TIME_LIMIT_MS),
      });
      const text = await response.text();
      if (text.length > SIZE_LIMIT) throw new RangeError('answer too long');
      const type = (response.headers.get('content-type') ?? '').split(';', 1)[0] ?? '';
      return { status: response.status, type: type.trim().toLowerCase(), text };
    } catch (cause) {
      throw new Fault('unreachable', { cause });
    }
  };
}

/** The text as a JSON object, or `undefined`. */
export function parseJsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
