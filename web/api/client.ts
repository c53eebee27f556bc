import type {
  BrowserRequestView,
  EnrolmentView,
  FaceWord,
  OrganisationView,
  OutboxView,
  PresentationRequestView,
  RecoveryView,
  SecurityInfoView,
  SessionView,
  SignedIn,
  TotpStart,
} from './contract.ts';

/** Why a call gave nothing. `status` 0: no answer came at all. `error` is a key under `errors.*`. */
export interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly field?: string;
  readonly caseNumber?: string;
  /** The server is busy, and said when to come again. */
  readonly retryAfterMs?: number;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

type Method = 'GET' | 'POST' | 'DELETE';
type CredentialJson = Record<string, unknown>;

/** The server runs the face engine inside one call, so this is generous; a person sees "working" meanwhile. */
const timeoutMs = 60_000;

const readRefusal = ({ status, headers }: Response, body: unknown): Refusal => {
  const seconds = Number(headers.get('retry-after') ?? 0);
  const said = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  return {
    status,
    error: typeof said.error === 'string' ? said.error : 'unknown',
    ...(typeof said.field === 'string' ? { field: said.field } : {}),
    ...(typeof said.caseNumber === 'string' ? { caseNumber: said.caseNumber } : {}),
    ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}),
  };
};

const call = async <T>(method: Method, path: string, body?: unknown): Promise<Answer<T>> => {
  let response: Response;
  let read: unknown;
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    read = text === '' ? null : JSON.parse(text);
  } catch (cause) {
    // A proxy's HTML error page is no answer of ours; to the person it is the same as a broken line.
    return { ok: false, refusal: { status: 0, error: cause instanceof SyntaxError ? 'unknown' : 'network' } };
  }
  if (!response.ok) return { ok: false, refusal: readRefusal(response, read) };
  return { ok: true, value: read as T };
};

export const get = <T>(path: string) => call<T>('GET', path);
export const post = <T>(path: string, body: unknown = {}) => call<T>('POST', path, body);
const remove = <T>(path: string) => call<T>('DELETE', path);

export const readOrganisation = () => get<OrganisationView>('/api/organisation');
export const readOutbox = () => get<OutboxView>('/api/outbox');

export const recovery = {
  read: () => get<RecoveryView>('/api/recovery'),
  start: (identifier: string) => post<RecoveryView>('/api/recovery', { identifier }),
  begin: () => post<RecoveryView>('/api/recovery/begin'),
  chooseCountry: (country: string, route: 'provider' | 'wallet') =>
    post<RecoveryView>('/api/recovery/identity-verification', { country, route }),
  /** `language`: in which the provider greets the person. */
  handOver: (language: string) =>
    post<{ readonly location: string } | RecoveryView>('/api/recovery/hand-over', { language }),
  returned: (status: 'done' | 'failed' | 'cancelled') =>
    post<RecoveryView>('/api/recovery/returned', { status }),
  present: () => post<PresentationRequestView>('/api/recovery/presentation'),
  askInBrowser: () => post<BrowserRequestView>('/api/recovery/presentation/browser'),
  bringAnswer: (
    answer: { readonly id: string } & ({ readonly response: string } | { readonly error: string }),
  ) => post<RecoveryView>('/api/recovery/presentation/answer', answer),
  offerPhone: () => post<RecoveryView>('/api/recovery/phone'),
  throwPhoneOut: () => post<RecoveryView>('/api/recovery/phone/thrown-out'),
  sendResponseCode: (code: string) => post<RecoveryView>('/api/recovery/response-code', { code }),
  /** `consent`: the version of the text that the person agreed to. */
  /** `lit`: the page shows the colours of the steps; nothing depends on it. */
  openFaceCheck: (consent: string, lit: boolean) =>
    post<FaceWord>('/api/recovery/face-check/session', { consent, lit }),
  openVisit: (consent: string) =>
    post<{ readonly location: string }>('/api/recovery/face-check/session', { consent }),
  readVisit: () => post<RecoveryView>('/api/recovery/face-check/visit', {}),
  sendFrame: (frame: { session: string; step: number; frame: string }) =>
    post<FaceWord>('/api/recovery/face-check/frame', frame),
  sendFrames: (capture: { session: string; frames: readonly string[] }) =>
    post<RecoveryView>('/api/recovery/face-check', capture),
  proceed: () => post<RecoveryView>('/api/recovery/continue'),
  showPass: () =>
    post<{ readonly value: string; readonly expiresAt: number }>('/api/recovery/access-pass/show'),
  redeemPass: () => post<{ readonly location: string }>('/api/recovery/access-pass/redeem'),
  enterSetUp: () => post<{ readonly location: string }>('/api/recovery/enrolment'),
  back: () => post<RecoveryView>('/api/recovery/back'),
  leave: () => post<null>('/api/recovery/leave'),
  /** "This wasn't me", with the token of the mail's link. */
  object: (token: string) => post<{ readonly stopped: boolean }>('/api/recovery/objection', { token }),
};

export const signIn = {
  readSession: () => get<SessionView>('/api/session'),
  passkeyOptions: () => post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/passkey/options'),
  withPasskey: (credential: CredentialJson) => post<SignedIn>('/api/sign-in/passkey', { credential }),
  withPassword: (asked: { identifier: string; password: string; code: string }) =>
    post<SignedIn>('/api/sign-in/password', asked),
  withAccessPass: (asked: { identifier: string; pass: string }) =>
    post<SignedIn>('/api/sign-in/access-pass', asked),
  out: () => post<null>('/api/sign-out'),
};

export const securityInfo = {
  read: () => get<SecurityInfoView>('/api/security-info'),
  passkeyOptions: () => post<PublicKeyCredentialCreationOptionsJSON>('/api/security-info/passkeys/options'),
  addPasskey: (credential: CredentialJson, label: string) =>
    post<SecurityInfoView>('/api/security-info/passkeys', { credential, label }),
  startTotp: () => post<TotpStart>('/api/security-info/totp/start'),
  addTotp: (code: string) => post<SecurityInfoView>('/api/security-info/totp', { code }),
  setPassword: (password: string) => post<SecurityInfoView>('/api/security-info/password', { password }),
  removeMethod: (id: string) =>
    remove<SecurityInfoView>(`/api/security-info/methods/${encodeURIComponent(id)}`),
  endSession: (id: string) =>
    remove<SecurityInfoView>(`/api/security-info/sessions/${encodeURIComponent(id)}`),
  endOtherSessions: () => post<SecurityInfoView>('/api/security-info/sessions/end-others'),
};

export const enrolment = {
  read: () => get<EnrolmentView>('/api/enrolment'),
  passkeyOptions: () => post<PublicKeyCredentialCreationOptionsJSON>('/api/enrolment/passkey/options'),
  addPasskey: (credential: CredentialJson, label: string) =>
    post<EnrolmentView>('/api/enrolment/passkey', { credential, label }),
  setPassword: (password: string) => post<EnrolmentView>('/api/enrolment/password', { password }),
  startTotp: () => post<TotpStart>('/api/enrolment/totp/start'),
  addTotp: (code: string) => post<EnrolmentView>('/api/enrolment/totp', { code }),
  acceptInvitation: (token: string) => post<{ readonly location: string }>('/api/invitation', { token }),
};
