/**
 * The words of the record, as admins read them: what happened, why, and what to do about it. Owns no page; used by the sections
 * that show entries (recoveries, audit). A section that uses it names `record` among its texts.
 */
export { EntryList } from './entry-list.tsx';
export type { CodeWords, RecordEntry } from './entry-words.ts';
export { useRecordWords } from './entry-words.ts';
