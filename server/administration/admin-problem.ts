import type { PolicyProblem } from '../../recovery/policy/index.ts';

/** What kind of "no" an admin's request gets. The portal has a sentence for each; the command line prints the message. */
export type AdminProblemCode =
  /** What it names does not exist (any more). */
  | 'notFound'
  /** Somebody changed it since it was read; nothing was overwritten. */
  | 'changedMeanwhile'
  /** A field cannot be what it says; `fields` names each. */
  | 'invalid'
  /** It can be understood, and the rules do not allow it as things stand. */
  | 'refused';

/** One field that cannot be what it says. `message` is English, for the command line and for API clients. */
export interface FieldProblem {
  /** As in the request, e.g. `faceCheck.threshold`; empty = the whole. */
  readonly field: string;
  /** Which rule; the portal has a sentence for each. */
  readonly code: string;
  readonly message: string;
  /** The numbers in that sentence. */
  readonly values?: Readonly<Record<string, number>>;
}

/** An admin's request that cannot be carried out; the message is for the admin and says what to do. */
export class AdminProblem extends Error {
  readonly code: AdminProblemCode;
  /** A finer reason, when the portal has a sentence of its own for it. */
  readonly reason: string;
  readonly fields: readonly FieldProblem[];

  constructor(
    message: string,
    more: {
      readonly code?: AdminProblemCode;
      readonly reason?: string;
      readonly fields?: readonly FieldProblem[];
    } = {},
  ) {
    super(message);
    this.code = more.code ?? 'refused';
    this.reason = more.reason ?? '';
    this.fields = more.fields ?? [];
  }
}

/** What is wrong with each field, all at once. `toField`: where the form has what the rules have at `path`. */
export function invalidFields(
  problems: readonly PolicyProblem[],
  toField: (path: string) => string = (path) => path,
): AdminProblem {
  const fields = problems.map((each) => toFieldProblem({ ...each, path: toField(each.path) }));
  const message = fields
    .map((each) => (each.field === '' ? each.message : `${each.field}: ${each.message}`))
    .join('; ');
  return new AdminProblem(message, { code: 'invalid', fields });
}

export function toFieldProblem({ path, code, message, values }: PolicyProblem): FieldProblem {
  return { field: path, code, message, ...(Object.keys(values).length > 0 && { values }) };
}
