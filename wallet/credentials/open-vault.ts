import { type DBSchema, type IDBPTransaction, openDB } from 'idb';
import type { HolderKey } from './create-holder-key.ts';

export type CredentialFormat = 'dc+sd-jwt' | 'mso_mdoc' | 'jwt_vc_json';

/** A credential as it is kept: the issuer's text untouched, its key beside it. */
export interface HeldCredential {
  readonly id: string;
  readonly format: CredentialFormat;
  /** As OpenID4VCI carries it; an SD-JWT without key binding. */
  readonly credential: string;
  readonly key: HolderKey;
  /** What the issuer calls this type of credential, when it said so. */
  readonly typeName: string | undefined;
  /** Origin or URL of the credential issuer that handed it over. */
  readonly issuerAddress: string;
  /** The offer that it came from: a reload of that page finds it again. */
  readonly offer: string;
  /** Epoch ms. */
  readonly receivedAt: number;
}

export interface Vault {
  readonly list: () => Promise<readonly HeldCredential[]>;
  readonly add: (credentials: readonly HeldCredential[]) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
}

interface Schema extends DBSchema {
  credentials: { key: string; value: HeldCredential };
}

/** Credentials and keys of this browser, in IndexedDB (which stores a non-extractable CryptoKey as what it is). */
export async function openVault(): Promise<Vault> {
  const database = await openDB<Schema>('pocket', 2, {
    upgrade: async (upgraded, from, _to, transaction) => {
      if (from < 1) upgraded.createObjectStore('credentials', { keyPath: 'id' });
      else await nameFormats(transaction);
    },
  });
  return {
    list: async () => {
      const all = await database.getAll('credentials');
      return all.sort((one, other) => other.receivedAt - one.receivedAt);
    },
    add: async (credentials) => {
      const transaction = database.transaction('credentials', 'readwrite');
      await Promise.all([...credentials.map((one) => transaction.store.put(one)), transaction.done]);
    },
    remove: (id) => database.delete('credentials', id),
  };
}

/** Before there were several formats, everything kept was an SD-JWT. */
async function nameFormats(
  transaction: IDBPTransaction<Schema, 'credentials'[], 'versionchange'>,
): Promise<void> {
  const store = transaction.objectStore('credentials');
  for (const kept of await store.getAll()) {
    const { sdJwt, ...rest } = kept as HeldCredential & { readonly sdJwt?: string };
    if (sdJwt !== undefined) await store.put({ ...rest, format: 'dc+sd-jwt', credential: sdJwt });
  }
}
