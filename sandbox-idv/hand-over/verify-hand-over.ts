import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';

export interface HandOver {
  /** The relying party's name for this verification (`jti`). */
  readonly requestId: string;
  readonly relyingParty: string;
  readonly returnTo: string;
  /** ISO 3166-1 alpha-2, or undefined when the relying party did not say. */
  readonly country: string | undefined;
  /** BCP 47, as sent. */
  readonly locale: string | undefined;
}

export type HandOverRefusalCode =
  | 'invalid' // not signed by the relying party, not for us, or not well-formed
  | 'expired'
  | 'used'
  | 'returnAddressNotAllowed'
  | 'relyingPartyUnreachable';

export type HandOverVerifier = (
  token: string,
) => Promise<
  | { readonly kind: 'handedOver'; readonly handOver: HandOver }
  | { readonly kind: 'refused'; readonly code: HandOverRefusalCode; readonly requestId?: string }
>;

const LONGEST_LIFE_SECONDS = 600;
const CLOCK_TOLERANCE_SECONDS = 5;

/**
 * Verifies hand-over tokens: ES256 by a key of the allow-listed relying party, for this provider, at most ten
 * minutes old, used once, returning only to the relying party's recovery pages. Used tokens are remembered in
 * memory until they expire, so a restart forgets them, as everything here.
 */
export function createHandOverVerifier(options: {
  readonly relyingParty: string;
  readonly expectedAudience: string;
  readonly now: () => number;
  /** Defaults to the relying party's own `/.well-known/jwks.json`. */
  readonly keys?: JWTVerifyGetKey;
}): HandOverVerifier {
  const keys =
    options.keys ??
    createRemoteJWKSet(new URL('/.well-known/jwks.json', options.relyingParty), {
      cooldownDuration: 1000,
      timeoutDuration: 3000,
    });
  const usedUntil = new Map<string, number>();

  return async (token) => {
    const verified = await verifySignature(token, keys, options);
    if (typeof verified === 'string') return { kind: 'refused', code: verified };
    const { jti, iat, exp, return_to: returnTo, country, locale } = verified;
    if (!jti || iat === undefined || exp === undefined) return { kind: 'refused', code: 'invalid' };
    if (exp - iat > LONGEST_LIFE_SECONDS) return { kind: 'refused', code: 'invalid' };
    const address = parseReturnAddress(returnTo, options.relyingParty);
    if (address === undefined) return { kind: 'refused', code: 'returnAddressNotAllowed' };
    forgetExpired(usedUntil, options.now());
    if (usedUntil.has(jti)) return { kind: 'refused', code: 'used', requestId: jti };
    usedUntil.set(jti, (exp + CLOCK_TOLERANCE_SECONDS) * 1000);
    return {
      kind: 'handedOver',
      handOver: {
        requestId: jti,
        relyingParty: options.relyingParty,
        returnTo: address,
        country: typeof country === 'string' && /^[A-Z]{2}$/.test(country) ? country : undefined,
        locale: typeof locale === 'string' ? locale.slice(0, 35) : undefined,
      },
    };
  };
}

async function verifySignature(
  token: string,
  keys: JWTVerifyGetKey,
  expected: { readonly relyingParty: string; readonly expectedAudience: string; readonly now: () => number },
): Promise<JWTPayload | HandOverRefusalCode> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: expected.relyingParty,
      audience: expected.expectedAudience,
      typ: 'regain-hand-over+jwt',
      algorithms: ['ES256'],
      maxTokenAge: LONGEST_LIFE_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(expected.now()),
      requiredClaims: ['jti', 'iat', 'exp', 'return_to'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'expired';
    if (error instanceof errors.JWKSTimeout) return 'relyingPartyUnreachable';
    if (error instanceof errors.JOSEError && error.code !== 'ERR_JOSE_GENERIC') return 'invalid';
    return 'relyingPartyUnreachable'; // the key set could not be fetched
  }
}

/** Compares after parsing: `…/recover/../admin` starts with the right text and leads elsewhere. */
function parseReturnAddress(value: unknown, relyingParty: string): string | undefined {
  if (typeof value !== 'string') return undefined;
  const url = URL.parse(value);
  if (!url || url.origin !== relyingParty || url.username || url.password || url.hash) return undefined;
  return url.pathname.startsWith('/recover/') ? url.href : undefined;
}

function forgetExpired(usedUntil: Map<string, number>, now: number): void {
  for (const [jti, until] of usedUntil) if (until < now) usedUntil.delete(jti);
}
