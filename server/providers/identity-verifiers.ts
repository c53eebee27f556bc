import { createHandOverVerifier } from '../../connectors/identity-verification/hand-over/index.ts';
import type { IdentityVerifier } from '../../recovery/steps/identity-verification/index.ts';
import type { Installation } from '../installation.ts';
import { askProvider } from './ask-provider.ts';
import { readProviders } from './read-providers.ts';

/** The catalogue as the journey asks for it: read anew each time, so that what an admin switches holds for the next person. */
export function createIdentityVerifiers(
  installation: Pick<Installation, 'config' | 'settings'>,
  sign: (payload: Readonly<Record<string, unknown>>) => Promise<string>,
): () => Promise<readonly IdentityVerifier[]> {
  const { config } = installation;
  return async () =>
    (await readProviders(installation))
      .filter(({ enabled }) => enabled)
      .map((provider) =>
        createHandOverVerifier({
          provider,
          regainOrigin: config.origin,
          sign,
          isUp: async () => (await askProvider(installation, provider)).problem === null,
        }),
      );
}
