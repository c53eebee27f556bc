/**
 * Demo passkey: stands in for the device's passkey sheet where there is no authenticator (D7).
 *
 * A software authenticator in the page, for an example installation only, plainly labelled. It takes over
 * `navigator.credentials.create` and `get` for public-key requests and speaks WebAuthn to the ordinary endpoints;
 * the server cannot tell and has no branch for it. Keys are P-256, non-extractable, in this origin's IndexedDB.
 *
 * It proves plumbing, not safety: whoever can run script on this origin can use these keys.
 */

/** Every sentence of the dialog, by language. `{site}` is where the passkey is for. */
const TEXTS = {
  en: {
    dir: 'ltr',
    label: 'Demo passkey',
    intro: "Stands in for your device's passkey sheet",
    createHeading: 'Create a passkey for {site}?',
    createText: 'The demo passkey for {account} is kept in this browser only.',
    create: 'Create demo passkey',
    useHeading: 'Sign in to {site} with a passkey?',
    useText: 'This browser keeps a demo passkey for {account}.',
    useMany: 'Which demo passkey?',
    useNone: 'This browser keeps no demo passkey that fits here.',
    use: 'Use demo passkey',
    native: 'Use this device instead',
    cancel: 'Cancel',
  },
  de: {
    dir: 'ltr',
    label: 'Demo-Passkey',
    intro: 'Steht für das Passkey-Fenster Ihres Geräts',
    createHeading: 'Einen Passkey für {site} anlegen?',
    createText: 'Der Demo-Passkey für {account} bleibt nur in diesem Browser.',
    create: 'Demo-Passkey anlegen',
    useHeading: 'Bei {site} mit einem Passkey anmelden?',
    useText: 'Dieser Browser hat einen Demo-Passkey für {account}.',
    useMany: 'Welcher Demo-Passkey?',
    useNone: 'Dieser Browser hat keinen Demo-Passkey, der hier passt.',
    use: 'Demo-Passkey verwenden',
    native: 'Stattdessen dieses Gerät verwenden',
    cancel: 'Abbrechen',
  },
  ar: {
    dir: 'rtl',
    label: 'مفتاح مرور تجريبي',
    intro: 'يقوم مقام نافذة مفاتيح المرور في جهازك',
    createHeading: 'إنشاء مفتاح مرور لـ {site}؟',
    createText: 'يبقى مفتاح المرور التجريبي لـ {account} في هذا المتصفح فقط.',
    create: 'إنشاء مفتاح مرور تجريبي',
    useHeading: 'تسجيل الدخول إلى {site} بمفتاح مرور؟',
    useText: 'في هذا المتصفح مفتاح مرور تجريبي لـ {account}.',
    useMany: 'أي مفتاح مرور تجريبي؟',
    useNone: 'ليس في هذا المتصفح مفتاح مرور تجريبي يناسب هنا.',
    use: 'استخدام مفتاح المرور التجريبي',
    native: 'استخدام هذا الجهاز بدلًا من ذلك',
    cancel: 'إلغاء',
  },
};

const ES256 = -7;
const FLAG = { userPresent: 0x01, userVerified: 0x04, attestedCredentialData: 0x40 };
const STYLE_SHEET = new URL('demo-passkey.css', import.meta.url).href;

const native = navigator.credentials && {
  create: navigator.credentials.create.bind(navigator.credentials),
  get: navigator.credentials.get.bind(navigator.credentials),
};
const hasNative = typeof globalThis.PublicKeyCredential === 'function';

// ---------------------------------------------------------------------------------------------------------------
// Bytes

const utf8 = (text) => new TextEncoder().encode(text);
const sha256 = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** A copy of any BufferSource. */
function bytesOf(source) {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer.slice(source.byteOffset, source.byteOffset + source.byteLength))
    : new Uint8Array(source.slice(0));
}

