import type { PassPolicy } from './pass-policy.ts';
import type { DirectoryDatabase } from './store/index.ts';

/** Folded keys by which people of like names find each other; what makes two names alike is not the directory's to say. */
export interface NameKeys {
  /** Stored with the account, renewed when its names change. */
  ofAccount(givenName: string, surname: string): readonly string[];
  /** Of names as a document has them. An account is a candidate when the two sets meet. */
  ofPresented(givenName: string, familyName: string): readonly string[];
}

export interface DirectoryContext {
  readonly database: DirectoryDatabase;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly randomBytes: (n: number) => Uint8Array;
  readonly keys: {
    /** 32 bytes, kept outside the database: without it a stolen database yields no pass (D28). */
    readonly passHmac: Uint8Array;
    /** 32 bytes, AES-256-GCM: no TOTP secret stands in plain in the database (D5). */
    readonly totp: Uint8Array;
  };
  /** WebAuthn relying party: `id` a host name, `origin` with scheme and port. */
  readonly relyingParty: { readonly id: string; readonly name: string; readonly origin: string };
  readonly nameKeys: NameKeys;
  /** For passes of admins, as it is now: a stricter one holds for passes that were issued before. */
  readonly readPassPolicy: () => Promise<PassPolicy>;
}
