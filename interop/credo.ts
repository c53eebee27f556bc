import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Credo as a wallet; see `bench/peers/credo/open-wallet.mjs`. */
export interface CredoWallet {
  receive(offer: {
    readonly offer: string;
    readonly txCode: string;
  }): Promise<readonly { readonly configuration: string; readonly kind: string }[]>;
  present(address: string): Promise<{
    readonly clientIdPrefix: string;
    readonly status: number;
    readonly redirectUri: string | null;
  }>;
  close(): Promise<void>;
}

/** Credo as a verifier; see `bench/peers/credo/open-credo.mjs`. */
export interface CredoVerifier {
  readonly origin: string;
  ask(query: object): Promise<{
    readonly address: string;
    readOutcome(): Promise<{ readonly state: string; readonly error: string | null }>;
    /** Claims or elements of the one credential that was shown. */
    readShown(): Promise<Readonly<Record<string, unknown>>>;
  }>;
  close(): Promise<void>;
}

const folder = resolve(import.meta.dirname, '..', 'bench', 'peers', 'credo');
const isInstalled = existsSync(join(folder, 'node_modules', '@credo-ts', 'openid4vc'));

/** Whether tests with Credo are left out: where it is not installed, unless `REGAIN_PEERS=required` says that it must be (CI). */
export const withoutCredo = !isInstalled && process.env.REGAIN_PEERS !== 'required';

const leftOut = 'LEFT OUT: Credo is not installed (npm ci --prefix bench/peers/credo --ignore-scripts)';
// A reporter counts what was left out, and does not say what.
if (withoutCredo) process.stderr.write(`interop: ${leftOut}\n`);

/** The title of a group of tests; says when they are left out, and what to do about it. */
export const credoTitle = (title: string): string => (withoutCredo ? `${title} — ${leftOut}` : title);

async function load(file: string): Promise<Record<string, (options: object) => Promise<unknown>>> {
  if (!isInstalled)
    throw new Error(`Credo is not installed in ${folder}, and REGAIN_PEERS says that it must be`);
  return await import(pathToFileURL(join(folder, file)).href);
}

/** @param options.trustedCertificates authorities of issuers and verifiers, PEM */
export async function openCredoWallet(options: {
  readonly trustedCertificates: readonly string[];
}): Promise<CredoWallet> {
  const { openWallet } = await load('open-wallet.mjs');
  return (await openWallet!(options)) as CredoWallet;
}

/** On a port of its own. @param options.trustedCertificates authorities of issuers, PEM */
export async function openCredoVerifier(options: {
  readonly trustedCertificates: readonly string[];
  readonly signer: { readonly certificate: string; readonly privateJwk: object };
}): Promise<CredoVerifier> {
  const { openCredo } = await load('open-credo.mjs');
  return (await openCredo!({ ...options, listens: true })) as CredoVerifier;
}
