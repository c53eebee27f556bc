import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Certified, createDidSigner, createSigner, type Signers } from './create-signer.ts';

const RENEW_BEFORE = 30 * 24 * 60 * 60 * 1000;

/** Loaded only when something is made, since most starts make nothing. */
const certificates = () => import('./create-certificate.ts');

/** The data folder cannot be used; the message is one line. */
export class AuthorityError extends Error {}

/**
 * Opens the authority in `dataDir`, making what is missing: keys (0600) and certificates of the authority, of the issuer and
 * of the signer of licences; the key of the issuer that is named by a DID, and `issuer.did`. A leaf is made anew when it nears its end or the origin has changed.
 * @throws AuthorityError when the folder is not writable or the authority's key is lost.
 */
export async function openAuthority(options: {
  readonly dataDir: string;
  readonly origin: string;
  readonly now: () => number;
}): Promise<Signers> {
  try {
    await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
    const probe = join(options.dataDir, `.writable.${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (cause) {
    throw new AuthorityError(`the folder ${options.dataDir} is not writable`, { cause });
  }
  const now = options.now();
  // Before the authority's certificate: whoever waits for that one finds this one there.
  const card = await openDidSigner(options.dataDir);
  const authority = await openPair(options.dataDir, 'authority', {
    isGood: () => true,
    create: async (keyPem) => {
      const { createAuthority } = await certificates();
      return createAuthority(keyPem === undefined ? { now } : { now, keyPem });
    },
  });
  const leaf = await openPair(options.dataDir, 'issuer', {
    isGood: (pair) => isLeafGood({ leaf: pair, authority, origin: options.origin, now }),
    create: async () => (await certificates()).createLeaf({ authority, origin: options.origin, now }),
  });
  const document = await openPair(options.dataDir, 'document-signer', {
    isGood: (pair) => isLeafGood({ leaf: pair, authority, origin: options.origin, now }),
    create: async () =>
      (await certificates()).createLeaf({ authority, origin: options.origin, now, isDocumentSigner: true }),
  });
  return { ...createSigner(leaf), document: createSigner(document), card };
}

async function openPair(
  dataDir: string,
  name: 'authority' | 'issuer' | 'document-signer',
  how: {
    readonly isGood: (pair: Certified) => boolean;
    readonly create: (keyPem: string | undefined) => Promise<Certified>;
  },
): Promise<Certified> {
  const keyPath = join(dataDir, `${name}.key`);
  const certificatePath = join(dataDir, `${name}.pem`);
  const keyPem = await readIfPresent(keyPath);
  const certificatePem = await readIfPresent(certificatePath);
  if (name === 'authority' && certificatePem !== undefined && keyPem === undefined) {
    // A new key under the old name would silently break everyone who trusts the old one.
    throw new AuthorityError(
      `${keyPath} is missing although authority.pem is there; remove authority.pem to start anew`,
    );
  }
  if (keyPem !== undefined && certificatePem !== undefined) {
    const pair = { keyPem, certificatePem };
    if (belongTogether(pair) && how.isGood(pair)) return pair;
    if (name === 'authority')
      throw new AuthorityError(`authority.key and authority.pem in ${dataDir} do not match`);
  }
  const created = await how.create(keyPem);
  // The key first: a crash in between leaves a key without certificate, which the next start completes.
  await writeAtomically({ path: keyPath, text: created.keyPem, mode: 0o600 });
  await writeAtomically({ path: certificatePath, text: created.certificatePem, mode: 0o644 });
  return created;
}

async function openDidSigner(dataDir: string) {
  const path = join(dataDir, 'did.key');
  const kept = await readIfPresent(path);
  const keyPem = kept ?? (await (await certificates()).createDidKey());
  if (kept === undefined) await writeAtomically({ path, text: keyPem, mode: 0o600 });
  const signer = createDidSigner(keyPem);
  await writeAtomically({ path: join(dataDir, 'issuer.did'), text: `${signer.did}\n`, mode: 0o644 });
  return signer;
}

function belongTogether(pair: Certified): boolean {
  try {
    const ofKey = createPublicKey(pair.keyPem).export({ format: 'pem', type: 'spki' });
    return (
      new X509Certificate(pair.certificatePem).publicKey.export({ format: 'pem', type: 'spki' }) === ofKey
    );
  } catch {
    return false;
  }
}

function isLeafGood(options: {
  readonly leaf: Certified;
  readonly authority: Certified;
  readonly origin: string;
  readonly now: number;
}): boolean {
  const leaf = new X509Certificate(options.leaf.certificatePem);
  const authority = new X509Certificate(options.authority.certificatePem);
  if (Date.parse(leaf.validTo) - options.now < RENEW_BEFORE) return false;
  if (!leaf.verify(authority.publicKey)) return false;
  return leaf.subjectAltName?.split(', ').includes(`URI:${options.origin}`) ?? false;
}

async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new AuthorityError(`${path} cannot be read`, { cause: error });
  }
}

async function writeAtomically(file: {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}): Promise<void> {
  const temporary = `${file.path}.${process.pid}.new`;
  await writeFile(temporary, file.text, { mode: file.mode });
  await rename(temporary, file.path);
}
