import type { Claims } from '../steps/presentation/index.ts';
import type { Recovery } from '../store/index.ts';
import type { JourneyPorts } from './ports.ts';
import { keyedHash } from './seal.ts';

const hour = 60 * 60_000;
const day = 24 * hour;

/**
 * How much is slowed down, and when (D16, R11, T18). Counted by what was typed, never by the account behind it: a name and a
 * mail of one account must not answer for each other, or counting would tell that they belong together (T17). Per network
 * first, so that nobody far away can use up somebody's own tries; over all networks as the last resort. None of it touches sign-in.
 */
const budgets = {
  startsPerNameAndNetwork: { most: 30, windowMs: day },
  startsPerName: { most: 300, windowMs: day },
  startsPerNetwork: { most: 600, windowMs: hour },
  refusalsPerNameAndNetwork: { most: 10, windowMs: day },
  refusalsPerName: { most: 50, windowMs: day },
  /** One person's own genuine proof, tried on other people's accounts. */
  refusalsPerIdentity: { most: 10, windowMs: day },
  notices: { most: 3, windowMs: day },
} as const;

/** Of one name, from everywhere, before a proof under way is refused too (SP 800-63B 3.2.2): dearer than keeping new ones from beginning. */
const mostRefusalsOfName = 100;

/** What stands before an @, folded: the same for a name and for a mail made from it, whether or not anybody has it. */
export function attemptReference(ports: JourneyPorts, identifier: string): string {
  const folded = fold(identifier).trim();
  return keyedHash(ports.keys.reference, `attempt|${folded.split('@')[0] || folded}`);
}

/** As a directory folds what is typed: again after the case, for `J̌` has no sign of its own and `ǰ` has. Else one account would be two here. */
const fold = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFKC');

/** Counts a start. The same statements whatever the answer (D14). */
export async function countStart(
  ports: JourneyPorts,
  start: {
    readonly attemptRef: string;
    readonly accountRef: string;
    readonly network: string;
    readonly now: number;
  },
): Promise<{ readonly slowed: boolean; readonly mayNotify: boolean }> {
  const { attemptRef, now } = start;
  const network = keyedHash(ports.keys.reference, `network|${start.network}`);
  const both = networkReference(ports, start);
  const count = async (kind: keyof typeof budgets, keyHash: string) => {
    const { most, windowMs } = budgets[kind];
    return (await ports.store.countAttempt({ kind, keyHash, now, windowMs })) <= most;
  };
  const spent = async (kind: keyof typeof budgets, keyHash: string) => {
    const { most, windowMs } = budgets[kind];
    return (await ports.store.readAttempts({ kind, keyHash, now, windowMs })) >= most;
  };
  const within = [
    await count('startsPerNameAndNetwork', both),
    await count('startsPerName', attemptRef),
    await count('startsPerNetwork', network),
    !(await spent('refusalsPerName', attemptRef)),
    !(await spent('refusalsPerNameAndNetwork', both)),
  ];
  // By the account: whoever starts sees nothing of it. By what was typed, three starts as `anna@elsewhere` would use up what Anna is
  // to be told (T21, R10).
  const mayNotify = await count('notices', start.accountRef);
  const slowed = within.includes(false);
  return { slowed, mayNotify: mayNotify && !slowed };
}

export async function countRefusal(
  ports: JourneyPorts,
  refusal: { readonly recovery: Recovery; readonly claims: Claims | null; readonly now: number },
): Promise<void> {
  const { recovery, claims, now } = refusal;
  const identity =
    claims === null ? keyedHash(ports.keys.reference, recovery.id) : identityReference(ports, claims);
  for (const [kind, keyHash] of [
    ['refusalsPerName', recovery.attemptRef],
    ['refusalsPerNameAndNetwork', recovery.networkRef],
    ['refusalsPerIdentity', identity],
  ] as const) {
    await ports.store.countAttempt({ kind, keyHash, now, windowMs: budgets[kind].windowMs });
  }
}

/**
 * Asked where a proof is about to count: recoveries may have been started by the dozen before the first of them failed, and what
 * is looked at only at a start would let every one of them through (R11, R29).
 */
export async function isSpent(
  ports: JourneyPorts,
  proof: { readonly recovery: Recovery; readonly claims: Claims; readonly now: number },
): Promise<boolean> {
  const { recovery, claims, now } = proof;
  const identity = identityReference(ports, claims);
  const { refusalsPerNameAndNetwork, refusalsPerIdentity } = budgets;
  const spent: boolean[] = [];
  for (const [kind, keyHash, most] of [
    ['refusalsPerName', recovery.attemptRef, mostRefusalsOfName],
    ['refusalsPerNameAndNetwork', recovery.networkRef, refusalsPerNameAndNetwork.most],
    ['refusalsPerIdentity', identity, refusalsPerIdentity.most],
  ] as const)
    spent.push(
      (await ports.store.readAttempts({ kind, keyHash, now, windowMs: budgets[kind].windowMs })) >= most,
    );
  return spent.includes(true);
}

/** Has this person's proof failed too often today, on whatever account? */
export async function isIdentitySpent(ports: JourneyPorts, claims: Claims, now: number): Promise<boolean> {
  const { most, windowMs } = budgets.refusalsPerIdentity;
  const keyHash = identityReference(ports, claims);
  return (await ports.store.readAttempts({ kind: 'refusalsPerIdentity', keyHash, now, windowMs })) >= most;
}

function identityReference(ports: JourneyPorts, { givenName, familyName, birthDate }: Claims): string {
  const said = [givenName, familyName, birthDate ?? ''].map(fold);
  return keyedHash(ports.keys.reference, `identity|${JSON.stringify(said)}`);
}

export function networkReference(
  ports: JourneyPorts,
  start: { readonly attemptRef: string; readonly network: string },
): string {
  const network = keyedHash(ports.keys.reference, `network|${start.network}`);
  return keyedHash(ports.keys.reference, `${start.attemptRef}|${network}`);
}
