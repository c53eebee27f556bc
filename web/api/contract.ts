/**
 * What Regain's server says over HTTP, as the pages see it. The server has the same shapes as schemas
 * (`server/doors/`); the stories in `journeys/` prove that the two agree. Nothing here is shared code.
 *
 * All bodies are JSON. Errors: 4xx/5xx with `ApiError`. Times are epoch milliseconds.
 * Unsafe methods are refused unless `Origin` is ours. No endpoint takes a secret in its URL.
 */
export interface ApiError {
  /** Catalogue key under `errors.*`; several causes share one (D15). */
  readonly error: string;
  /** Field that was wrong, for forms. */
  readonly field?: string;
  readonly caseNumber?: string;
}

// ---------- GET /api/organisation (no cookie needed) ----------
export interface OrganisationView {
  readonly name: string;
  readonly helpDesk: { readonly phone: string; readonly email: string };
  /** Pages show a worded banner in an example organisation. */
  readonly example: boolean;
  /** For whoever asks for none of `languages`. BCP 47. */
  readonly language: string;
  /** What people can choose from. */
  readonly languages: readonly string[];
  readonly logo: { readonly address: string; readonly width: number; readonly height: number } | null;
  /** Colours that can be read, for light and for dark pages; null: ours. */
  readonly accent: { readonly light: AccentView; readonly dark: AccentView } | null;
  /** A paragraph of the organisation's own, by language; plain text, may be empty. */
  readonly explainer: Readonly<Record<string, string>>;
}

export interface AccentView {
  readonly accent: string;
  readonly accentStrong: string;
  readonly accentSoft: string;
  readonly onAccent: string;
}

// ---------- Recovery: everything below is bound to the recovery cookie ----------
// GET  /api/recovery                                → RecoveryView, or 404 {error:'noRecovery'}
// GET  /api/recovery/events                         → server-sent events: `moved` (look again), `beat`; 503: too many listen
// POST /api/recovery {identifier}                   → 201 RecoveryView; sets the cookie. Same answer for any identifier (R23).
// POST /api/recovery/begin {}                       → RecoveryView            (from 'explain')
// POST /api/recovery/identity-verification {country, route: 'provider' | 'wallet'}
//                                                   → RecoveryView            (route 'wallet': already holds a credential)
// POST /api/recovery/hand-over {}                   → {location}              one-time address at the provider; the page navigates there (D23, D38)
// POST /api/recovery/returned {status: 'done' | 'failed' | 'cancelled'}
//                                                   → RecoveryView            person came back from the provider: a hint only
// POST /api/recovery/presentation {}                → PresentationRequestView a new request each time, for the wallet on this device (D24)
// POST /api/recovery/presentation/browser {}        → BrowserRequestView      for the browser's own prompt, where `inBrowser`
// POST /api/recovery/presentation/answer {id, response} or {id, error}
//                                                   → RecoveryView            what the prompt gave; 422: not taken, nothing lost
// POST /api/recovery/phone {}                       → RecoveryView            a code for a second device: its wallet, or its camera (D25)
// POST /api/recovery/phone/thrown-out {}            → RecoveryView
// POST /api/recovery/phone/code {code}              → RecoveryView            what the phone shows, typed here
// POST /api/recovery/response-code {code}           → RecoveryView            from the fragment of /recover/back#response_code=…
// POST /api/recovery/face-check/session {consent, lit?} → FaceWord                consent: the version of the text that was agreed to
// POST /api/recovery/face-check/frame {session, step, frame}
//                                                   → FaceWord                base64 JPEG ≤ 300 kB for the step under way
// POST /api/recovery/face-check {session, frames}   → RecoveryView            the accepted frames once more, for scoring
// POST /api/recovery/continue {}                    → RecoveryView            runs a pending automatic step (after a crash)
// POST /api/recovery/access-pass/show {}            → {value, expiresAt}      issues anew: the old one dies (D28)
// POST /api/recovery/access-pass/redeem {value?}    → {location: '/enrol'}    without value: by the cookie
// POST /api/recovery/enrolment {}                   → {location: '/enrol'}    redeemed already: enters set-up anew; the token before is dead
// POST /api/recovery/back {}                        → RecoveryView            one step back where that is possible
// POST /api/recovery/objection {token}             → {stopped}               from the fragment of /recover/not-me#token; false: it was over before
// POST /api/recovery/leave {}                       → 204                     forgets the cookie, ends the recovery ("I can't do this", "Start again")

