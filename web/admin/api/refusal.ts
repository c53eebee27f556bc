import type { FieldProblem } from './answers.ts';

/** Why a call gave nothing. */
export interface Refusal {
  /** HTTP status; 0 when no answer came at all. */
  readonly status: number;
  /** Key under `errors.*` of the frame's texts. */
  readonly code: string;
  /** For `refused`: what stands against it, a word of the section's own. Empty: nothing more is known. */
  readonly reason: string;
  readonly fields: readonly FieldProblem[];
  /** To read to whoever looks into the log. */
  readonly requestId: string | null;
  /** Seconds after which it is worth another try. */
  readonly retryAfter: number | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const readFields = (fields: unknown): readonly FieldProblem[] =>
  !Array.isArray(fields)
    ? []
    : fields.filter(isRecord).map(({ field, code, values }) => ({
        field: typeof field === 'string' ? field : '',
        code: typeof code === 'string' ? code : 'invalid',
        values: isRecord(values) ? readNumbers(values) : {},
      }));

const readNumbers = (values: Record<string, unknown>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(values).filter((each): each is [string, number] => typeof each[1] === 'number'),
  );

/** Some answers come from before our doors (a proxy, an older code): the status then says what can be said. */
const codeOfStatus: Readonly<Record<number, string>> = {
  401: 'notSignedIn',
  403: 'forbidden',
  404: 'notFound',
  409: 'refused',
  412: 'changedMeanwhile',
  413: 'tooLarge',
  422: 'invalid',
  428: 'versionMissing',
  429: 'tooMany',
  503: 'tryLater',
};

/** `Retry-After` in seconds, or as a date (RFC 9110, 10.2.3). */
const readRetryAfter = (header: string | null, now: number): number | null => {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
};

export const parseRefusal = (
  response: { readonly status: number; readonly headers: { get: (name: string) => string | null } },
  body: unknown,
  now: number,
): Refusal => {
  const said = isRecord(body) ? body : {};
  return {
    status: response.status,
    code: typeof said.error === 'string' ? said.error : (codeOfStatus[response.status] ?? 'unexpected'),
    reason: typeof said.reason === 'string' ? said.reason : '',
    fields: readFields(said.fields),
    requestId: typeof said.requestId === 'string' ? said.requestId : response.headers.get('request-id'),
    retryAfter: readRetryAfter(response.headers.get('retry-after'), now),
  };
};

export const noAnswer = (code: 'network' | 'unreadable'): Refusal => ({
  status: 0,
  code,
  reason: '',
  fields: [],
  requestId: null,
  retryAfter: null,
});

/** react-query carries failures as thrown values; this is the envelope, opened by the hooks and nowhere else. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}
