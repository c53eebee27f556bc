import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { takeAhead } from './ahead.ts';
import { type Refusal, Refused } from './refusal.ts';
import { type Params, request } from './request.ts';

export interface Loaded<T> {
  readonly value: T;
  /** Goes back as `ifMatch` with a change. */
  readonly etag: string | null;
}

export interface Read<T> {
  /** Null until the first answer. Stays while a newer one is fetched. */
  readonly loaded: Loaded<T> | null;
  readonly refusal: Refusal | null;
  readonly busy: boolean;
  readonly again: () => void;
}

type Body = Readonly<Record<string, unknown>>;

const read = async <T>(
  path: string,
  params: Params,
  body: Body | undefined,
  signal: AbortSignal,
): Promise<Loaded<T>> => {
  const ahead = body === undefined && Object.keys(params).length === 0 ? await takeAhead<T>(path) : null;
  const answer =
    ahead ??
    (await request<T>(
      body === undefined ? { path, params, signal } : { method: 'POST', path, params, body, signal },
    ));
  if (answer.kind === 'refused') throw new Refused(answer.refusal);
  if (answer.kind === 'waits') throw new TypeError(`${path} cannot wait for an approval`);
  return { value: answer.value, etag: answer.etag };
};

export const refusalOf = (cause: unknown): Refusal | null => {
  if (cause === null || cause === undefined) return null;
  if (cause instanceof Refused) return cause.refusal;
  throw cause;
};

/**
 * Reads one thing and keeps it fresh. `pollEvery`: milliseconds, or what follows from what was read (false: no more).
 * `off`: do not ask at all. With `body` the question is sent by POST: its words are personal and must not stand in an address.
 */
export const useRead = <T>(
  path: string,
  options: {
    readonly params?: Params;
    readonly body?: Body;
    readonly pollEvery?: number | ((value: T) => number | false);
    readonly off?: boolean;
  } = {},
): Read<T> => {
  const { params = {}, body, pollEvery } = options;
  const query = useQuery({
    queryKey: body === undefined ? [path, params] : [path, params, body],
    queryFn: ({ signal }) => read<T>(path, params, body, signal),
    enabled: options.off !== true,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      if (typeof pollEvery !== 'function') return pollEvery ?? false;
      return state.data === undefined ? false : pollEvery(state.data.value);
    },
  });
  return {
    loaded: query.data ?? null,
    refusal: refusalOf(query.error),
    busy: query.isFetching,
    again: () => void query.refetch(),
  };
};
