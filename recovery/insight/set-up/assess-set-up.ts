/** What stands between an empty installation and a recovery that is switched on, in the order in which it is best done. */
export const setUpTasks = [
  'directory',
  'trustAnchors',
  'provider',
  'passPolicy',
  'passkeys',
  'profile',
  'rehearsal',
  'production',
] as const;
export type SetUpTask = (typeof setUpTasks)[number];

/** Why a task asks for a look, or what it still lacks. One sentence each in the catalogues. */
export const setUpReasons = [
  'noAccounts',
  'neverScanned',
  'scanOld',
  'someNotReady',
  'noAnchor',
  'noProvider',
  'sandboxOnly',
  'passForNobody',
  'outsidePass',
  'originMoved',
  'noProfile',
  'noRehearsal',
  'onlyEvaluation',
] as const;
export type SetUpReason = (typeof setUpReasons)[number];

export interface SetUpLine {
  readonly task: SetUpTask;
  /** `look`: done, and something about it deserves a look. */
  readonly state: 'done' | 'look' | 'open';
  readonly reason: SetUpReason | null;
  /** How many: of what there is, or of what the reason is about. */
  readonly count: number;
}

export interface SetUpFacts {
  readonly accounts: number;
  /** The last readiness scan that came to its end. */
  readonly scan: {
    readonly finishedAt: number;
    readonly outOfDate: boolean;
    readonly notReady: number;
    readonly outsidePassScope: number;
  } | null;
  /** Authorities that are switched on. */
  readonly anchors: number;
  readonly providers: readonly { readonly sandbox: boolean }[];
  readonly example: boolean;
  readonly passScope: 'everyone' | readonly string[];
  /** The installation's host has changed: passkeys made before are dead (D5). */
  readonly originMoved: boolean;
  /** Profiles that are switched on, with the rehearsals that passed under their present rules. */
  readonly profiles: readonly {
    readonly mode: 'evaluation' | 'production';
    readonly rehearsalsPassed: number;
  }[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A scan older than this says little about today (behaviour.md 2.1). Milliseconds. */
const scanLastsMs = 24 * 60 * 60_000;

/** The checklist of Home, with its state as it is now (behaviour.md 2.1). Every line is always answered. */
export function assessSetUp(facts: SetUpFacts): readonly SetUpLine[] {
  return [
    directoryLine(facts),
    facts.anchors > 0 ? done('trustAnchors', facts.anchors) : open('trustAnchors', 'noAnchor'),
    providerLine(facts),
    passLine(facts),
    facts.originMoved ? look('passkeys', 'originMoved', 0) : done('passkeys', facts.accounts),
    facts.profiles.length > 0 ? done('profile', facts.profiles.length) : open('profile', 'noProfile'),
    rehearsalLine(facts),
    productionLine(facts),
  ];
}

function directoryLine({ accounts, scan, now }: SetUpFacts): SetUpLine {
  if (accounts === 0) return open('directory', 'noAccounts');
  if (scan === null) return look('directory', 'neverScanned', accounts);
  if (scan.outOfDate || now - scan.finishedAt > scanLastsMs) return look('directory', 'scanOld', accounts);
  return scan.notReady > 0 ? look('directory', 'someNotReady', scan.notReady) : done('directory', accounts);
}

function providerLine({ providers, example }: SetUpFacts): SetUpLine {
  if (providers.length === 0) return open('provider', 'noProvider');
  const real = providers.filter(({ sandbox }) => !sandbox).length;
  if (real === 0 && !example) return open('provider', 'sandboxOnly');
  return done('provider', providers.length);
}

function passLine({ passScope, scan, accounts }: SetUpFacts): SetUpLine {
  if (passScope !== 'everyone' && passScope.length === 0) return open('passPolicy', 'passForNobody');
  const outside = scan?.outsidePassScope ?? 0;
  return outside > 0 ? look('passPolicy', 'outsidePass', outside) : done('passPolicy', accounts);
}

function rehearsalLine({ profiles }: SetUpFacts): SetUpLine {
  const passed = profiles.reduce((sum, { rehearsalsPassed }) => sum + rehearsalsPassed, 0);
  return passed > 0 ? done('rehearsal', passed) : open('rehearsal', 'noRehearsal');
}

function productionLine({ profiles }: SetUpFacts): SetUpLine {
  const inProduction = profiles.filter(({ mode }) => mode === 'production').length;
  return inProduction > 0 ? done('production', inProduction) : open('production', 'onlyEvaluation');
}

const done = (task: SetUpTask, count: number): SetUpLine => ({ task, state: 'done', reason: null, count });
const look = (task: SetUpTask, reason: SetUpReason, count: number): SetUpLine => ({
  ...{ task, state: 'look', reason, count },
});
const open = (task: SetUpTask, reason: SetUpReason): SetUpLine => ({
  ...{ task, state: 'open', reason, count: 0 },
});
