import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { Paged } from './answers.ts';
import { type Refusal, Refused } from './refusal.ts';
import { type Params, request } from './request.ts';
import { refusalOf } from './use-read.ts';

export interface Pages<Item> {
  /** Everything fetched so far; null until the first answer. */
  readonly items: readonly Item[] | null;
  readonly refusal: Refusal | null;
  readonly busy: boolean;
  readonly again: () => void;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

/**
 * Reads a long list page by page. With `body` the question is sent by POST: for searches whose words are personal and
 * must not stand in an address.
 */
export const usePages = <Item>(
  path: string,
  options: {
    readonly params?: Params;
    readonly body?: Readonly<Record<string, unknown>>;
    readonly limit?: number;
    readonly pollEvery?: number;
    readonly off?: boolean;
  } = {},
): Pages<Item> => {
  const { params = {}, body, limit = 50 } = options;
  const query = useInfiniteQuery({
    queryKey: [path, 'pages', params, body ?? null, limit],
    enabled: options.off !== true,
    placeholderData: keepPreviousData,
    refetchInterval: options.pollEvery ?? false,
    initialPageParam: null as string | null,
    getNextPageParam: (last: Paged<Item>) => last.next,
    queryFn: async ({ pageParam, signal }): Promise<Paged<Item>> => {
      const place = { limit, after: pageParam };
      const answer = await request<Paged<Item>>(
        body === undefined
          ? { path, params: { ...params, ...place }, signal }
          : { method: 'POST', path, params, body: { ...body, ...place }, signal },
      );
      if (answer.kind === 'done') return answer.value;
      if (answer.kind === 'refused') throw new Refused(answer.refusal);
      throw new TypeError(`${path} cannot wait for an approval`);
    },
  });
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? null,
    refusal: refusalOf(query.error),
    busy: query.isFetching,
    again: () => void query.refetch(),
    hasMore: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
  };
};
