/** Server-provided nonces for key proofs: fresh for five minutes, each taken once. */
export interface Nonces {
  create(): string;
  /** Atomic: whoever takes a nonce first has it, so a replayed proof fails. */
  take(nonce: string): boolean;
}

const LIFE_MILLISECONDS = 5 * 60 * 1000;
const LIMIT = 10_000;

export function createNonces(options: {
  readonly now: () => number;
  readonly randomBytes: (n: number) => Uint8Array;
}): Nonces {
  const expiresAtOf = new Map<string, number>();
  return {
    create() {
      const now = options.now();
      // The endpoint is open to anyone (OpenID4VCI section 7), so memory is bounded: expired and oldest go first.
      for (const [nonce, expiresAt] of expiresAtOf) {
        if (expiresAt > now && expiresAtOf.size < LIMIT) break;
        expiresAtOf.delete(nonce);
      }
      const nonce = Buffer.from(options.randomBytes(24)).toString('base64url');
      expiresAtOf.set(nonce, now + LIFE_MILLISECONDS);
      return nonce;
    },
    take(nonce) {
      const expiresAt = expiresAtOf.get(nonce);
      return expiresAtOf.delete(nonce) && expiresAt !== undefined && expiresAt > options.now();
    },
  };
}
