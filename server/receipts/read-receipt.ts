import type { Recovery } from '../../recovery/store/index.ts';
import type { Installation } from '../installation.ts';
import { composeReceipt } from './compose-receipt.ts';
import { type ReceiptKey, signReceipt } from './sign-receipt.ts';

/**
 * The signed receipt of a completed recovery; null for any other. `typedName`: what stands in for the account's name once the record
 * has forgotten which account it was.
 */
export async function readReceipt(
  { audit, auditRecord, builtInDirectory, policy, config }: Installation,
  request: { readonly recovery: Recovery; readonly typedName: string; readonly key: ReceiptKey },
): Promise<string | null> {
  const { recovery, typedName, key } = request;
  if (recovery.outcome !== 'recovered') return null;
  const accountId = (await auditRecord.readAccountsOf([recovery.id])).get(recovery.id);
  const account = accountId === undefined ? null : await builtInDirectory.accounts.read(accountId);
  const organisation = await policy.readOrganisation();
  const receipt = composeReceipt({
    recovery,
    entries: await audit.readChain(recovery.id),
    account: {
      name: account?.accountName ?? typedName,
      displayName: account === null ? '' : `${account.givenName} ${account.surname}`.trim(),
    },
    organisation: organisation!,
    origin: config.origin,
  });
  return receipt === null ? null : await signReceipt(receipt, key);
}
