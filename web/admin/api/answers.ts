/**
 * What every answer of `/api/admin/` has in common. The shapes of one section stand in that section's folder.
 * Times are epoch milliseconds. A list answers `Paged`, a change that waits for a second person 202 `{approval: {id}}`.
 */
export type Role = 'Recovery Administrator' | 'Help Desk' | 'Auditor';

// GET /api/admin/session → SessionView, or 401
export interface SessionView {
  readonly accountId: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** Admins use a passkey; with anything else the portal only says so. */
  readonly signedInWith: string;
  readonly organisation: { readonly name: string; readonly example: boolean; readonly language: string };
  readonly pendingApprovals: number;
}

// GET …?after=…&limit=…
export interface Paged<Item> {
  readonly items: readonly Item[];
  /** To be sent as `after`; null on the last page. */
  readonly next: string | null;
}

export interface FieldProblem {
  /** Path of the field in the body that was sent: 'name', 'bindings.0.claim'. */
  readonly field: string;
  /** Which rule is against it: a key under `fieldErrors` of the frame's texts, or of the section's own. */
  readonly code: string;
  /** The numbers in that sentence. */
  readonly values: Readonly<Record<string, number>>;
}
