import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadOrCreateIdentity, type SigningIdentity } from '../../connectors/request-signing/index.ts';
import { makePrivateFolder } from '../private-folder.ts';

/** The bench's own request certificate, kept in its folder, and its authority beside it as `authority.pem`, for wallets to trust. */
export async function openRequestIdentity(options: {
  readonly folder: string;
  readonly origin: string;
  readonly now: number;
}): Promise<{ readonly identity: SigningIdentity; readonly authorityPem: string }> {
  makePrivateFolder(options.folder);
  const file = join(options.folder, 'request-identity.json');
  const identity = await loadOrCreateIdentity({
    ...options,
    purpose: 'request',
    organisation: 'Regain verifier bench',
    store: {
      read: async () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null),
      write: async (made) => writeFileSync(file, JSON.stringify(made), { mode: 0o600 }),
    },
  });
  const [, authority = ''] = (identity.certificatePem ?? '').split(/(?<=-----END CERTIFICATE-----\n)/);
  const authorityPem = authority.trim();
  writeFileSync(join(options.folder, 'authority.pem'), `${authorityPem}\n`);
  return { identity, authorityPem };
}
