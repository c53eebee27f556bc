import type { HandOver, IdentityVerifier } from '../../../recovery/steps/identity-verification/index.ts';

/** The pretend provider of an example organisation: a process of its own, on another origin (D4). */
export function createSandboxVerifier(options: {
  readonly regainOrigin: string;
  readonly sandboxOrigin: string;
  readonly sign: (payload: Readonly<Record<string, unknown>>) => Promise<string>;
}): IdentityVerifier {
  const { regainOrigin, sandboxOrigin, sign } = options;
  return {
    id: 'sandbox',
    name: 'Specimen ID',
    sandbox: true,
    countries: 'any',
    isUp: async () => {
      try {
        // Health only: no name, no account. Short, because a person waits on it.
        const answer = await fetch(`${sandboxOrigin}/healthz`, {
          signal: AbortSignal.timeout(2_000),
          redirect: 'error',
        });
        return answer.ok;
      } catch {
        return false;
      }
    },
    handOver: async (request: HandOver) => {
      const token = await sign({
        iss: regainOrigin,
        aud: sandboxOrigin,
        jti: request.requestId,
        iat: Math.floor(request.issuedAt / 1000),
        exp: Math.floor(request.expiresAt / 1000),
        return_to: request.returnTo,
        country: request.country,
        locale: request.locale,
      });
      const location = new URL('/start', sandboxOrigin);
      location.searchParams.set('token', token);
      return { location: location.href };
    },
  };
}
