import { createPrivateKey, webcrypto, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from './house.ts';
import { createLyingWallet, type Lies, mara, type Wire } from './in-process/index.ts';

/** A wallet of somebody's own making, beside the reference wallet: it answers the running house over HTTP. */
export interface WalletOfALiar {
  /** Answers the request behind `address` as Mara, or lies. */
  answers(
    address: string,
    lies?: Lies,
  ): Promise<{ readonly status: number; readonly redirect: string; readonly presentation: string }>;
}

/** What it holds is signed with the sandbox provider's own key: whatever is refused is refused for the lie alone. */
export async function takeWalletOfALiar(house: House): Promise<WalletOfALiar> {
  const read = (name: string) => readFileSync(join(house.dataDir, 'sandbox', name), 'utf8');
  const jwk = createPrivateKey(read('issuer.key')).export({ format: 'jwk' });
  const { d: _private, ...publicJwk } = jwk;
  const importKey = (key: webcrypto.JsonWebKey, use: 'sign' | 'verify') =>
    webcrypto.subtle.importKey('jwk', key, { name: 'ECDSA', namedCurve: 'P-256' }, true, [use]);
  const wallet = await createLyingWallet({
    now: Date.now,
    issuer: {
      der: new X509Certificate(read('issuer.pem')).raw,
      keys: { privateKey: await importKey(jwk, 'sign'), publicKey: await importKey(publicJwk, 'verify') },
    },
  });
  const wire = wireTo(house.origin);
  return {
    answers: async (address, lies) => {
      const { status, body, presentation } = await wallet.present(wire, address, mara, lies);
      return { status, redirect: String(body.redirect_uri ?? ''), presentation };
    },
  };
}

/** Speaks HTTP to a running house, as a wallet does. */
export function wireTo(origin: string): Wire {
  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${origin}${path}`, init);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      text,
      body: isJson ? JSON.parse(text) : {},
      headers: Object.fromEntries(response.headers),
    };
  };
  return {
    get: (path) => call(path),
    postForm: (path, fields) => call(path, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}
