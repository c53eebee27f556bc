import type { Account } from '../directory/index.ts';
import type { OrganisationPolicy } from '../policy/index.ts';
import type { Mail } from '../store/index.ts';

/**
 * A notice to every confirmed address of the account, in the organisation's language: what language somebody starts a
 * recovery in is theirs to choose, and must not be (T21, R10). Written for nobody too, and then dropped (D14).
 */
export function noticeTo(
  account: Account | null,
  organisation: OrganisationPolicy,
  notice: { readonly kind: Mail['kind']; readonly at: number; readonly values?: Mail['values'] },
): Mail {
  return {
    to: account?.confirmedMails ?? [],
    kind: notice.kind,
    language: organisation.language,
    values: { name: account?.givenName ?? '', time: new Date(notice.at).toISOString(), ...notice.values },
  };
}