export type StepName = 'identity-verification' | 'presentation' | 'face-check' | 're-enrolment';

export interface RecoveryView {
  /** To read to the help desk, e.g. 'K7QF-2M9D'. */
  readonly caseNumber: string;
  readonly rehearsal: boolean;
  /** As the person typed it. */
  readonly identifier: string;
  /** For the step list; null before the first and after the last. */
  readonly step: StepName | null;
  readonly now: RecoveryPage;
}

export type RecoveryPage =
  /** What will happen, what to have ready, consent. → begin */
  | { readonly page: 'explain' }
  /** Which country's document. → identity-verification */
  | {
      readonly page: 'chooseCountry';
      readonly suggestedCountry: string;
      /** ISO 3166-1 alpha-2 of every country with a provider of its own; others use the default. */
      readonly countries: readonly string[];
      readonly walletFirst: boolean;
    }
  /** One sentence about the hand-over. → hand-over, then navigate. Also after coming back without a credential. */
  | {
      readonly page: 'goToProvider';
      readonly providerName: string;
      readonly country: string;
      readonly returned: boolean;
    }
  /** The provider cannot be reached; the recovery is kept. → continue */
  | { readonly page: 'providerDown'; readonly providerName: string }
  /** Show the credential. → presentation. `inBrowser`: the browser may ask, if it can. `otherDevice`: a phone may take part (D25). → phone */
  | {
      readonly page: 'present';
      readonly inBrowser: boolean;
      readonly otherDevice: boolean;
      readonly asked: readonly AskedClaim[];
      readonly phoneEnded: PhoneEnd | null;
    }
  /** A request is out, for the wallet on this device; followed. */
  | { readonly page: 'waitingForWallet'; readonly request: PresentationRequestView }
  /** `problem` is set after a capture that could not be used. → face-check; at a vendor's → face-check/session, face-check/visit */
  | {
      readonly page: 'faceCheck';
      readonly triesLeft: number;
      readonly problem: CaptureProblem | null;
      readonly client: FaceCheckClient;
      readonly otherDevice: boolean;
      readonly phoneEnded: PhoneEnd | null;
    }
  /** A second device: its code, then that it has joined, then the field for the code that it shows. */
  | ({
      readonly page: 'withPhone';
      readonly purpose: 'wallet' | 'faceCheck';
      /** Others who came with the same code. */
      readonly strangers: number;
      readonly expiresAt: number;
    } & (
      | { readonly at: 'offered'; readonly link: string }
      | { readonly at: 'joined'; readonly who: PhoneSeen }
      | { readonly at: 'code'; readonly who: PhoneSeen; readonly triesLeft: number }
    ))
  /** An automatic step is pending; followed, or → continue. */
  | { readonly page: 'checking' }
  /** Proved with a second device; notices are out, and after `until` it goes on. → continue */
  | { readonly page: 'waiting'; readonly until: number }
  /** Production: the way in. → access-pass/show, access-pass/redeem */
  | {
      readonly page: 'accessPass';
      /** Null: not shown yet, or shown before a reload: offer "Show a new pass". */
      readonly expiresAt: number | null;
      readonly expired: boolean;
      /** False after the one re-issue was spent or 60 minutes passed: start again. */
      readonly mayIssue: boolean;
    }
  /** Redeemed: set up a new method at /enrol, or sign in with it. */
  | { readonly page: 'enrol'; readonly enrolmentOpen: boolean; readonly newMethodReady: boolean }
  /** Evaluation: everything worked, nothing changed (text C). */
  | { readonly page: 'rehearsed' }
  /** The end: what changed, receipt. */
  | {
      readonly page: 'recovered';
      readonly at: number;
      readonly added: readonly MethodLine[];
      readonly disabled: readonly MethodLine[];
      readonly sessionsEnded: number;
    }
  /** Text B: we could not confirm your identity. One page for every cause after proof (D15). */
  | { readonly page: 'notConfirmed' }
  /** Text A: try again later. */
  | { readonly page: 'tryLater' }
  /** Text D: this session ended; start again. */
  | { readonly page: 'ended' };