function toBase64url(source) {
  const text = String.fromCharCode(...bytesOf(source));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64url(text) {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

function join(...parts) {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** CBOR (RFC 8949) of what an authenticator says: integers, text, bytes, and maps in the order given. */
function cbor(value) {
  if (typeof value === 'number') return value >= 0 ? cborHead(0, value) : cborHead(1, -1 - value);
  if (typeof value === 'string') return join(cborHead(3, utf8(value).length), utf8(value));
  if (value instanceof Uint8Array) return join(cborHead(2, value.length), value);
  const entries = [...value].flatMap(([key, content]) => [cbor(key), cbor(content)]);
  return join(cborHead(5, value.size), ...entries);
}

function cborHead(major, count) {
  if (count < 24) return Uint8Array.of((major << 5) | count);
  if (count < 256) return Uint8Array.of((major << 5) | 24, count);
  return Uint8Array.of((major << 5) | 25, count >> 8, count & 0xff);
}

/** WebAuthn signs with ASN.1 (SEC 1), WebCrypto gives r and s side by side. */
function signatureToDer(signature) {
  const integer = (bytes) => {
    const start = bytes.findIndex((byte) => byte !== 0);
    const digits = bytes.slice(start < 0 ? bytes.length - 1 : start);
    const positive = digits[0] & 0x80 ? join(Uint8Array.of(0), digits) : digits;
    return join(Uint8Array.of(0x02, positive.length), positive);
  };
  const both = join(integer(signature.slice(0, 32)), integer(signature.slice(32)));
  return join(Uint8Array.of(0x30, both.length), both);
}

// ---------------------------------------------------------------------------------------------------------------
// Kept passkeys: { id, rpId, userHandle, userName, privateKey, counter }

function promised(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore(mode, work) {
  const opening = indexedDB.open('demo-passkeys', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('passkeys', { keyPath: 'id' });
  const database = await promised(opening);
  try {
    return await work(database.transaction('passkeys', mode).objectStore('passkeys'));
  } finally {
    database.close();
  }
}

async function findPasskeys(rpId, allowed) {
  const all = await inStore('readonly', (store) => promised(store.getAll()));
  const ids = allowed?.map(({ id }) => toBase64url(id)) ?? [];
  return all.filter((one) => one.rpId === rpId && (ids.length === 0 || ids.includes(one.id)));
}

const keepPasskey = (passkey) => inStore('readwrite', (store) => promised(store.put(passkey)));

/** Counts one use, in one transaction: two tabs never sign the same number (a repeated one looks like a clone). */
function countUse(id) {
  return inStore('readwrite', async (store) => {
    const passkey = await promised(store.get(id));
    passkey.counter += 1;
    await promised(store.put(passkey));
    return passkey;
  });
}

// ---------------------------------------------------------------------------------------------------------------
// The authenticator

const refused = () => new DOMException('The person said no, or the time was up.', 'NotAllowedError');

/** WebAuthn 5.1.3 step 8: a page may ask for its own host or a registrable parent. Suffix is enough for a demo. */
function checkRpId(rpId = location.hostname) {
  if (rpId === location.hostname || location.hostname.endsWith(`.${rpId}`)) return rpId;
  throw new DOMException('This RP ID is not for this origin.', 'SecurityError');
}

function clientData(type, challenge) {
  const { origin } = location;
  return utf8(JSON.stringify({ type, challenge: toBase64url(challenge), origin, crossOrigin: false }));
}

/** WebAuthn 6.1. Backup flags stay off: a demo passkey lives in this browser only. */
async function authenticatorData(rpId, counter, attested = new Uint8Array()) {
  const flags =
    FLAG.userPresent | FLAG.userVerified | (attested.length > 0 ? FLAG.attestedCredentialData : 0);
  const count = Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter);
  return join(await sha256(utf8(rpId)), Uint8Array.of(flags), count, attested);
}

async function createPasskey(options, rpId) {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign', 'verify'],
  );
  const rawId = crypto.getRandomValues(new Uint8Array(32));
  const { x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  const coseKey = cbor(
    new Map([
      [1, 2],
      [3, ES256],
      [-1, 1],
      [-2, fromBase64url(x)],
      [-3, fromBase64url(y)],
    ]),
  );
  const aaguid = new Uint8Array(16);
  const attested = join(aaguid, Uint8Array.of(0, rawId.length), rawId, coseKey);
  const authData = await authenticatorData(rpId, 0, attested);
  await keepPasskey({
    id: toBase64url(rawId),
    rpId,
    userHandle: bytesOf(options.user.id),
    userName: options.user.name,
    privateKey,
    counter: 0,
  });
  const clientDataJSON = clientData('webauthn.create', options.challenge);
  const attestationObject = cbor(
    new Map([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', authData],
    ]),
  );
  const spki = await crypto.subtle.exportKey('spki', publicKey);
  return credential(
    rawId,
    {
      clientDataJSON: clientDataJSON.buffer,
      attestationObject: attestationObject.buffer,
      getTransports: () => ['internal'],
      getAuthenticatorData: () => authData.buffer,
      getPublicKey: () => spki,
      getPublicKeyAlgorithm: () => ES256,
    },
    {
      kind: 'AuthenticatorAttestationResponse',
      json: {
        transports: ['internal'],
        authenticatorData: toBase64url(authData),
        publicKey: toBase64url(spki),
        publicKeyAlgorithm: ES256,
      },
      extensions: options.extensions?.credProps ? { credProps: { rk: true } } : {},
    },
  );
}

async function usePasskey(options, rpId, id) {
  const { privateKey, counter, userHandle } = await countUse(id);
  const authData = await authenticatorData(rpId, counter);
  const clientDataJSON = clientData('webauthn.get', options.challenge);
  const signed = join(authData, await sha256(clientDataJSON));
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, signed);
  return credential(
    fromBase64url(id),
    {
      clientDataJSON: clientDataJSON.buffer,
      authenticatorData: authData.buffer,
      signature: signatureToDer(new Uint8Array(signature)).buffer,
      userHandle: userHandle.buffer,
    },
    { kind: 'AuthenticatorAssertionResponse', json: {}, extensions: {} },
  );
}

/** Behaves like a PublicKeyCredential, `instanceof` included where the browser has the classes. */
function credential(rawId, response, { kind, json, extensions }) {
  const responseClass = globalThis[kind]?.prototype ?? Object.prototype;
  const credentialClass = hasNative ? PublicKeyCredential.prototype : Object.prototype;
  const id = toBase64url(rawId);
  const binary = Object.entries(response).filter(([, value]) => value instanceof ArrayBuffer);
  const responseJson = {
    ...Object.fromEntries(binary.map(([name, value]) => [name, toBase64url(value)])),
    ...json,
  };
  const about = { id, type: 'public-key', authenticatorAttachment: 'platform' };
  return withOwn(credentialClass, {
    ...about,
    rawId: rawId.buffer,
    response: withOwn(responseClass, response),
    getClientExtensionResults: () => structuredClone(extensions),
    toJSON: () => ({ ...about, rawId: id, response: responseJson, clientExtensionResults: extensions }),
  });
}

/** The classes' own accessors only work on the browser's objects, so each value is defined on the object itself. */
function withOwn(prototype, values) {
  const described = Object.entries(values).map(([name, value]) => [name, { value, enumerable: true }]);
  return Object.create(prototype, Object.fromEntries(described));
}

// ---------------------------------------------------------------------------------------------------------------
// The dialog

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_place, name) => values[name] ?? '');

function part(tag, text, attributes = {}) {
  const node = document.createElement(tag);
  node.textContent = text;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

/** The dialog's style sheet, once; resolves when it is there, so that the dialog never flashes unstyled. */
function linkStyle() {
  if (document.querySelector(`link[href="${STYLE_SHEET}"]`)) return undefined;
  const link = part('link', '', { rel: 'stylesheet', href: STYLE_SHEET });
  document.head.append(link);
  return new Promise((done) => {
    link.onload = done;
    link.onerror = done;
  });
}

/** Asks the person. Gives 'native', the id of the chosen passkey, 'create', or `undefined` for no. */
async function askPerson({ heading, text, choices = [], action, signal }) {
  await linkStyle();
  const language = (document.documentElement.lang || 'en').split('-')[0];
  const words = TEXTS[language] ?? TEXTS.en;
  const dialog = part('dialog', '', {
    class: 'demo-passkey',
    lang: TEXTS[language] ? language : 'en',
    dir: words.dir,
    'aria-labelledby': 'demo-passkey-heading',
    'aria-describedby': 'demo-passkey-text',
  });
  const badge = part('p', `${words.label} — ${words.intro}`, { class: 'demo-passkey-badge' });
  const title = part('h2', fill(words[heading], { site: location.hostname }), { id: 'demo-passkey-heading' });
  const lines = part('p', fill(words[text], { account: choices[0]?.userName ?? '' }), {
    id: 'demo-passkey-text',
  });
  const form = part('form', '', { method: 'dialog' });
  if (choices.length > 1) form.append(choiceList(choices, lines.textContent));
  const says = [
    ...(action ? [[words[action], action, 'demo-passkey-primary']] : []),
    ...(hasNative ? [[words.native, 'native', '']] : []),
    [words.cancel, 'cancel', ''],
  ];
  for (const [label, value, look] of says)
    form.append(part('button', label, { value, class: look, type: 'submit' }));
  dialog.append(badge, title, ...(choices.length > 1 ? [] : [lines]), form);
  if (choices.length > 1) dialog.removeAttribute('aria-describedby');
  document.body.append(dialog);
  dialog.showModal();
  const abort = () => dialog.close('cancel');
  signal?.addEventListener('abort', abort, { once: true });
  await new Promise((closed) => dialog.addEventListener('close', closed, { once: true }));
  signal?.removeEventListener('abort', abort);
  const chosen = new FormData(form).get('passkey') ?? choices[0]?.id;
  dialog.remove();
  if (dialog.returnValue === 'native' || dialog.returnValue === 'create') return dialog.returnValue;
  return dialog.returnValue === 'use' ? chosen : undefined;
}

function choiceList(choices, legend) {
  const list = part('fieldset', '');
  list.append(part('legend', legend));
  for (const [index, { id, userName }] of choices.entries()) {
    const label = part('label', '');
    const radio = part('input', '', { type: 'radio', name: 'passkey', value: id });
    radio.checked = index === 0;
    label.append(radio, part('span', userName));
    list.append(label);
  }
  return list;
}

// ---------------------------------------------------------------------------------------------------------------
// In place of navigator.credentials

async function create(options) {
  const wanted = options?.publicKey;
  if (!wanted) return native.create(options);
  options.signal?.throwIfAborted();
  const rpId = checkRpId(wanted.rp.id);
  const takesEs256 =
    wanted.pubKeyCredParams.length === 0 || wanted.pubKeyCredParams.some(({ alg }) => alg === ES256);
  if (!takesEs256) throw new DOMException('Demo passkeys sign with ES256 only.', 'NotSupportedError');
  const answer = await askPerson({
    heading: 'createHeading',
    text: 'createText',
    choices: [{ userName: wanted.user.name }],
    action: 'create',
    signal: options.signal,
  });
  options.signal?.throwIfAborted();
  if (answer === 'native') return native.create(options);
  if (answer !== 'create') throw refused();
  // Only after the person agreed: before, a page could probe which accounts have a passkey here (WebAuthn 14.5.1).
  const excluded = wanted.excludeCredentials ?? [];
  if (excluded.length > 0 && (await findPasskeys(rpId, excluded)).length > 0)
    throw new DOMException('This browser already keeps a passkey for this account.', 'InvalidStateError');
  return createPasskey(wanted, rpId);
}

async function get(options) {
  const wanted = options?.publicKey;
  // Autofill has no sheet to stand in for; the button on the page asks again without it.
  if (!wanted || options.mediation === 'conditional') return native.get(options);
  options.signal?.throwIfAborted();
  const rpId = checkRpId(wanted.rpId);
  const choices = await findPasskeys(rpId, wanted.allowCredentials);
  const text = choices.length === 0 ? 'useNone' : choices.length === 1 ? 'useText' : 'useMany';
  const action = choices.length === 0 ? undefined : 'use';
  const answer = await askPerson({ heading: 'useHeading', text, choices, action, signal: options.signal });
  options.signal?.throwIfAborted();
  if (answer === 'native') return native.get(options);
  if (answer === undefined) throw refused();
  return usePasskey(wanted, rpId, answer);
}

const decodeIds = (list) => list?.map((one) => ({ ...one, id: fromBase64url(one.id) }));

/** What a browser without these (or without WebAuthn) is given, so that the page's own code runs unchanged. */
const STAND_INS = {
  parseCreationOptionsFromJSON: (json) => ({
    ...json,
    challenge: fromBase64url(json.challenge),
    user: { ...json.user, id: fromBase64url(json.user.id) },
    ...(json.excludeCredentials && { excludeCredentials: decodeIds(json.excludeCredentials) }),
  }),
  parseRequestOptionsFromJSON: (json) => ({
    ...json,
    challenge: fromBase64url(json.challenge),
    ...(json.allowCredentials && { allowCredentials: decodeIds(json.allowCredentials) }),
  }),
  isConditionalMediationAvailable: async () => false,
};

function install() {
  if (!hasNative) globalThis.PublicKeyCredential = class PublicKeyCredential {};
  for (const [name, standIn] of Object.entries(STAND_INS)) PublicKeyCredential[name] ??= standIn;
  PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable = async () => true;
  const container = navigator.credentials ?? {};
  if (!navigator.credentials) Object.defineProperty(navigator, 'credentials', { value: container });
  Object.defineProperties(container, {
    create: { value: create, configurable: true, writable: true },
    get: { value: get, configurable: true, writable: true },
  });
}

install();
