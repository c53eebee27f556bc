import { noAnswer, parseRefusal, type Refusal } from './refusal.ts';
import { sendFile } from './send-file.ts';
import { type GateReason, sessionGate } from './session-gate.ts';

export type Params = Readonly<Record<string, string | number | boolean | null | undefined>>;

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/admin`, e.g. '/people'. Nothing personal goes into it or into `params`: addresses end up in logs. */
  readonly path: string;
  /** Missing and empty ones are left out. */
  readonly params?: Params;
  /** Sent as JSON; a Blob or File is sent as it is. */
  readonly body?: unknown;
  /** The ETag of the version that was edited. */
  readonly ifMatch?: string | undefined;
  /** Of a file that is sent: its name travels beside it, not in the address. */
  readonly fileName?: string;
  /** Of a file that is sent: told the bytes that are out. */
  readonly onSent?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

export type Answer<T> =
  | { readonly kind: 'done'; readonly value: T; readonly etag: string | null }
  /** Nothing changed yet: a second person has to approve. */
  | { readonly kind: 'waits'; readonly approvalId: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

const timeoutMs = 60_000;

/** Where it goes: below `/api/admin`, without empty parameters. */
export const addressOf = (path: string, params: Params = {}): string => {
  const given = Object.entries(params).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return `/api/admin${path}${given.length === 0 ? '' : `?${query}`}`;
};

const optionsOf = (asked: Asked): RequestInit => {
  const isFile = asked.body instanceof Blob;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (asked.body !== undefined && !isFile) headers['content-type'] = 'application/json';
  if (asked.ifMatch !== undefined) headers['if-match'] = asked.ifMatch;
  if (asked.fileName !== undefined) headers['x-file-name'] = encodeURIComponent(asked.fileName);
  // A large file takes as long as the line needs.
  const limits = [asked.signal, isFile ? undefined : AbortSignal.timeout(timeoutMs)].filter(
    (each) => each !== undefined,
  );
  return {
    method: asked.method ?? 'GET',
    credentials: 'same-origin',
    cache: 'no-store',
    headers,
    signal: AbortSignal.any(limits),
    ...(asked.body === undefined ? {} : { body: isFile ? (asked.body as Blob) : JSON.stringify(asked.body) }),
  };
};

const approvalOf = (body: unknown): string | null => {
  const approval = (body as { approval?: { id?: unknown } } | null)?.approval;
  return typeof approval?.id === 'string' ? approval.id : null;
};

const ask = (asked: Asked): Promise<Response> => {
  const address = addressOf(asked.path, asked.params);
  const options = optionsOf(asked);
  const { body, onSent } = asked;
  if (!(body instanceof Blob) || onSent === undefined) return fetch(address, options);
  const { method = 'POST', headers } = options;
  return sendFile(address, {
    ...{ method, headers: { ...(headers as Record<string, string>), 'content-type': body.type } },
    ...{ body, onSent, signal: options.signal! },
  });
};

const send = async <T>(asked: Asked): Promise<Answer<T>> => {
  let response: Response;
  let body: unknown;
  try {
    response = await ask(asked);
    const text = await response.text();
    body = text === '' ? null : JSON.parse(text);
  } catch (cause) {
    if (asked.signal?.aborted) throw cause;
    // A proxy's HTML error page is no answer of ours.
    return { kind: 'refused', refusal: noAnswer(cause instanceof SyntaxError ? 'unreadable' : 'network') };
  }
  if (!response.ok) return { kind: 'refused', refusal: parseRefusal(response, body, Date.now()) };
  const approvalId = response.status === 202 ? approvalOf(body) : null;
  if (approvalId !== null) return { kind: 'waits', approvalId };
  return { kind: 'done', value: body as T, etag: response.headers.get('etag') };
};

const gateReasonOf = ({ status, code }: Refusal): GateReason | null => {
  if (status === 401) return 'notSignedIn';
  return code === 'signInAgain' ? 'signInAgain' : null;
};

/** One call to the portal's API. Never throws, except when its `signal` was aborted. A lost session makes it wait. */
export const request = async <T>(asked: Asked): Promise<Answer<T>> => {
  for (;;) {
    const answer = await send<T>(asked);
    const because = answer.kind === 'refused' ? gateReasonOf(answer.refusal) : null;
    if (because === null) return answer;
    if ((await sessionGate.wait(because)) === 'givenUp') return answer;
  }
};

/** For the session itself: signed out is an answer here. */
export const requestOnce = send;
