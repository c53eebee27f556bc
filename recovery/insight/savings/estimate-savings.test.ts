import { describe, expect, test } from 'vitest';
import { estimateSavings, usualSavingsQuestion } from './estimate-savings.ts';

describe('what self-service saves (behaviour.md 2.7)', () => {
  test('the test case: 112 users, 3 %, 60 and 2, 60 and 5 minutes', () => {
    const estimate = estimateSavings({ users: 112, ...usualSavingsQuestion });
    expect(estimate.recoveriesPerMonth).toBeCloseTo(3.36, 9);
    expect(estimate.helpDesk.costPerMonth).toBeCloseTo(201.6, 9);
    expect(estimate.helpDesk.hoursLost).toBeCloseTo(3.36, 9);
    expect(estimate.selfService.costPerMonth).toBeCloseTo(6.72, 9);
    expect(estimate.selfService.hoursLost).toBeCloseTo(0.28, 9);
    expect([estimate.savedPerMonth, estimate.hoursRegained]).toEqual([195, 3.1]);
  });

  test.each([
    ['nobody', { users: 0 }, [0, 0]],
    ['a million', { users: 1_000_000 }, [1_740_000, 27_500]],
    ['a tenth of a per cent', { users: 1_000, percentPerMonth: 0.1 }, [58, 0.9]],
    [
      'dearer than the help desk',
      { users: 100, percentPerMonth: 1, selfService: { costPerRecovery: 90, minutesLost: 90 } },
      [-30, -0.5],
    ],
    [
      'half a unit goes up, however the machine writes it',
      {
        users: 5,
        percentPerMonth: 10,
        helpDesk: { costPerRecovery: 5, minutesLost: 6 },
        selfService: { costPerRecovery: 0, minutesLost: 0 },
      },
      [3, 0.1],
    ],
  ])('%s', (_, changed, shown) => {
    const estimate = estimateSavings({ ...usualSavingsQuestion, ...changed });
    expect([estimate.savedPerMonth, estimate.hoursRegained]).toEqual(shown);
  });
});
