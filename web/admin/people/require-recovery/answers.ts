export const outcomes = ['required', 'cannotRecover', 'privileged', 'disabled', 'gone'] as const;
export type Outcome = (typeof outcomes)[number];

export type Scope =
  | { readonly kind: 'people'; readonly accountIds: readonly string[] }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'list'; readonly text: string };

// POST /recovery-requirements/preview {scope}
export interface Preview {
  readonly total: number;
  readonly unknown: readonly string[];
  readonly skipped: { readonly disabled: number; readonly privileged: number };
  readonly cannotRecover: number | null;
  readonly needsSecondPerson: boolean;
}

// POST /recovery-requirements {scope, cannotRecover, notify} → 200 Requirement, or 202; GET → Paged<Requirement>
export interface Requirement {
  readonly id: string;
  readonly createdAt: number;
  readonly scope: { readonly kind: 'group'; readonly group: string } | { readonly kind: 'list' };
  readonly state: 'running' | 'finished' | 'stopped';
  readonly total: number;
  readonly done: number;
}

// GET /recovery-requirements/:id
export interface ReportView extends Requirement {
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly methods: number;
  readonly sessions: number;
}

// GET /recovery-requirements/:id/people?outcome → Paged<RequiredPerson>; the same as CSV at people.csv
export interface RequiredPerson {
  readonly position: number;
  readonly accountId: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly outcome: Outcome | null;
  readonly methods: number;
  readonly sessions: number;
}
