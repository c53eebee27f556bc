import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigProblem } from './config.ts';

/** Keys by purpose, all derived from the one master key, none in the database (D5). */
export interface ServerKeys {
  derive(purpose: string): Uint8Array;
  /** Ed25519, for the audit's checkpoints (D35). */
  readonly auditSigningKey: KeyObject;
  /** Raw public key as JWK `x`. */
  readonly auditPublicKey: string;
}

/**
 * The 32-byte master key, base64, in a file that only its owner may read. Made when missing if `create`.
 * Throws `ConfigProblem`.
 */
export function loadKeys(options: { readonly file: string; readonly create: boolean }): ServerKeys {
  const master = readMasterKey(options);
  const derive = (purpose: string) => new Uint8Array(hkdfSync('sha256', master, 'regain', purpose, 32));
  // RFC 8410: a PKCS#8 wrapper of fixed bytes around the 32-byte seed.
  const pkcs8 = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    derive('audit-checkpoint'),
  ]);
  const auditSigningKey = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const auditPublicKey = createPublicKey(auditSigningKey).export({ format: 'jwk' }).x;
  return { derive, auditSigningKey, auditPublicKey: auditPublicKey! };
}

function readMasterKey({ file, create }: { readonly file: string; readonly create: boolean }): Buffer {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const missing = code === 'ENOENT' || code === 'ENOTDIR';
    if (!missing || !create) throw new ConfigProblem(`REGAIN_MASTER_KEY_FILE: ${file} cannot be read`);
    return makeMasterKey(file);
  }
  if ((statSync(file).mode & 0o077) !== 0)
    throw new ConfigProblem(`REGAIN_MASTER_KEY_FILE: ${file} may be read by others; set its mode to 0600`);
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32)
    throw new ConfigProblem(`REGAIN_MASTER_KEY_FILE: ${file} must hold 32 bytes in base64`);
  return key;
}

function makeMasterKey(file: string): Buffer {
  const key = randomBytes(32);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch {
    throw new ConfigProblem(`REGAIN_DATA_DIR: ${dirname(file)} cannot be written`);
  }
  return key;
}
