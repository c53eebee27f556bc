import { type DBSchema, openDB } from 'idb';
import type { HolderKey } from './create-holder-key.ts';

/** A credential as it is kept: the issuer's text untouched, its key beside it. */
export interface HeldCredential {
  readonly id: string;
  /** The issued SD-JWT, without key binding. */
  readonly sdJwt: string;
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
  const database = await openDB<Schema>('pocket', 1, {
    upgrade: (upgraded) => void upgraded.createObjectStore('credentials', { keyPath: 'id' }),
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
