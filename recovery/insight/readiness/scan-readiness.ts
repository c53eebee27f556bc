import type { Account, People } from '../../directory/index.ts';
import { chooseProfile, inOrderTried } from '../../policy/index.ts';
import { assessReadiness, type Readiness, type ReadinessRules } from './assess-readiness.ts';
import { findLookalikesAmong } from './find-lookalikes.ts';

const pageSize = 1_000;

/**
 * Everybody, in batches of about a thousand. Memory is flat: people of one birth date are held together, because only they can
 * be twins where a profile binds the birth date; for a profile that does not, the directory is asked for each person.
 */
export async function* scanReadiness({
  people,
  rules,
}: {
  readonly people: People;
  readonly rules: ReadinessRules;
}): AsyncGenerator<readonly Readiness[]> {
  let block: Account[] = [];
  let batch: Readiness[] = [];
  for await (const page of people.byBirthDate({ pageSize })) {
    for (const account of page) {
      const [first] = block;
      if (first !== undefined && first.birthDate !== account.birthDate) {
        batch.push(...(await assessBlock({ block, people, rules })));
        block = [];
        if (batch.length >= pageSize) {
          yield batch;
          batch = [];
        }
      }
      block.push(account);
    }
  }
  yield [...batch, ...(await assessBlock({ block, people, rules }))];
}

async function assessBlock({
  block,
  people,
  rules,
}: {
  readonly block: readonly Account[];
  readonly people: People;
  readonly rules: ReadinessRules;
}): Promise<readonly Readiness[]> {
  const among = findLookalikesAmong(block);
  const assessed: Readiness[] = [];
  for (const account of block) {
    const lookalikes = bindsBirthDate(account, rules)
      ? (among.get(account.id) ?? [])
      : await people.lookalikesOf(account);
    assessed.push(assessReadiness(account, lookalikes, rules));
  }
  return assessed;
}

/** Nobody of another birth date can be a twin then; and where no profile applies, there is nothing to be a twin in. */
function bindsBirthDate(account: Account, { profiles, organisation }: ReadinessRules): boolean {
  const profile = chooseProfile(inOrderTried(profiles, organisation), account);
  return profile === null || profile.claimBindings.some(({ attribute }) => attribute === 'birthDate');
}
