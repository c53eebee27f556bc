import { expect, test } from 'vitest';
import { sealGranted } from '../access-pass/granted.ts';
import { completeReenrolment } from './complete-reenrolment.ts';

const granted = sealGranted({ recoveryId: 'r1', accountId: 'mara', grantedAt: 0 });

test.each([
  [3, 1, { kind: 'reenrolled', recoveryId: 'r1', disabledMethods: 3, addedMethods: 1 }],
  [0, 2, { kind: 'reenrolled', recoveryId: 'r1', disabledMethods: 0, addedMethods: 2 }],
  [3, 0, { kind: 'refused', code: 'noNewMethod' }],
])('%i old methods off, %i new ones on (D30)', (disabledMethods, addedMethods, expected) => {
  expect(structuredClone(completeReenrolment({ granted, disabledMethods, addedMethods }))).toEqual(expected);
});
