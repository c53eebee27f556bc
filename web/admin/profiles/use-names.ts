import { useRead } from '../api/index.ts';
import type { AnchorLine, ProviderLine } from './answers.ts';

/** What providers and authorities are called, by id. Empty until it is read: ids are shown then. */
export const useNames = (): ReadonlyMap<string, string> => {
  const providers = useRead<{ items: readonly ProviderLine[] }>('/providers');
  const anchors = useRead<{ items: readonly AnchorLine[] }>('/trust-anchors');
  const all = [...(anchors.loaded?.value.items ?? []), ...(providers.loaded?.value.items ?? [])];
  return new Map(all.map(({ id, name }) => [id, name]));
};