export type AskedClaim =
  | 'names'
  | 'birthDate'
  | 'nationalId'
  | 'documentNumber'
  | 'issuingCountry'
  | 'portrait';
export type CaptureProblem =
  | 'noFace'
  | 'severalFaces'
  | 'tooDark'
  | 'blurred'
  | 'tooFar'
  | 'turnedAway'
  | 'unreadable'
  | 'notTurned'
  | 'turnedTooFar'
  | 'repeated'
  | 'notFinished';

/** What a face check wants next. */
/** Who does the face check: our own camera page, a vendor's page, or nobody just now. */
export type FaceCheckClient =
  | { readonly kind: 'camera' | 'unavailable' }
  | {
      readonly kind: 'hostedPage';
      readonly provider: string;
      readonly host: string;
      /** The person is there, or was, and the vendor has not answered yet. */
      readonly underWay: boolean;
    };

export interface FaceWord {
  readonly session: string;
  readonly leftMs: number;
  readonly accepted: boolean;
  /** Why the last frame was not accepted; null also for one that came too early. */
  readonly problem: CaptureProblem | null;
  /** Null: all steps are taken. */
  readonly step: {
    /** From 0. */
    readonly number: number;
    readonly of: number;
    /** Left and right are the person's own. */
    readonly look: 'centre' | 'left' | 'right';
    /** A frame sent sooner is not looked at. */
    readonly afterMs: number;
    /** The colour to show around the face meanwhile; null where the person wants none. */
    readonly light: 'white' | 'blue' | 'green' | 'amber' | 'violet' | null;
  } | null;
}

export interface MethodLine {
  readonly kind: 'passkey' | 'password' | 'totp';
  readonly label: string;
}

export interface PhoneSeen {
  /** Browser and system; empty: not known. */
  readonly browser: string;
  readonly network: string;
  /** The same connection as the other device. */
  readonly sameLine: boolean;
}
/** Why the last phone is out, where the person should be told. */
export type PhoneEnd = 'wrongCodes' | 'outOfTime';

export interface PresentationRequestView {
  readonly address: string;
  readonly expiresAt: number;
}

export interface BrowserRequestView {
  readonly id: string;
  /** For `navigator.credentials.get({ digital: { requests: [{ protocol, data: { request } }] } })`. */
  readonly protocol: string;
  readonly request: string;
  readonly expiresAt: number;
}

// ---------- The phone: everything below is bound to the phone's cookie, and can do one step of one recovery (D25) ----------
// POST /api/phone {link, claim}                     → PhoneView, or 409 {error:'linkUsed'}; sets the cookie. `claim`: 256 bits drawn by the page
// GET  /api/phone                                   → PhoneView, or 404 {error:'noPhone'}: over, for whatever reason
// POST /api/phone/agreement {}                      → PhoneView
// POST /api/phone/presentation {}                   → {location}              the wallet on this phone
// POST /api/phone/response-code {code}              → PhoneView               from the fragment of /phone#response_code=…
// POST /api/phone/face-check/session, /frame, ''    as for the recovery; the last answers PhoneView
// POST /api/phone/denial {}                         → {stopped}               "This wasn't me": ends the recovery
export interface PhoneView {
  readonly purpose: 'wallet' | 'faceCheck';
  readonly rehearsal: boolean;
  /** Masked. */
  readonly account: string;
  readonly started: PhoneSeen & { readonly at: number };
  readonly now:
    | { readonly page: 'naming' | 'wallet' | 'over' }
    | { readonly page: 'faceCheck'; readonly triesLeft: number; readonly problem: CaptureProblem | null }
    | { readonly page: 'code'; readonly code: string; readonly expiresAt: number };
}

