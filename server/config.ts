import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** A setting is wrong: one line that names it. */
export class ConfigProblem extends Error {}

const port = z.coerce.number().int().min(1).max(65_535);
const environment = z.object({
  PORT: port.default(4000),
  REGAIN_HOST: z.string().min(1).optional(),
  REGAIN_DATA_DIR: z.string().min(1).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
    .optional(),
  REGAIN_ORIGIN: z.url({ protocol: /^https$/, error: 'must be an https address' }).optional(),
  REGAIN_MASTER_KEY_FILE: z.string().min(1).optional(),
  REGAIN_TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) => list.split(',').map((each) => each.trim()))
    .transform((list) => list.filter((each) => each !== ''))
    .refine(
      (list) => list.every(isNetwork),
      'must be addresses or networks (10.0.0.0/8), separated by commas',
    ),
  REGAIN_WALLET: z
    .string()
    .regex(/^(https?|openid4vp|haip-vp):\/\//, 'must be an https page, openid4vp:// or haip-vp://')
    .optional(),
  REGAIN_DIGITAL_CREDENTIALS: z.enum(['on', 'off'], 'must be on or off').optional(),
  REGAIN_CLIENT_ID: z
    .enum(['x509_hash', 'x509_san_dns'], 'must be x509_hash or x509_san_dns')
    .default('x509_hash'),
  REGAIN_SANDBOX: z.url().optional(),
  REGAIN_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://')
    .optional(),
  REGAIN_MAIL_FROM: z.string().min(3).default('Regain <no-reply@localhost>'),
  /** `empty`: people, and no rules yet; the way to walk through the portal from nothing. Looked at when the database is new. */
  REGAIN_EXAMPLE: z.enum(['full', 'empty'], "must be 'full' or 'empty'").default('full'),
  REGAIN_LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
});

export interface Config {
  readonly example: boolean;
  /** What a new example is filled with: people and rules, or people alone. */
  readonly exampleSeed: 'full' | 'empty';
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** Fixes every link and the passkeys' RP id (D5). */
  readonly origin: string;
  readonly masterKeyFile: string;
  /** May the key file be made when it is missing? Only beside the embedded database. */
  readonly createMasterKey: boolean;
  readonly trustedProxies: readonly string[];
  readonly walletAddress: string;
  /** May the browser ask the platform's wallets itself (W3C Digital Credentials API)? A web page is none of them. */
  readonly digitalCredentials: boolean;
  /** How requests name Regain to a wallet: by its certificate's hash, or by the host in it. */
  readonly clientIdPrefix: 'x509_hash' | 'x509_san_dns';
  /** Origin of the sandbox provider; null outside an example. */
  readonly sandboxOrigin: string | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly logLevel: string;
}

/** Reads the settings once; nothing else in Regain looks at the environment. Throws `ConfigProblem`. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  mode: 'example' | 'serve',
): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigProblem(`${issue?.path.join('.') ?? 'settings'}: ${issue?.message ?? 'is not valid'}`);
  }
  const settings = parsed.data;
  const example = mode === 'example';
  if (!example && settings.REGAIN_ORIGIN === undefined) {
    throw new ConfigProblem(
      'REGAIN_ORIGIN: is required by serve: the https address people will use, e.g. https://recover.example.org',
    );
  }
  if (!example && settings.DATABASE_URL !== undefined && settings.REGAIN_MASTER_KEY_FILE === undefined) {
    throw new ConfigProblem(
      'REGAIN_MASTER_KEY_FILE: is required together with DATABASE_URL (32 bytes, base64, mode 0600)',
    );
  }
  const dataDir = resolve(settings.REGAIN_DATA_DIR ?? (example ? 'data' : join(homedir(), '.regain')));
  if (!example && settings.REGAIN_WALLET?.startsWith('http://')) {
    throw new ConfigProblem('REGAIN_WALLET: must be an https page, openid4vp:// or haip-vp://');
  }
  const walletAddress =
    settings.REGAIN_WALLET ?? (example ? `http://127.0.0.1:${settings.PORT + 1}/present` : 'openid4vp://');
  return {
    example,
    exampleSeed: settings.REGAIN_EXAMPLE,
    port: settings.PORT,
    // An example holds made-up people and known doors: loopback only (D2).
    host: example ? 'localhost' : (settings.REGAIN_HOST ?? '127.0.0.1'),
    dataDir,
    databaseUrl: settings.DATABASE_URL ?? null,
    origin: example ? `http://localhost:${settings.PORT}` : new URL(settings.REGAIN_ORIGIN!).origin,
    masterKeyFile: resolve(settings.REGAIN_MASTER_KEY_FILE ?? join(dataDir, 'regain', 'master.key')),
    createMasterKey: settings.REGAIN_MASTER_KEY_FILE === undefined,
    trustedProxies: settings.REGAIN_TRUSTED_PROXIES,
    walletAddress,
    digitalCredentials:
      settings.REGAIN_DIGITAL_CREDENTIALS === undefined
        ? !/^https?:/.test(walletAddress)
        : settings.REGAIN_DIGITAL_CREDENTIALS === 'on',
    clientIdPrefix: settings.REGAIN_CLIENT_ID,
    sandboxOrigin: example ? (settings.REGAIN_SANDBOX ?? `http://127.0.0.1:${settings.PORT + 2}`) : null,
    smtpUrl: settings.REGAIN_SMTP_URL ?? null,
    mailFrom: settings.REGAIN_MAIL_FROM,
    logLevel: settings.REGAIN_LOG_LEVEL,
  };
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const longest = { 4: 32, 6: 128 }[isIP(address)];
  if (longest === undefined || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
}
