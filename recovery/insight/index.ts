/**
 * Insight: read-only questions about many people or many recoveries. Changes nothing, decides nothing.
 * Each folder is one question with its words, its pure answer and, where it is stored, its port.
 */
export * from './readiness/index.ts';
export type * from './record/index.ts';
export * from './recoveries/index.ts';
export * from './savings/index.ts';
export * from './set-up/index.ts';
