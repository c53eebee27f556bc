import { useRead } from '../api/index.ts';
import type { AnchorLine, ProviderLine, Surroundings } from './answers.ts';

/** What providers, face checks and authorities are called, by id. Empty until it is read: ids are shown then. */
export const useNames = (): ReadonlyMap<string, string> => {
  const providers = useRead<{ items: readonly ProviderLine[] }>('/providers');
  const anchors = useRead<{ items: readonly AnchorLine[] }>('/trust-anchors');
  const faceChecks = useRead<Pick<Surroundings, 'faceChecks'>>('/profile-surroundings');
  const all = [
    ...(faceChecks.loaded?.value.faceChecks ?? []),
    ...(anchors.loaded?.value.items ?? []),
    ...(providers.loaded?.value.items ?? []),
  ];
  return new Map(all.map(({ id, name }) => [id, name]));
};
