import type { Code } from '../audit/index.ts';
import type { Course, Recovery, RecoveryChanges } from '../store/index.ts';
import type { Move } from './transition.ts';

/** The course of a recovery that has just begun. */
export function beginCourse(eligibility: Code): Course {
  return {
    eligibility,
    providerId: null,
    begunAt: null,
    sentAt: null,
    presentedAt: null,
    facePassedAt: null,
    grantedAt: null,
    endedFrom: null,
    endedAt: null,
    endCode: '',
  };
}

/** What a state says about the way there. Only the first time counts: going back and forth makes nobody slower. */
type Milestone = 'begunAt' | 'sentAt' | 'presentedAt' | 'facePassedAt' | 'grantedAt';
const milestones: { readonly [S in Recovery['state']]?: Milestone } = {
  chooseCountry: 'begunAt',
  present: 'sentAt',
  faceCheck: 'presentedAt',
  matching: 'facePassedAt',
  accessPass: 'grantedAt',
};

/** The course after a move, stored with it: reports read one row a recovery instead of its whole chain. */
export function followCourse(
  { course, state }: Recovery,
  move: {
    readonly changes: RecoveryChanges;
    readonly put: Move['put'];
    readonly code: Code;
    readonly now: number;
  },
): Course {
  const { changes, put, code, now } = move;
  const next: { -readonly [K in keyof Course]: Course[K] } = { ...course };
  const reach = (milestone: Milestone) => {
    next[milestone] ??= now;
  };
  const milestone = changes.state === undefined ? undefined : milestones[changes.state];
  if (milestone !== undefined) reach(milestone);
  if (put?.sent !== undefined) {
    reach('sentAt');
    next.providerId = put.sent.providerId;
  }
  if (changes.outcome === 'rehearsed') reach('grantedAt');
  if (changes.state === 'closed') {
    next.endedFrom = state;
    next.endedAt = now;
    next.endCode = code;
  }
  return next;
}
