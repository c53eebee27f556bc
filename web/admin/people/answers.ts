import type { Role } from '../api/index.ts';

// POST /people/search {filter, after, limit} → Paged<PersonLine>
export interface PersonLine {
  readonly id: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly country: string | null;
  readonly enabled: boolean;
  readonly frozen: boolean;
  readonly onHold: boolean;
  readonly neverSignedIn: boolean;
  readonly privileged: boolean;
}

// POST /people/count {filter} → PeopleCount
export interface PeopleCount {
  readonly people: number;
  readonly orMore: boolean;
}

export const checkCodes = [
  'accountDisabled',
  'accountFrozen',
  'excluded',
  'privileged',
  'notInScope',
  'noPriorSignIn',
  'nameMissing',
  'nameUnmatchable',
  'attributeMissing',
  'attributeHold',
  'passScope',
  'duplicateIdentity',
  'noProvider',
] as const;
export type CheckCode = (typeof checkCodes)[number];
export type HeldAttribute = 'givenName' | 'surname' | 'birthDate' | 'employeeNumber' | 'groups';
type Mode = 'evaluation' | 'production';

// GET /people/:id → PersonView with ETag; PATCH /people/:id, PUT …/roles, PUT …/frozen (freezes), DELETE …/frozen (thaws), POST …/start-page
export interface PersonView {
  readonly id: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly birthDate: string | null;
  readonly country: string | null;
  readonly employeeNumber: string;
  readonly mails: readonly { readonly mail: string; readonly confirmed: boolean }[];
  readonly groups: readonly string[];
  readonly roles: readonly Role[];
  readonly enabled: boolean;
  readonly frozen: boolean;
  readonly createdAt: number;
  readonly added: {
    readonly by: { readonly actor: string; readonly displayName: string };
    readonly import: { readonly id: string; readonly isKept: boolean } | null;
  } | null;
  readonly firstSignedInAt: number | null;
  readonly heldUntil: number | null;
  readonly methods: readonly MethodLine[];
  readonly holds: readonly Omit<Hold, 'accountId' | 'accountName' | 'displayName'>[];
  readonly openRecoveries: readonly {
    readonly caseNumber: string;
    readonly mode: Mode;
    readonly startedAt: number;
  }[];
  readonly today: {
    readonly profile: { readonly id: string; readonly name: string; readonly mode: Mode } | null;
    readonly country: string;
    readonly providers: readonly string[];
    readonly checks: readonly { readonly code: CheckCode; readonly met: boolean }[];
    readonly twins: readonly { readonly id: string; readonly accountName: string }[];
  };
}

export interface MethodLine {
  readonly id: string;
  readonly kind: 'passkey' | 'password' | 'totp';
  readonly addedAt: number;
  readonly lastUsedAt: number | null;
  readonly disabledAt: number | null;
}

// GET /people/:id/contact → ContactView: all that a help desk sees (D34)
export interface ContactView {
  readonly id: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly enabled: boolean;
  readonly mails: readonly string[];
}

// GET /holds → Paged<Hold>
export interface Hold {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly attributes: readonly HeldAttribute[];
  readonly startedAt: number;
  readonly until: number;
}

// GET /groups → {items}; POST /groups/members {group, add, remove}; POST /groups/rename {from, to}
export interface GroupLine {
  readonly name: string;
  readonly people: number;
  readonly profiles: readonly { readonly id: string; readonly name: string }[];
  readonly excluded: boolean;
}
