import type { Refusal } from '../api/index.ts';

interface Asked<T> {
  readonly id: string;
  readonly fields: readonly string[];
  readonly problems?: (value: T) => Readonly<Record<string, string>>;
}

/**
 * Index of the step to show; `steps.length` is the review. An address may ask for a later one than is allowed (a bookmark,
 * a draft that is gone): then the first step that is not done.
 */
export const stepToShow = <T>(steps: readonly Asked<T>[], value: T, asked: unknown): number => {
  const named = steps.findIndex(({ id }) => id === asked);
  const wanted = asked === 'review' ? steps.length : Math.max(0, named);
  const undone = steps.findIndex(({ problems }) => Object.keys(problems?.(value) ?? {}).length > 0);
  return undone === -1 ? wanted : Math.min(wanted, undone);
};

/** 'bindings.0.claim' belongs to the step that asks for 'bindings'. */
const covers = (asked: string, field: string): boolean => field === asked || field.startsWith(`${asked}.`);

/** The first step that asks for a field the server did not accept; null if none does. */
export const stepOfRefusal = <T>(
  steps: readonly Asked<T>[],
  refusal: Pick<Refusal, 'fields'>,
): number | null => {
  const found = steps.findIndex(({ fields }) =>
    fields.some((asked) => refusal.fields.some(({ field }) => covers(asked, field))),
  );
  return found === -1 ? null : found;
};
