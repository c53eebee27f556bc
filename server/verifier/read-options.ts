import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigProblem, readConfig } from '../config.ts';
import { parseTestProfile, type TestProfile } from './parse-test-profile.ts';

export interface VerifierOptions {
  readonly host: string;
  readonly port: number;
  /** Where wallets reach the bench; stands in every request. */
  readonly origin: string;
  /** Reachable from this machine alone? Then nobody is asked for a token. */
  readonly isLocal: boolean;
  /** Its own folder in the example's data: the request certificate, so that a wallet need be told of it once. */
  readonly folder: string;
  readonly https: { readonly cert: Buffer; readonly key: Buffer } | null;
  readonly profile: TestProfile | null;
  /** Where the example's provider publishes its status lists. */
  readonly sandboxOrigin: string | null;
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];
/** What makes an installation one where people recover. */
const settingsOfServe = ['REGAIN_ORIGIN', 'DATABASE_URL', 'REGAIN_MASTER_KEY_FILE'] as const;

/**
 * Settings of the bench, from its command line and the environment. It belongs to an example: it takes answers in plain and shows
 * what they say, so it refuses beside an installation where people recover. Throws `ConfigProblem`.
 */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): VerifierOptions {
  const given = parse(args);
  for (const name of settingsOfServe)
    if (env[name])
      throw new ConfigProblem(`${name}: belongs to an installation; the verifier bench is for examples`);
  const { dataDir, sandboxOrigin } = readConfig(env, 'example');
  // The provider of an example keeps its authority there; an installation has none.
  if (existsSync(join(dataDir, 'regain')) && !existsSync(join(dataDir, 'sandbox', 'authority.pem')))
    throw new ConfigProblem(`REGAIN_DATA_DIR: ${dataDir} holds an installation that is not an example`);

  const [, host = '', port = ''] = /^(\[[0-9a-f:]+\]|[^:]+):(\d{1,5})$/i.exec(given.listen) ?? [];
  if (host === '' || Number(port) < 1 || Number(port) > 65_535)
    throw new ConfigProblem(`--listen: must be <address>:<port>, not ${given.listen}`);
  if ((given.cert === undefined) !== (given.key === undefined))
    throw new ConfigProblem('--cert and --key: both or neither');
  const https =
    given.cert === undefined || given.key === undefined
      ? null
      : { cert: readNamed('--cert', given.cert), key: readNamed('--key', given.key) };
  const listensHere = loopback.includes(host);
  const usual = `${https === null ? 'http' : 'https'}://${listensHere ? 'localhost' : host}:${port}`;
  const origin = readOrigin(given.origin ?? usual);
  return {
    ...{ host: host.replace(/[[\]]/g, ''), port: Number(port), origin, https, sandboxOrigin },
    // Whoever names another origin has something in front that forwards to us: everybody arrives from this machine then.
    isLocal: listensHere && loopback.includes(new URL(origin).hostname),
    folder: join(dataDir, 'verifier'),
    profile: given.profile === undefined ? null : readProfile(given.profile),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { listen: text, origin: text, cert: text, key: text, profile: text },
    });
    return { ...values, listen: values.listen ?? '127.0.0.1:4003' };
  } catch (cause) {
    throw new ConfigProblem(cause instanceof Error ? cause.message : String(cause));
  }
}

function readOrigin(text: string): string {
  const url = URL.parse(text);
  const isOrigin = url !== null && url.origin === text.replace(/\/$/, '');
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.includes(url.hostname));
  if (!isOrigin || !isSafe)
    throw new ConfigProblem(`--origin: must be https:// and a host, or this machine by http, not ${text}`);
  return url.origin;
}

function readNamed(option: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new ConfigProblem(`${option}: ${file} cannot be read`);
  }
}

function readProfile(file: string): TestProfile {
  const text = readNamed('--profile', file).toString('utf8');
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new ConfigProblem(`--profile: ${file} is not JSON`);
  }
  const parsed = parseTestProfile(content);
  if (parsed.kind === 'invalid') throw new ConfigProblem(`--profile: ${parsed.problems.join('; ')}`);
  return parsed.profile;
}
