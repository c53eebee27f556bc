import type { BuiltInDirectory } from '../directory/index.ts';
import { readConfig } from '../server/config.ts';
import { openInstallation } from '../server/installation.ts';
import type { House } from './house.ts';

/** How somebody can sign in, and where they are signed in. */
export interface AccountOnRecord {
  readonly methods: Awaited<ReturnType<BuiltInDirectory['methods']['list']>>;
  readonly sessions: Awaited<ReturnType<BuiltInDirectory['sessions']['list']>>;
}

/** Looks an account up in the directory of a house that has ended (`house.end()`): one process at a time has the database. */
export async function readAccount(house: House, accountName: string): Promise<AccountOnRecord> {
  const settings = { REGAIN_DATA_DIR: house.dataDir, PORT: new URL(house.origin).port };
  const installation = await openInstallation(readConfig(settings, 'example'));
  try {
    const { accounts, methods, sessions } = installation.builtInDirectory;
    const account = await accounts.find(accountName);
    if (account === null) throw new Error(`There is no account ${accountName}`);
    return { methods: await methods.list(account.id), sessions: await sessions.list(account.id) };
  } finally {
    await installation.close();
  }
}
