import type { Acting } from './acting.ts';
import { recoveryAdministrator } from './roles.ts';

/** More than any organisation has; whoever comes after them finds the request on Home. */
const mostTold = 100;

/**
 * Mails the other Recovery Administrators that something waits for one of them. In the caller's transaction: no request without its mails.
 * It says neither what was asked for nor by whom: a mailbox is read by more than its owner, and Home tells both.
 */
export async function tellApprovers({ installation, actor }: Acting, at: number): Promise<void> {
  const { builtInDirectory, policy, store, config } = installation;
  const { accounts } = builtInDirectory;
  const filter = { role: recoveryAdministrator, enabled: true } as const;
  const listed = await accounts.search({ filter, limit: mostTold });
  const admins = await accounts.readMany(listed.map(({ id }) => id));
  const asker = admins.find(({ id }) => actor === `admin:${id}`);
  const organisation = (await policy.readOrganisation())!;
  for (const admin of admins) {
    // Another account of the same person may not agree either.
    const isAsker = admin.id === asker?.id || isSamePerson(admin.employeeNumber, asker?.employeeNumber);
    const to = admin.mails.filter(({ confirmed }) => confirmed).map(({ mail }) => mail);
    if (isAsker || to.length === 0) continue;
    await store.queueMail(
      {
        ...{ to, kind: 'approvalWaits', language: organisation.language },
        values: {
          name: admin.givenName,
          time: new Date(at).toISOString(),
          link: `${config.origin}/admin`,
          organisation: organisation.name,
        },
      },
      at,
    );
  }
}

const isSamePerson = (one: string, other: string | undefined) => one !== '' && one === other;
