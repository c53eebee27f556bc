import type { Mail } from '../recovery/store/index.ts';
import type { MethodChange } from './doors/sign-in-door.ts';
import type { Installation } from './installation.ts';

/**
 * Tells the account's owner, at every confirmed address, that somebody who was signed in changed how they sign in (R35).
 * In the organisation's language, like every notice: whoever is at the keyboard must not choose it (T21). Written in the
 * caller's transaction, so that no change stands without its mail.
 */
export async function queueMethodNotice(
  { builtInDirectory, policy, store, now }: Installation,
  { accountId, change, kind, label }: MethodChange,
): Promise<void> {
  const account = await builtInDirectory.accounts.read(accountId);
  const organisation = await policy.readOrganisation();
  const to = (account?.mails ?? []).filter(({ confirmed }) => confirmed).map(({ mail }) => mail);
  if (account === null || organisation === null || to.length === 0) return;
  const [mail, list] =
    change === 'added' ? (['methodAdded', 'added'] as const) : (['methodRemoved', 'disabled'] as const);
  const at = now();
  const notice: Mail = {
    to,
    kind: mail,
    language: organisation.language,
    values: {
      name: account.givenName,
      time: new Date(at).toISOString(),
      [list]: JSON.stringify([{ kind, label }]),
    },
  };
  await store.queueMail(notice, at);
}
