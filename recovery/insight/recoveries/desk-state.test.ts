import { expect, test } from 'vitest';
import { type DeskState, deskStateOf, recoveryOutcomes, recoveryStates } from './index.ts';

test('an open case is what the person sees; matching and granting are one with the face check (D34, D15)', () => {
  expect(recoveryStates.map((state) => deskStateOf({ state, outcome: null }))).toEqual([
    ...['beginning', 'identityVerification', 'identityVerification', 'presentation', 'faceCheck'],
    ...['faceCheck', 'waiting', 'faceCheck', 'setUp', 'setUp', 'ended'],
  ]);
});

test('an ended case does not say why (D34)', () => {
  const told = recoveryOutcomes.map((outcome): [string, DeskState] => [
    outcome,
    deskStateOf({ state: 'closed', outcome }),
  ]);
  expect(Object.fromEntries(told)).toEqual({
    ...{ recovered: 'recovered', rehearsed: 'rehearsed', refused: 'notConfirmed', slowed: 'tryLater' },
    ...{ left: 'ended', superseded: 'ended', stopped: 'ended', expired: 'ended' },
  });
});
