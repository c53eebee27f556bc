import type { Profile } from '../../../recovery/policy/index.ts';
import type { ApprovalChange } from '../second-person-act.ts';

/** Field by field, as the second person and the record are told. */
export function changesBetween(before: Profile, after: Profile): readonly ApprovalChange[] {
  const keys = Object.keys(after).filter(
    (key) => key !== 'version' && key !== 'priority',
  ) as (keyof Profile)[];
  return keys
    .filter((key) => !isSame(before[key], after[key]))
    .map((key) => ({ field: key, before: inWords(before[key]), after: inWords(after[key]) }));
}

/** Equal, whatever order their keys stand in: the database has one of its own. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}

function inWords(value: unknown): string | null {
  if (value === null || value === '') return null;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string'))
    return value.join(', ') || null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