// ---------- Sign-in ----------
// GET  /api/session                                 → SessionView
// POST /api/sign-in/passkey/options {}              → PublicKeyCredentialRequestOptionsJSON (discoverable: no account named, D14)
// POST /api/sign-in/passkey {credential}            → SignedIn, or 401 {error:'signInFailed'}
// POST /api/sign-in/password {identifier, password, code} → SignedIn, or 401 {error:'signInFailed'}; both are always asked, one answer
// POST /api/sign-in/access-pass {identifier, pass}  → SignedIn, or 401 {error:'signInFailed'}
// POST /api/sign-out {}                             → 204
export interface SessionView {
  readonly signedIn: boolean;
  readonly person: { readonly accountName: string; readonly displayName: string } | null;
  /** Which sheet may change methods: recent sign-in needed (R34). */
  readonly mayChangeMethods: boolean;
}
export interface SignedIn {
  /** '/security-info', '/recover' (a recovery ended with this sign-in) or '/enrol'. */
  readonly location: string;
}

// ---------- Security info (session cookie) ----------
// GET    /api/security-info                         → SecurityInfoView
// POST   /api/security-info/passkeys/options {}     → PublicKeyCredentialCreationOptionsJSON
// POST   /api/security-info/passkeys {credential, label} → SecurityInfoView
// POST   /api/security-info/totp/start {}           → TotpStart
// POST   /api/security-info/totp {code}             → SecurityInfoView
// POST   /api/security-info/password {password}     → SecurityInfoView
// DELETE /api/security-info/methods/:id             → SecurityInfoView
// DELETE /api/security-info/sessions/:id            → SecurityInfoView      (ending the own one signs out)
// POST   /api/security-info/sessions/end-others {}  → SecurityInfoView
// Changing anything needs a sign-in no older than 10 minutes: else 403 {error:'signInAgain'}.
export interface SecurityInfoView {
  readonly methods: readonly {
    readonly id: string;
    readonly kind: 'passkey' | 'password' | 'totp' | 'accessPass';
    readonly label: string;
    readonly addedAt: number;
    readonly lastUsedAt: number | null;
    readonly disabledAt: number | null;
  }[];
  readonly sessions: readonly {
    readonly id: string;
    readonly current: boolean;
    readonly startedAt: number;
    readonly lastSeenAt: number;
    /** Coarse: browser and system out of the user agent. */
    readonly device: string;
  }[];
}
export interface TotpStart {
  readonly secret: string;
  readonly uri: string;
}

// ---------- Enrolment session (own cookie; set-up only, D29) ----------
// GET  /api/enrolment                               → EnrolmentView, or 401 {error:'enrolmentEnded'}
// POST /api/enrolment/passkey/options {}            → PublicKeyCredentialCreationOptionsJSON
// POST /api/enrolment/passkey {credential, label}   → EnrolmentView
// POST /api/enrolment/password {password}           → EnrolmentView
// POST /api/enrolment/totp/start {}                 → TotpStart
// POST /api/enrolment/totp {code}                   → EnrolmentView
// After the passkey, or password + authenticator app, `done` is true: the session is over, sign in with the new method.
export interface EnrolmentView {
  readonly accountName: string;
  readonly displayName: string;
  readonly expiresAt: number;
  /** Why this session exists: texts differ. */
  readonly reason: 'recovery' | 'accessPass' | 'invitation';
  readonly passwordSet: boolean;
  readonly done: 'passkey' | 'password' | null;
}
// POST /api/invitation {token} (from /invitation#token=…) → {location:'/enrol'}

// ---------- GET /api/outbox (an example only; 404 elsewhere, D37) ----------
export interface OutboxView {
  readonly mails: readonly {
    readonly id: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly at: number;
  }[];
}
