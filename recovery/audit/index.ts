/**
 * The record of what happened: words, hashing and verification. Written by `journey/` (a transition is an entry)
 * and by the admin's acts; stored by `connectors/storage`. Steps do not log.
 */
export * from './audit.ts';
export * from './verify-audit.ts';
export * from './words.ts';
