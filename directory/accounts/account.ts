export interface Mail {
  readonly mail: string;
  /** Only confirmed mails identify their account (D13). */
  readonly confirmed: boolean;
}

export interface DirectoryAccount {
  readonly id: string;
  readonly accountName: string;
  readonly mails: readonly Mail[];
  readonly givenName: string;
  readonly surname: string;
  /** ISO 8601 calendar date, or null. */
  readonly birthDate: string | null;
  /** ISO 3166-1 alpha-2, or null. */
  readonly country: string | null;
  /** Empty = none. */
  readonly employeeNumber: string;
  readonly enabled: boolean;
  readonly frozen: boolean;
  readonly groups: readonly string[];
  /** Admin roles. */
  readonly roles: readonly string[];
  /** Epoch milliseconds, like every time here. */
  readonly attributeHoldUntil: number | null;
  readonly firstSignedInAt: number | null;
  readonly methodLastUsedAt: number | null;
  readonly createdAt: number;
  /** Counted up by every edit; an edit may name the one it started from. */
  readonly version: number;
}

export interface NewAccount {
  readonly accountName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly mails?: readonly Mail[];
  readonly birthDate?: string | null;
  readonly country?: string | null;
  readonly employeeNumber?: string;
  readonly enabled?: boolean;
  readonly frozen?: boolean;
  readonly groups?: readonly string[];
  readonly roles?: readonly string[];
  readonly firstSignedInAt?: number | null;
}

export type AccountChanges = Partial<Omit<NewAccount, 'firstSignedInAt'>>;
