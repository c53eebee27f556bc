import { randomBytes } from 'node:crypto';
import type { IdentityStore } from '../connectors/request-signing/index.ts';
import { open, seal } from '../recovery/journey/index.ts';
import { ConfigProblem } from './config.ts';
import type { Installation } from './installation.ts';

/** Signing identities in the database: private halves wrapped under a key that is not there (D5). */
export function createIdentityStore({
  config,
  database,
  keys,
}: Pick<Installation, 'config' | 'database' | 'keys'>): IdentityStore {
  const key = keys.derive('server-key');
  return {
    read: async (purpose) => {
      const row = await database
        .query()
        .selectFrom('server_key')
        .selectAll()
        .where('purpose', '=', purpose)
        .executeTakeFirst();
      if (row === undefined) return null;
      return {
        purpose,
        privateJwk: JSON.parse(unwrap(purpose, row.wrapped)),
        publicJwk: JSON.parse(row.public_jwk),
        certificatePem: row.certificate_pem,
      };
    },
    write: async ({ purpose, privateJwk, publicJwk, certificatePem }) => {
      const wrapped = seal({ key, boundTo: purpose, text: JSON.stringify(privateJwk), randomBytes });
      const row = {
        wrapped,
        public_jwk: JSON.stringify(publicJwk),
        certificate_pem: certificatePem,
        created_at: Date.now(),
      };
      await database
        .query()
        .insertInto('server_key')
        .values({ purpose, ...row })
        .onConflict((conflict) => conflict.column('purpose').doUpdateSet(row))
        .execute();
    },
  };

  /** The first thing a start unwraps: with the key of another installation it fails here, before anybody is served. */
  function unwrap(boundTo: string, sealed: string): string {
    try {
      return open({ key, boundTo, sealed });
    } catch {
      throw new ConfigProblem(`REGAIN_MASTER_KEY_FILE: ${config.masterKeyFile} does not open this database`);
    }
  }
}
