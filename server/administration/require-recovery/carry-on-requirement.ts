import type { DirectoryAccount } from '../../../directory/index.ts';
import { type Acting, type AdministrationParts, actAs } from '../acting.ts';
import { createRequirementStore, type Requirement, type RequirementOutcome } from './requirement-store.ts';

const peopleAtOnce = 50;

/**
 * Goes on with what is required of people, some at a time, each batch in one transaction with where it stands: cut off anywhere,
 * it goes on with the next person, and whoever has had their turn is not asked twice.
 */
export function createRequirementWorker(parts: AdministrationParts) {
  const store = createRequirementStore(parts.installation);

  async function step(): Promise<boolean> {
    const made = await store.findUnderWay();
    if (made === null) return false;
    const acting = actAs(parts, made.createdBy);
    const { database, now } = parts.installation;
    await database
      .transaction(async () => {
        const waiting = await store.readWaiting(made.id, peopleAtOnce);
        for (const { position, account_id: accountId } of waiting) {
          const account = await parts.installation.builtInDirectory.accounts.read(accountId);
          const outcome = await judge(acting, made, account);
          const off =
            outcome === 'required' ? await switchOff(acting, made, account!) : { methods: 0, sessions: 0 };
          await store.note(made.id, position, { outcome, ...off });
        }
        const finished = waiting.length < peopleAtOnce;
        const done = made.done + waiting.length;
        // Stopped in this very moment: then nothing of this batch happened.
        if (!(await store.advance({ id: made.id, done, now: now(), finished }))) throw new Stopped();
        if (waiting.length > 0)
          await acting.record('admin.recoveryRequiredOfSome', {
            requirement: made.id,
            from: made.done,
            to: done,
          });
        if (finished)
          await acting.record('admin.recoveryRequirementDone', { requirement: made.id, people: done });
      })
      .catch((cause: unknown) => {
        if (!(cause instanceof Stopped)) throw cause;
      });
    return true;
  }

  return {
    /** For the job: works for about as long as that, and leaves the rest for the next time. */
    run: async ({ forMs }: { readonly forMs: number }): Promise<void> => {
      const until = performance.now() + forMs;
      while ((await step()) && performance.now() < until);
    },
  };
}

class Stopped extends Error {}

async function judge(
  { journey }: Acting,
  made: Requirement,
  account: DirectoryAccount | null,
): Promise<RequirementOutcome> {
  if (account === null) return 'gone';
  if (!account.enabled) return 'disabled';
  // Admins cannot recover by themselves (D13): this would lock out those who have to help.
  if (account.roles.length > 0) return 'privileged';
  if (made.cannotRecover === 'include') return 'required';
  const foreseen = await journey.preview(account.id);
  return foreseen?.checks.every(({ met }) => met) ? 'required' : 'cannotRecover';
}

async function switchOff({ installation }: Acting, made: Requirement, account: DirectoryAccount) {
  const { builtInDirectory, config, policy, store, now } = installation;
  const off = await builtInDirectory.methods.switchOff({ accountId: account.id, reason: made.id });
  const to = account.mails.filter(({ confirmed }) => confirmed).map(({ mail }) => mail);
  if (made.notify && to.length > 0) {
    const organisation = (await policy.readOrganisation())!;
    await store.queueMail(
      {
        to,
        kind: 'recoveryRequired',
        language: organisation.language,
        values: {
          name: account.givenName,
          time: new Date(now()).toISOString(),
          link: `${config.origin}/recover`,
          organisation: organisation.name,
        },
      },
      now(),
    );
  }
  return off;
}
