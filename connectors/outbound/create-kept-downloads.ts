import type { OutboundFetch, OutboundProblem } from './create-outbound-fetch.ts';

/** Something that was downloaded. The same object as long as it is the same download. */
export interface Download {
  readonly body: Buffer;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
}

export interface KeptDownloads {
  /** What was downloaded at `notBefore` (epoch milliseconds) or later; null when it cannot be had. */
  read(asked: {
    readonly url: string;
    readonly mediaTypes: readonly string[];
    readonly notBefore: number;
  }): Promise<Download | null>;
}

/** More addresses than an organisation has issuers. */
const mostKept = 256;

/**
 * Keeps downloads, so that a thousand recoveries cost an issuer one, and asks no address again at once after it failed:
 * nobody may use us to knock at a door without end. Askers at the same moment share one download.
 *
 * @param options.pauseMs after an attempt, before the next one to the same address
 */
export function createKeptDownloads(options: {
  readonly fetch: OutboundFetch;
  readonly now: () => number;
  readonly maximumBytes: number;
  readonly pauseMs: number;
  readonly onProblem: (about: { host: string; problem: OutboundProblem | 'mediaType' }) => void;
}): KeptDownloads {
  const kept = new Map<string, Download>();
  const attempts = new Map<string, number>();
  const underWay = new Map<string, Promise<Download | null>>();

  const download = async (asked: {
    readonly key: string;
    readonly url: string;
    readonly mediaTypes: readonly string[];
  }): Promise<Download | null> => {
    const { key, url, mediaTypes } = asked;
    const fetchedAt = options.now();
    remember(attempts, key, fetchedAt);
    const { maximumBytes } = options;
    const answer = await options.fetch({ url, accept: mediaTypes.join(', '), maximumBytes });
    const problem =
      answer.kind === 'problem'
        ? answer.problem
        : mediaTypes.includes(answer.mediaType)
          ? null
          : ('mediaType' as const);
    if (answer.kind === 'problem' || problem !== null) {
      options.onProblem({ host: hostOf(url), problem: problem ?? 'unreachable' });
      return null;
    }
    const fresh = { body: answer.body, fetchedAt };
    remember(kept, key, fresh);
    return fresh;
  };

  return {
    read: async ({ url, mediaTypes, notBefore }) => {
      // One address may answer in several forms, and each is a download of its own.
      const key = `${mediaTypes.join()} ${url}`;
      const old = kept.get(key);
      if (old !== undefined && old.fetchedAt >= notBefore) return old;
      const shared = underWay.get(key);
      if (shared !== undefined) return await shared;
      if ((attempts.get(key) ?? Number.NEGATIVE_INFINITY) > options.now() - options.pauseMs) return null;
      const own = download({ key, url, mediaTypes }).finally(() => underWay.delete(key));
      underWay.set(key, own);
      return await own;
    },
  };
}

function remember<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  const [oldest] = map.keys();
  if (map.size >= mostKept && oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}

/** For logs: a path may carry more than an address. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
