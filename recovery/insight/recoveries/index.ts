/**
 * How recoveries went: the list of cases, the funnel, where people gave up, how long steps take, what an evaluation has shown.
 * Owns the words and what follows from counts; the counts come by `RecoveryInsight`. Called by the portal's doors.
 */
export * from './case-line.ts';
export * from './desk-state.ts';
export * from './evaluation-report.ts';
export * from './funnel.ts';
export type * from './recovery-insight.ts';
