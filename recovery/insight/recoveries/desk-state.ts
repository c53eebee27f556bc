import type { RecoveryOutcome, RecoveryState } from '../../store/index.ts';

/** What the help desk is told about a case: what the person themselves is shown, and nothing else (D34). */
export const deskStates = [
  'beginning',
  'identityVerification',
  'presentation',
  'faceCheck',
  'waiting',
  'setUp',
  'recovered',
  'rehearsed',
  'notConfirmed',
  'tryLater',
  'ended',
] as const;
export type DeskState = (typeof deskStates)[number];

const whileOpen: Readonly<Record<RecoveryState, DeskState>> = {
  explain: 'beginning',
  chooseCountry: 'identityVerification',
  goToProvider: 'identityVerification',
  present: 'presentation',
  faceCheck: 'faceCheck',
  // The person sees one page for these: which of them it is, is part of why (D15).
  matching: 'faceCheck',
  waiting: 'waiting',
  granting: 'faceCheck',
  accessPass: 'setUp',
  enrol: 'setUp',
  closed: 'ended',
};

/** `stopped`, `superseded` and the rest are one: that another recovery of the account was granted is not for the desk. */
export function deskStateOf(recovery: {
  readonly state: RecoveryState;
  readonly outcome: RecoveryOutcome | null;
}): DeskState {
  switch (recovery.outcome) {
    case null:
      return whileOpen[recovery.state];
    case 'recovered':
    case 'rehearsed':
      return recovery.outcome;
    case 'refused':
      return 'notConfirmed';
    case 'slowed':
      return 'tryLater';
    default:
      return 'ended';
  }
}
