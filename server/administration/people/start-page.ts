import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { findPerson } from './edit-person.ts';

const day = 24 * 60 * 60_000;

/** A mailbox must not be flooded by a help desk, nor by whoever has got into one (T18). */
const budgets = {
  startPagesPerPerson: { most: 3, windowMs: day },
  startPagesPerAdmin: { most: 100, windowMs: day },
} as const;

/** The help desk's one deed: the plain start page, to the mails on record, and nowhere else (D34). */
export function startPageActs(acting: Acting) {
  const { installation, actor, record } = acting;
  const { config, database, policy, store, now } = installation;
  return {
    sendStartPage: async ({ accountId }: { accountId: string }): Promise<{ mails: number }> => {
      const account = await findPerson(acting, accountId);
      const to = account.mails.filter(({ confirmed }) => confirmed).map(({ mail }) => mail);
      if (to.length === 0) throw new AdminProblem('This account has no confirmed mail', { reason: 'noMail' });
      return database.transaction(async () => {
        for (const [kind, keyHash] of [
          ['startPagesPerPerson', account.id],
          ['startPagesPerAdmin', actor],
        ] as const) {
          const { most, windowMs } = budgets[kind];
          if ((await store.countAttempt({ kind, keyHash, now: now(), windowMs })) > most)
            throw new AdminProblem('That many start pages were sent today that no more go out', {
              reason: kind === 'startPagesPerPerson' ? 'sentOftenEnough' : 'tooManyToday',
            });
        }
        const organisation = await policy.readOrganisation();
        // No token and no name of the account in the link: it is the page anybody can open (D34).
        await store.queueMail(
          {
            to,
            kind: 'startPage',
            language: organisation!.language,
            values: {
              name: account.givenName,
              time: new Date(now()).toISOString(),
              link: `${config.origin}/recover`,
              organisation: organisation!.name,
            },
          },
          now(),
        );
        await record('admin.startPageSent', { account: account.id, mails: to.length });
        return { mails: to.length };
      });
    },
  };
}
