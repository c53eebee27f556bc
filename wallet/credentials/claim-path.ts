/** OpenID4VP 7: names, array positions, and `null` for every element of an array. */
export type ClaimPath = readonly (string | number | null)[];

/** The values that a path selects; empty when it selects nothing. */
export function claimsAt(claims: unknown, path: ClaimPath): readonly unknown[] {
  let selected: readonly unknown[] = [claims];
  for (const step of path) {
    selected = selected.flatMap((value) => stepInto(value, step));
  }
  return selected;
}

function stepInto(value: unknown, step: string | number | null): readonly unknown[] {
  if (typeof step === 'string') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
    return Object.hasOwn(value, step) ? [(value as Record<string, unknown>)[step]] : [];
  }
  if (!Array.isArray(value)) return [];
  if (step === null) return value;
  return step in value ? [value[step]] : [];
}
