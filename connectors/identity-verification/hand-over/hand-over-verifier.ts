import type { Provider } from '../../../recovery/policy/index.ts';
import type { HandOver, IdentityVerifier } from '../../../recovery/steps/identity-verification/index.ts';

/** One provider of the catalogue. The token names its origin as the audience, so no other provider can use it. */
export function createHandOverVerifier(options: {
  readonly provider: Provider;
  readonly regainOrigin: string;
  readonly sign: (payload: Readonly<Record<string, unknown>>) => Promise<string>;
  /** Asks the status address, guarded (D36), within a second or two. Never throws. */
  readonly isUp: () => Promise<boolean>;
}): IdentityVerifier {
  const { provider, regainOrigin, sign, isUp } = options;
  return {
    id: provider.id,
    name: provider.name,
    sandbox: provider.sandbox,
    countries: provider.countries,
    chargesPerCheck: provider.chargesPerCheck,
    isUp,
    handOver: async (request: HandOver) => {
      const location = new URL(provider.address);
      const token = await sign({
        iss: regainOrigin,
        aud: location.origin,
        jti: request.requestId,
        iat: Math.floor(request.issuedAt / 1000),
        exp: Math.floor(request.expiresAt / 1000),
        return_to: request.returnTo,
        country: request.country,
        locale: request.locale,
      });
      location.searchParams.set('token', token);
      return { location: location.href };
    },
  };
}
