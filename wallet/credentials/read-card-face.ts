import { parseCertificate, readNames } from '../certificates/index.ts';
import type { HeldCredential } from './open-vault.ts';
import { parseSdJwt, type SdJwt } from './parse-sd-jwt.ts';

/** What the pages need to know of one kept credential. */
export interface CardFace {
  readonly held: HeldCredential;
  readonly sdJwt: SdJwt;
  readonly vct: string;
  /** Organisation named by the issuer's certificate; the address it came from when there is none. */
  readonly issuerName: string;
  /** Epoch ms, or `undefined` when the credential does not end. */
  readonly expiresAt: number | undefined;
}

/** Reads a kept credential again; `undefined` when what is stored is damaged. */
export async function readCardFace(held: HeldCredential): Promise<CardFace | undefined> {
  const sdJwt = await parseSdJwt(held.sdJwt);
  if (!sdJwt || typeof sdJwt.claims.vct !== 'string') return undefined;
  const leaf = Array.isArray(sdJwt.header.x5c) ? parseCertificate(sdJwt.header.x5c[0]) : undefined;
  const names = leaf && readNames(leaf);
  return {
    held,
    sdJwt,
    vct: sdJwt.claims.vct,
    issuerName: names?.organisation ?? names?.commonName ?? held.issuerAddress,
    expiresAt: typeof sdJwt.claims.exp === 'number' ? sdJwt.claims.exp * 1000 : undefined,
  };
}
