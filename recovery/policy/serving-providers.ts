import type { Profile } from './profile.ts';
import type { Provider } from './provider.ts';

/** Provider ids for a country's documents, in order of preference; a country without a list of its own has the default. */
export function providersFor({
  profile,
  country,
}: {
  readonly profile: Pick<Profile, 'providersByCountry'>;
  readonly country: string;
}): readonly string[] {
  const { providersByCountry } = profile;
  const listed = Object.hasOwn(providersByCountry, country) ? providersByCountry[country] : undefined;
  return listed ?? providersByCountry.default;
}

/** What a choice among providers looks at. */
export type ServingProvider = Pick<Provider, 'id' | 'countries'>;

/**
 * Those among the listed that are there and take documents of this country, in order of preference. Up or not is another question.
 * A recovery, a person's page and the readiness scan choose by this one function, so that none promises what another refuses.
 */
export function servingProviders<Offered extends ServingProvider>(request: {
  readonly profile: Pick<Profile, 'providersByCountry'>;
  readonly country: string;
  /** Those that are switched on. */
  readonly providers: readonly Offered[];
}): readonly Offered[] {
  const { country, providers } = request;
  return providersFor(request)
    .map((id) => providers.find((provider) => provider.id === id))
    .filter((provider) => provider !== undefined)
    .filter(({ countries }) => countries === 'any' || countries.includes(country));
}

/** Nobody whom this person could be sent to, and they may not go straight to their wallet. */
export function lacksProvider(request: {
  readonly profile: Pick<Profile, 'providersByCountry' | 'walletFirst'>;
  readonly country: string;
  readonly providers: readonly ServingProvider[];
}): boolean {
  return !request.profile.walletFirst && servingProviders(request).length === 0;
}
