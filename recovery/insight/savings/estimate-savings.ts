/** What an organisation knows or guesses about recoveries by its help desk and by self-service. Costs in any one currency. */
export interface SavingsQuestion {
  readonly users: number;
  /** Of the users, each month. */
  readonly percentPerMonth: number;
  readonly helpDesk: { readonly costPerRecovery: number; readonly minutesLost: number };
  readonly selfService: { readonly costPerRecovery: number; readonly minutesLost: number };
}

export interface SavingsEstimate {
  /** Not rounded: a small organisation has a third of a recovery a month. */
  readonly recoveriesPerMonth: number;
  readonly helpDesk: { readonly costPerMonth: number; readonly hoursLost: number };
  readonly selfService: { readonly costPerMonth: number; readonly hoursLost: number };
  /** Whole units of the currency. Below zero: self-service would cost more. */
  readonly savedPerMonth: number;
  /** One decimal. */
  readonly hoursRegained: number;
}

/** The estimate of behaviour.md 2.7. Costs and hours of the two sides are exact; only what they come to is rounded. */
export function estimateSavings(question: SavingsQuestion): SavingsEstimate {
  const recoveries = (question.users * question.percentPerMonth) / 100;
  const sideOf = ({ costPerRecovery, minutesLost }: SavingsQuestion['helpDesk']) => ({
    costPerMonth: recoveries * costPerRecovery,
    hoursLost: (recoveries * minutesLost) / 60,
  });
  const helpDesk = sideOf(question.helpDesk);
  const selfService = sideOf(question.selfService);
  return {
    recoveriesPerMonth: recoveries,
    helpDesk,
    selfService,
    savedPerMonth: round(helpDesk.costPerMonth - selfService.costPerMonth, 0),
    hoursRegained: round(helpDesk.hoursLost - selfService.hoursLost, 1),
  };
}

/** What an organisation starts from: guidance of 1 to 3 %, 60 against 2 a recovery, an hour against five minutes (behaviour.md 2.7). */
export const usualSavingsQuestion: Omit<SavingsQuestion, 'users'> = {
  percentPerMonth: 3,
  helpDesk: { costPerRecovery: 60, minutesLost: 60 },
  selfService: { costPerRecovery: 2, minutesLost: 5 },
};

function round(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  // 0.1 + 0.2 would otherwise round 2.5 down where it is written 2.4999999999999996.
  return Math.round(Number((value * scale).toFixed(6))) / scale;
}
