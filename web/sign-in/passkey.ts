import type { Refusal } from '../api/index.ts';

export type PasskeyAnswer =
  | { readonly ok: true; readonly credential: Record<string, unknown> }
  | { readonly ok: false; readonly refusal: Refusal };

const refused = (error: string): PasskeyAnswer => ({ ok: false, refusal: { status: 400, error } });

/** The browser says `NotAllowedError` for cancel, time-out and "no authenticator" alike, on purpose. */
const readProblem = (cause: unknown): PasskeyAnswer => {
  if (cause instanceof DOMException && cause.name === 'InvalidStateError') return refused('passkeyAlready');
  return refused('passkeyCancelled');
};

const jsonOf = (credential: Credential | null): PasskeyAnswer => {
  if (credential === null) return refused('passkeyCancelled');
  return { ok: true, credential: { ...(credential as PublicKeyCredential).toJSON() } };
};

/** Whether this browser has passkeys at all, with the JSON forms of WebAuthn level 3. */
export const passkeysSupported = (): boolean =>
  typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === 'function' &&
  typeof navigator.credentials?.create === 'function';

export const createPasskey = async (
  options: PublicKeyCredentialCreationOptionsJSON,
): Promise<PasskeyAnswer> => {
  if (!passkeysSupported()) return refused('passkeyUnsupported');
  try {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return jsonOf(await navigator.credentials.create({ publicKey }));
  } catch (cause) {
    return readProblem(cause);
  }
};

export const getPasskey = async (options: PublicKeyCredentialRequestOptionsJSON): Promise<PasskeyAnswer> => {
  if (!passkeysSupported()) return refused('passkeyUnsupported');
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    return jsonOf(await navigator.credentials.get({ publicKey }));
  } catch (cause) {
    return readProblem(cause);
  }
};

const browsers: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** A name the person will know the passkey by later, without asking for one: "Chrome, Android". */
export const passkeyLabel = (userAgent: string): string =>
  [browsers, systems]
    .map((table) => table.find(([pattern]) => pattern.test(userAgent))?.[1])
    .filter((name) => name !== undefined)
    .join(', ') || 'Passkey';
