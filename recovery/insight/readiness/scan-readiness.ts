import type { Account, People } from '../../directory/index.ts';
import { type ComparedAccount, heldValue } from '../../names/index.ts';
import { chooseProfile, inOrderTried, mayLack, type Profile } from '../../policy/index.ts';
import { assessReadiness, type Readiness, type ReadinessRules } from './assess-readiness.ts';
import { type Crowd, createCrowd } from './find-lookalikes.ts';

const pageSize = 1_000;
/** Of one birth date. Of more, only what they are compared by is held, and the rest read a second time. */
const mostHeldWhole = 5_000;
/** Each is a search by name: a batch of these alone is smaller, so that the scan is seen to move. */
const askedAtOnce = 100;

interface Scan {
  readonly people: People;
  readonly rules: ReadinessRules;
}

/**
 * Everybody, in batches of about a thousand; an empty one says that it goes on. People of one birth date are held together, because
 * only they can be twins where a profile requires the birth date. Nobody is held who has none, or where no profile requires it;
 * for a profile that does not, the directory is asked for each person. Why, and what stays in memory: decision record 0016.
 */
export async function* scanReadiness(scan: Scan): AsyncGenerator<readonly Readiness[]> {
  let batch: Readiness[] = [];
  for await (const piece of assessInPieces(scan)) {
    batch.push(...piece);
    if (piece.length > 0 && batch.length < pageSize) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

/** People of one birth date: whole while they are few. */
interface Block {
  readonly birthDate: string | null;
  held: Account[] | null;
  readonly crowd: Crowd;
}

const openBlock = (birthDate: string | null): Block => ({ birthDate, held: [], crowd: createCrowd() });

/** Pieces of at most a page. An empty one: pass on what there is, the next may take a while. */
async function* assessInPieces(scan: Scan): AsyncGenerator<readonly Readiness[]> {
  const isHeld = scan.rules.profiles.some((profile) => profile.enabled && requiresBirthDate(profile));
  let block = openBlock(null);
  for await (const page of scan.people.byBirthDate({ pageSize })) {
    const alone: Account[] = [];
    for (const account of page) {
      if (!isHeld || heldValue(account, 'birthDate') === null) {
        alone.push(account);
        continue;
      }
      if (account.birthDate !== block.birthDate) {
        yield* assessBlock(block, scan);
        block = openBlock(account.birthDate);
      }
      hold(block, account);
    }
    yield* assessEach(alone, scan);
    if (block.held === null) yield [];
  }
  yield* assessBlock(block, scan);
}

function hold(block: Block, account: Account): void {
  block.held?.push(account);
  if (block.held !== null && block.held.length <= mostHeldWhole) return;
  for (const each of block.held ?? [account]) block.crowd.add(comparedOf(each));
  block.held = null;
}

/** Apart from the account, so that its groups and addresses are not kept with it. */
function comparedOf({ id, givenName, surname, birthDate, employeeNumber }: Account): ComparedAccount {
  return { id, givenName, surname, birthDate, employeeNumber };
}

async function* assessBlock(
  { birthDate, held, crowd }: Block,
  scan: Scan,
): AsyncGenerator<readonly Readiness[]> {
  if (held !== null) {
    if (held.length > 1) for (const account of held) crowd.add(account);
    for (let start = 0; start < held.length; start += pageSize)
      yield* assessEach(held.slice(start, start + pageSize), scan, crowd);
  } else {
    const again = { pageSize, only: birthDate! };
    for await (const page of scan.people.byBirthDate(again)) yield* assessEach(page, scan, crowd);
  }
}

async function* assessEach(
  accounts: readonly Account[],
  { people, rules }: Scan,
  crowd?: Crowd,
): AsyncGenerator<readonly Readiness[]> {
  let piece: Readiness[] = [];
  let asked = 0;
  for (const account of accounts) {
    const among = whereTwinsAre(account, rules);
    let lookalikes: readonly ComparedAccount[] = [];
    if (among === 'oneBirthDate') lookalikes = crowd?.lookalikesOf(account) ?? [];
    if (among === 'everybody') {
      lookalikes = await people.lookalikesOf(account);
      asked += 1;
    }
    piece.push(assessReadiness(account, lookalikes, rules));
    if (asked < askedAtOnce) continue;
    yield piece;
    yield [];
    piece = [];
    asked = 0;
  }
  if (piece.length > 0) yield piece;
}

/** Nobody, where no profile applies, or where the birth date is required and there is none: then it is what is missing. */
function whereTwinsAre(
  account: Account,
  { profiles, organisation }: ReadinessRules,
): 'nowhere' | 'oneBirthDate' | 'everybody' {
  const profile = chooseProfile(inOrderTried(profiles, organisation), account);
  if (profile === null) return 'nowhere';
  if (!requiresBirthDate(profile)) return 'everybody';
  return heldValue(account, 'birthDate') === null ? 'nowhere' : 'oneBirthDate';
}

/** Then nobody of another birth date is a twin. Where it may be lacking, whoever lacks it can be anybody's (R22). */
function requiresBirthDate({ claimBindings }: Profile): boolean {
  return claimBindings.some((binding) => binding.attribute === 'birthDate' && !mayLack(binding));
}
