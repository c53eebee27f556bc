import type { DirectoryAccount } from '../../directory/index.ts';
import type { Installation } from '../installation.ts';

export async function readEveryAccount({
  builtInDirectory,
}: Pick<Installation, 'builtInDirectory'>): Promise<readonly DirectoryAccount[]> {
  const all: DirectoryAccount[] = [];
  for (;;) {
    const last = all.at(-1)?.id;
    const page = await builtInDirectory.accounts.list({
      limit: 1_000,
      ...(last !== undefined && { after: last }),
    });
    all.push(...page);
    if (page.length < 1_000) return all;
  }
}
