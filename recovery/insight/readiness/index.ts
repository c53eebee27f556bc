/**
 * Readiness: who could recover today, who not and why, asked of everybody at once (behaviour.md 2.6). Read-only.
 * Owns: the walk through everybody, what counts as a finding, the words and the port of stored scans.
 * Does not own: when a scan runs (`server/jobs`), how the questions of pre-flight are answered.
 * Called by: `server/administration`, the portal.
 */
export * from './assess-readiness.ts';
export * from './readiness-store.ts';
export * from './scan-readiness.ts';
