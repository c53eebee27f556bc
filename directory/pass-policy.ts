/** The organisation's rules for passes that admins issue (behaviour.md 3.8; names as in Entra's policy object). */
export interface PassPolicy {
  readonly minimumLifetimeInMinutes: number;
  readonly maximumLifetimeInMinutes: number;
  readonly defaultLifetimeInMinutes: number;
  /** 8 to 48 characters. */
  readonly defaultLength: number;
  /** True forces every pass to be one-time, passes already issued included. */
  readonly isUsableOnce: boolean;
}

export const defaultPassPolicy: PassPolicy = {
  minimumLifetimeInMinutes: 60,
  maximumLifetimeInMinutes: 480,
  defaultLifetimeInMinutes: 60,
  defaultLength: 8,
  isUsableOnce: false,
};

/** Returns the name of the first setting out of range, or null. */
export function findPassPolicyMistake(policy: PassPolicy): keyof PassPolicy | null {
  const { minimumLifetimeInMinutes: minimum, maximumLifetimeInMinutes: maximum } = policy;
  if (!isWithin(minimum, 10, 43_200)) return 'minimumLifetimeInMinutes';
  if (!isWithin(maximum, Math.max(10, minimum), 43_200)) return 'maximumLifetimeInMinutes';
  if (!isWithin(policy.defaultLifetimeInMinutes, minimum, maximum)) return 'defaultLifetimeInMinutes';
  if (!isWithin(policy.defaultLength, 8, 48)) return 'defaultLength';
  return null;
}

function isWithin(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && value >= low && value <= high;
}
