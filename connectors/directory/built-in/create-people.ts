import type { BuiltInDirectory } from '../../../directory/index.ts';
import type { People } from '../../../recovery/directory/index.ts';
import { toAccount } from './to-account.ts';

/** Everybody in the built-in directory. */
export function createPeople({ directory }: { readonly directory: BuiltInDirectory }): People {
  const { accounts } = directory;
  return {
    count: () => accounts.count(),
    readVersion: () => accounts.readVersion(),
    byBirthDate: async function* ({ pageSize, only }) {
      for await (const page of accounts.walk({ pageSize, ...(only !== undefined && { birthDate: only }) }))
        yield page.map(toAccount);
    },
    lookalikesOf: async (account) => {
      const known = await accounts.read(account.id);
      return (await accounts.findLookalikes(known)).map(toAccount);
    },
  };
}
