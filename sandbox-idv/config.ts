import { resolve } from 'node:path';

export interface SandboxConfig {
  readonly port: number;
  readonly host: string;
  /** Where people and wallets reach this provider, without a trailing slash. */
  readonly origin: string;
  readonly dataDir: string;
  /** Folder with `specimens.json` and its pictures; without it people bring their own picture. */
  readonly specimensDir: string | undefined;
  /** The one relying party that may hand people over to us. */
  readonly relyingParty: string;
  /** The wallet page that the "Open my wallet" button leads to. */
  readonly wallet: string;
  readonly followStdin: boolean;
  /** How long the pretended checks take, and how long with the "slow" outcome. Milliseconds. */
  readonly checkMilliseconds: number;
  readonly slowMilliseconds: number;
}

/** A setting is missing or wrong; the message is one line and names it. */
export class ConfigError extends Error {}

/** Reads the environment once. @throws ConfigError */
export function readConfig(env: Readonly<Record<string, string | undefined>>): SandboxConfig {
  const port = wholeNumber('SANDBOX_PORT', env.SANDBOX_PORT ?? '4002', { min: 1, max: 65_535 });
  return {
    port,
    host: env.SANDBOX_HOST ?? '127.0.0.1',
    origin: origin('SANDBOX_ORIGIN', env.SANDBOX_ORIGIN ?? `http://127.0.0.1:${port}`),
    dataDir: resolve(required('SANDBOX_DATA_DIR', env.SANDBOX_DATA_DIR)),
    specimensDir: env.SANDBOX_SPECIMENS ? resolve(env.SANDBOX_SPECIMENS) : undefined,
    relyingParty: origin('SANDBOX_RELYING_PARTY', env.SANDBOX_RELYING_PARTY),
    wallet: origin('SANDBOX_WALLET', env.SANDBOX_WALLET),
    followStdin: env.SANDBOX_FOLLOW_STDIN === '1',
    checkMilliseconds: wholeNumber('SANDBOX_CHECK_MILLISECONDS', env.SANDBOX_CHECK_MILLISECONDS ?? '1600', {
      min: 0,
      max: 600_000,
    }),
    slowMilliseconds: wholeNumber('SANDBOX_SLOW_MILLISECONDS', env.SANDBOX_SLOW_MILLISECONDS ?? '10000', {
      min: 0,
      max: 600_000,
    }),
  };
}

function required(name: string, value: string | undefined): string {
  if (!value) throw new ConfigError(`${name} is not set`);
  return value;
}

function origin(name: string, value: string | undefined): string {
  const text = required(name, value);
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) throw new ConfigError(`${name} is not an http(s) origin`);
  if (url.origin !== text.replace(/\/$/, ''))
    throw new ConfigError(`${name} must be an origin, without a path`);
  return url.origin;
}

function wholeNumber(
  name: string,
  value: string,
  range: { readonly min: number; readonly max: number },
): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < range.min || number > range.max) {
    throw new ConfigError(`${name} must be a whole number from ${range.min} to ${range.max}`);
  }
  return number;
}
