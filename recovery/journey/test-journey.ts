import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { CompactEncrypt, importJWK, type JWK } from 'jose';
import type { Account, Directory } from '../directory/index.ts';
import type { Fault } from '../outcome.ts';
import {
  type AcceptedCredential,
  builtInFaceCheck,
  defaultProfile,
  type FaceCheckFacts,
} from '../policy/index.ts';
import type {
  CaptureProblem,
  FaceCheckElsewhere,
  FaceComparison,
  FaceMatcher,
  FrameReading,
} from '../steps/face-check/index.ts';
import {
  anchorOf,
  bindKey,
  buildSdJwt,
  createScene,
  honestClaims,
  listUri,
  type RawKeyBinding,
  type Scene,
  sandboxType,
} from '../steps/presentation/fixtures/index.ts';
import { noKnownCertificates } from '../steps/presentation/index.ts';
import { createTestStore, type TestStore } from '../store/test-store.ts';
import type { Advanced } from './advance.ts';
import { createJourney, type Journey } from './journey.ts';
import type { JourneyPorts } from './ports.ts';

export type AccountName = (typeof people)[number]['accountName'];
interface Pass {
  readonly accountId: string;
  readonly value: string;
  readonly expiresAt: number;
  /** Epoch milliseconds; null until then. */
  readonly redeemedAt: number | null;
}

/** A journey on doubles: memory for a database, a clock that tests turn, a face matcher that says what it is told. */
export interface TestJourney {
  readonly journey: Journey;
  readonly ports: JourneyPorts;
  readonly memory: TestStore;
  readonly clock: { now: number };
  readonly accounts: Map<string, Account>;
  readonly passes: Map<string, Pass>;
  /** Recoveries whose set-up brought a new method. */
  readonly newMethods: Map<string, string>;
  readonly face: { answer: FaceComparison | Fault; calls: number; looks: number };
  /** Whether the page shows colours during a face check. */
  readonly page: { lit: boolean };
  /** Opens a face check and shows what is asked, a frame a step; gives the frames, or what stopped it. */
  takeFrames(
    recoveryId: string,
    phone?: string,
  ): Promise<
    | { readonly session: string; readonly frames: readonly Uint8Array[] }
    | { readonly problem: CaptureProblem | null }
  >;
  /** The frames, and then their scoring. */
  showFace(recoveryId: string, phone?: string): Promise<Advanced | null>;
  readonly provider: { up: boolean };
  /** Answers the request behind `address`, as this person's wallet. */
  present(
    address: string,
    holder: Holder,
    lies?: RawKeyBinding & { readonly state?: string },
  ): Promise<{ requestId: string; response: string }>;
  /** Asks for the credential on this device or on a phone, and has this person's wallet answer, until the face check. */
  presentOn(recoveryId: string, device: 'this' | 'other', holder: Holder): Promise<void>;
  /** Answers what the browser was given last, as this person's wallet would through it. */
  presentInBrowser(
    recoveryId: string,
    holder: Holder,
    lies?: RawKeyBinding,
  ): Promise<{ requestId: string; response: string }>;
  /** What the code on the starting screen says, now. */
  linkOn(recoveryId: string): Promise<string>;
  /** Offers a phone, joins and agrees; its cookie. */
  takePhone(recoveryId: string): Promise<string>;
  /** The code that the phone shows. */
  codeOn(phone: string): Promise<string>;
  edit(accountId: string, changes: Partial<Account>): void;
}

/** Scene and credentials are made once: signing keys do not wear out, and walks are long. */
export type Holder = 'mara' | 'tiago' | 'stranger' | 'listed';
let wallets: Promise<{ scene: Scene; credentials: Readonly<Record<Holder, string>> }> | undefined;

const hour = 60 * 60_000;
/** Where the two devices of a test say they are. */
export const desk = { browser: 'Firefox · Windows', network: '192.0.2', line: 'desk' };
export const pocket = { browser: 'Safari · iPhone', network: '198.51.100', line: 'pocket' };
export const startOfTime = Date.parse('2026-11-22T12:00:00Z');
export const sameFace: Extract<FaceComparison, { kind: 'compared' }> = {
  ...{ kind: 'compared', confidence: 96, frontalFrames: 3 },
  ...{ onePerson: true, live: null },
};
const facts: FaceCheckFacts = {
  ...{ id: builtInFaceCheck, name: '', version: '1', recommendedThreshold: 70 },
  presentationAttackDetection: { assurance: 'none', evidence: null },
};
export const otherFace: FaceComparison = { ...sameFace, confidence: 20 };
/** By the first word of a frame; anything else is a face that looks far aside. */
const yaws: Readonly<Record<string, number>> = { centre: 0, left: -25, right: 25 };
export const keys = {
  evidence: new Uint8Array(32).fill(1),
  request: new Uint8Array(32).fill(2),
  reference: new Uint8Array(32).fill(3),
  objection: new Uint8Array(32).fill(4),
  phone: new Uint8Array(32).fill(5),
};

/** Staff recovers in production, Workshop rehearses; Ruth is excluded, the two Jonases cannot be told apart. */
const people = [
  person('mara', 'Mara', 'Lindqvist', '1988-04-12', { groups: ['Staff'] }),
  person('tiago', 'Tiago', 'Ferreira', '1979-11-03', { groups: ['Workshop'] }),
  person('ruth', 'Ruth', 'Abel', '1966-09-09', { groups: ['Staff', 'Board'] }),
  person('jonas', 'Jonas', 'Weber', '1990-07-21', { groups: ['Staff'] }),
  person('jonas2', 'Jonas', 'Weber', '1990-07-21', { groups: ['Staff'] }),
] as const;
const documents: Readonly<Record<Holder, Record<string, string>>> = {
  mara: { given_name: 'Mara', family_name: 'Lindqvist', birthdate: '1988-04-12' },
  tiago: { given_name: 'Tiago', family_name: 'Ferreira', birthdate: '1979-11-03' },
  stranger: { given_name: 'Greta', family_name: 'Unbekannt', birthdate: '1970-01-01' },
  /** Mara's, of an issuer that can revoke it. */
  listed: { given_name: 'Mara', family_name: 'Lindqvist', birthdate: '1988-04-12' },
};

function person<N extends string>(
  accountName: N,
  givenName: string,
  surname: string,
  birthDate: string,
  more: { groups: string[] },
) {
  return {
    ...{ id: `account-${accountName}`, accountName, givenName, surname, birthDate, country: 'DE' },
    employeeNumber: accountName,
    enabled: true,
    frozen: false,
    privileged: false,
    hasSignedIn: true,
    attributeHoldUntil: null,
    methodLastUsedAt: null,
    confirmedMails: [`${accountName}@example.org`],
    ...more,
  } satisfies Account;
}

/** The certificate under which this world's issuer signs, its lists too. */
export async function issuerOf(): Promise<Scene['leaf']> {
  wallets ??= makeWallets();
  return (await wallets).scene.leaf;
}

export async function openTestJourney(
  options: Partial<Pick<JourneyPorts, 'randomBytes' | 'statusLists' | 'example' | 'asksInBrowser'>> & {
    /** Who does the face check of a profile that names a vendor. */
    readonly vendor?: FaceCheckElsewhere;
  } = {},
) {
  wallets ??= makeWallets();
  const { scene, credentials } = await wallets;
  const memory = createTestStore();
  const clock = { now: startOfTime };
  const accounts = new Map<string, Account>(people.map((each) => [each.id, each]));
  const passes = new Map<string, Pass>();
  const newMethods = new Map<string, string>();
  const face: TestJourney['face'] = { answer: sameFace, calls: 0, looks: 0 };
  const page = { lit: false };
  const provider = { up: true };
  const vendor = () => options.vendor ?? null;
  let ids = 0;

  const matcher: FaceMatcher = {
    ...{ id: 'test', version: '1', presentationAttackDetection: 'none', isInstalled: true },
    readFrame: async (frame): Promise<FrameReading> => {
      face.looks += 1;
      if (face.answer instanceof Error) throw face.answer;
      if (face.answer.kind === 'capture') return face.answer;
      const [look = ''] = Buffer.from(frame).toString().split(' ');
      return { kind: 'face', yaw: yaws[look] ?? 90, place: [] };
    },
    compare: async () => {
      face.calls += 1;
      if (face.answer instanceof Error) throw face.answer;
      return face.answer;
    },
    warmUp: async () => {},
    close: async () => {},
  };

  const ports: JourneyPorts = {
    now: () => clock.now,
    randomBytes: options.randomBytes ?? ((length) => randomBytes(length)),
    newId: () => {
      ids += 1;
      return `00000000-0000-7000-8000-${String(ids).padStart(12, '0')}`;
    },
    generateEncryptionKey: async () => {
      const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const { x, y } = pair.publicKey.export({ format: 'jwk' });
      const privatePem = pair.privateKey.export({ format: 'pem', type: 'sec1' }).toString();
      return { privatePem, publicJwk: { x: x!, y: y! } };
    },
    keys,
    store: memory.store,
    policy: memory.policy,
    directory: createTestDirectory({ accounts, passes, newMethods, clock }),
    readIdentityVerifiers: async () => [
      {
        ...{ id: 'sandbox', name: 'Specimen ID', sandbox: true, countries: 'any' },
        isUp: async () => provider.up,
        handOver: async ({ requestId }) => ({ location: `https://idv.example/start?token=${requestId}` }),
      },
    ],
    readFaceCheck: async (id) => (id === builtInFaceCheck ? { kind: 'here', ...facts, matcher } : vendor()),
    // Readable by anybody; the signature over a request is proven where it is made.
    requestSigner: {
      clientId: 'x509_hash:test',
      sign: async (payload) => Buffer.from(JSON.stringify(payload)).toString('base64url'),
    },
    example: options.example ?? true,
    origin: 'https://recover.example.org',
    walletAddress: 'openid4vp://',
    asksInBrowser: options.asksInBrowser ?? true,
    understoodExtensions: [],
    knownCertificates: noKnownCertificates,
    issuerKeys: { readDocument: async () => null },
    statusLists: options.statusLists ?? { read: async () => null },
    onMoved: () => {},
  };
  const journey = createJourney(ports);
  let framesTaken = 0;
  const takeFrames: TestJourney['takeFrames'] = async (recoveryId, phone) => {
    const frames: Uint8Array[] = [];
    const seat = phone === undefined ? {} : { phone };
    let said = await journey.advance({
      recoveryId,
      event: { type: 'faceOpened', consent: 'test', lit: page.lit, ...seat },
    });
    for (;;) {
      const word = said?.reply.face;
      if (
        word === undefined ||
        word.problem !== null ||
        (word.step?.number ?? frames.length) !== frames.length
      )
        return { problem: word?.problem ?? said?.recovery.captureProblem ?? null };
      if (word.step === null) return { session: word.session, frames };
      clock.now += word.step.afterMs;
      framesTaken += 1;
      const frame = Buffer.from(`${word.step.look} ${framesTaken}`);
      frames.push(frame);
      const place = { session: word.session, step: word.step.number };
      const event = { type: 'faceFrame', ...place, frame, ...seat } as const;
      said = await journey.advance({ recoveryId, event });
    }
  };
  await writeRules(memory, scene);
  const answerTo = async (
    request: { nonce: string; state?: string; client_metadata: { jwks: { keys: [JWK] } } },
    audience: string,
    { holder, lies }: { holder: Holder; lies: RawKeyBinding & { readonly state?: string } },
  ) => {
    const presentation = await bindKey(
      credentials[holder],
      { nonce: request.nonce, audience, now: clock.now, key: scene.holder.privateKey },
      lies,
    );
    const [jwk] = request.client_metadata.jwks.keys;
    const state = lies.state ?? request.state;
    const answer = { vp_token: { idv: [presentation] }, ...(state !== undefined && { state }) };
    return await new CompactEncrypt(Buffer.from(JSON.stringify(answer)))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', kid: jwk.kid! })
      .encrypt(await importJWK(jwk, 'ECDH-ES'));
  };
  const present: TestJourney['present'] = async (address, holder, lies = {}) => {
    const requestId = new URL(address).searchParams.get('request_uri')!.split('/').at(-1)!;
    const jwt = await journey.readRequestObject({ requestId });
    if (jwt === null) return { requestId, response: 'too late' };
    const request = JSON.parse(Buffer.from(jwt, 'base64url').toString());
    return { requestId, response: await answerTo(request, request.client_id, { holder, lies }) };
  };
  const presentInBrowser: TestJourney['presentInBrowser'] = async (recoveryId, holder, lies = {}) => {
    const asked = await journey.readBrowserRequest((await memory.store.read(recoveryId))!);
    if (asked === null) return { requestId: 'none', response: 'too late' };
    const request = JSON.parse(Buffer.from(asked.request, 'base64url').toString());
    const audience = `origin:${request.expected_origins[0]}`;
    return { requestId: asked.id, response: await answerTo(request, audience, { holder, lies }) };
  };
  const presentOn: TestJourney['presentOn'] = async (recoveryId, device, holder) => {
    const walletAnswers = async (address: string) => {
      const reply = await journey.answerPresentation(await present(address, holder));
      if (!reply.accepted) throw new Error('the answer was refused');
      return new URL(reply.location).hash.split('=')[1]!;
    };
    if (device === 'this') {
      const asked = await journey.advance({ recoveryId, event: { type: 'requestPresentation', device } });
      const { now } = await journey.view(asked!.recovery);
      if (now.page !== 'waitingForWallet') throw new Error(now.page);
      const code = await walletAnswers(now.request.address);
      await journey.advance({ recoveryId, event: { type: 'responseCode', code } });
      return;
    }
    const phone = await takePhone(recoveryId);
    const asked = await journey.advance({ recoveryId, event: { type: 'phoneWallet', phone } });
    const code = await walletAnswers(asked!.reply.location!);
    await journey.advance({ recoveryId, event: { type: 'phoneReturned', phone, code } });
    await journey.advance({ recoveryId, event: { type: 'phoneCode', code: await codeOn(phone) } });
  };
  const linkOn: TestJourney['linkOn'] = async (recoveryId) => {
    const recovery = await memory.store.read(recoveryId);
    const { now } = await journey.view(recovery!);
    if (now.page !== 'withPhone' || now.at !== 'offered') throw new Error(now.page);
    return new URL(now.link).hash.slice('#link='.length);
  };
  const takePhone: TestJourney['takePhone'] = async (recoveryId) => {
    await journey.advance({ recoveryId, event: { type: 'phoneOffered', from: desk } });
    const phone = await journey.joinPhone({ link: await linkOn(recoveryId), claim: 'drawn', from: pocket });
    if (phone === null) throw new Error('the link opens nothing');
    await journey.advance({ recoveryId, event: { type: 'phoneAgreed', phone } });
    return phone;
  };
  const codeOn: TestJourney['codeOn'] = async (phone) => {
    const seen = (await journey.findByPhone(phone))?.view.now;
    if (seen?.page !== 'code') throw new Error(`the phone shows ${seen?.page}`);
    return seen.code;
  };

  return {
    ...{ journey, ports, memory, clock, accounts, passes, newMethods, face, page, provider, takeFrames },
    ...{ present, presentOn, presentInBrowser, linkOn, takePhone, codeOn },
    showFace: async (recoveryId: string, phone?: string) => {
      const taken = await takeFrames(recoveryId, phone);
      const seat = phone === undefined ? {} : { phone };
      return 'problem' in taken
        ? null
        : await journey.advance({ recoveryId, event: { type: 'faceCaptured', ...taken, ...seat } });
    },
    edit: (accountId: string, changes: Partial<Account>) =>
      void accounts.set(accountId, { ...accounts.get(accountId)!, ...changes }),
  } satisfies TestJourney;
}

async function makeWallets() {
  const scene = await createScene();
  const make = async (holder: Holder, more: object = {}) =>
    await buildSdJwt(scene.base, {
      claims: { ...documents[holder], portrait: honestClaims.portrait },
      payload: { iat: startOfTime / 1000 - 60, exp: startOfTime / 1000 + 365 * 24 * 3_600, ...more },
    });
  const credentials = {
    mara: await make('mara'),
    tiago: await make('tiago'),
    stranger: await make('stranger'),
    listed: await make('listed', { status: { status_list: { idx: 1, uri: listUri } } }),
  };
  return { scene, credentials };
}

async function writeRules({ policy }: TestStore, { root }: Scene): Promise<void> {
  const written = { expectedVersion: 0, by: 'test', now: startOfTime };
  const acceptedCredentials: AcceptedCredential[] = [
    { format: 'dc+sd-jwt', type: sandboxType, anchorIds: ['root'] },
  ];
  const rules = {
    walletFirst: true,
    crossDevice: true,
    crossDeviceWaitHours: 0,
    faceCheck: {
      provider: 'built-in',
      threshold: 70,
      acceptedWithoutLiveness: { by: 'test', at: '2026-11-22' },
    },
  };
  const profile = (id: string, priority: number, group: string) =>
    defaultProfile({
      ...{ id, name: id, priority, includeGroups: [group], providerIds: ['sandbox'], acceptedCredentials },
    });
  await policy.saveOrganisation({
    ...written,
    policy: {
      version: 1,
      name: 'Test',
      helpDesk: { phone: '', email: '' },
      excludedGroups: ['Board'],
      excludedAccountIds: [],
      trustAnchors: [anchorOf('root', root)],
      passScope: 'everyone',
      defaultCountry: 'DE',
      language: 'en',
      secondPersonRequired: true,
    },
  });
  await policy.saveProfile({
    ...written,
    profile: { ...profile('staff', 0, 'Staff'), ...rules, mode: 'production' },
  });
  await policy.saveProfile({ ...written, profile: { ...profile('workshop', 1, 'Workshop'), ...rules } });
}

function createTestDirectory(
  state: Pick<TestJourney, 'accounts' | 'passes' | 'newMethods' | 'clock'>,
): Directory {
  const { accounts, passes, newMethods, clock } = state;
  const everybody = () => [...accounts.values()];
  const named = (surname: string) => everybody().filter((each) => each.surname === surname);
  const isOpen = (recoveryId: string) => {
    const redeemedAt = passes.get(recoveryId)?.redeemedAt ?? null;
    return redeemedAt !== null && clock.now < redeemedAt + hour / 2 && !newMethods.has(recoveryId);
  };
  let values = 0;
  return {
    readPopulation: async () => [
      { group: 'Staff', country: 'DE', people: 3 },
      { group: 'Workshop', country: 'DE', people: 1 },
    ],
    lookUp: async (identifier) => {
      const account =
        everybody().find(
          (each) => each.accountName === identifier || each.confirmedMails.includes(identifier),
        ) ?? null;
      const lookalikes = account === null ? [] : named(account.surname).filter(({ id }) => id !== account.id);
      return { account, lookalikes };
    },
    readAccount: async (accountId) => accounts.get(accountId) ?? null,
    findCandidates: async ({ familyName }) => named(familyName),
    issueRecoveryPass: async ({ accountId, recoveryId, lifetimeMinutes }) => {
      if (passes.get(recoveryId)?.redeemedAt != null)
        throw new TypeError('a redeemed pass is not issued again');
      values += 1;
      const value = createHash('sha256').update(`pass ${values}`).digest('hex').slice(0, 12);
      const pass = { accountId, value, expiresAt: clock.now + lifetimeMinutes * 60_000, redeemedAt: null };
      passes.set(recoveryId, pass);
      return { passId: recoveryId, value, expiresAt: pass.expiresAt };
    },
    revokeRecoveryPass: async ({ recoveryId }) => void passes.delete(recoveryId),
    redeemRecoveryPass: async ({ recoveryId, value }) => {
      const pass = passes.get(recoveryId);
      if (pass === undefined || (value !== undefined && value !== pass.value)) return 'passUnknown';
      if (pass.redeemedAt !== null) return 'passUsed';
      if (pass.expiresAt <= clock.now) return 'passExpired';
      passes.set(recoveryId, { ...pass, redeemedAt: clock.now });
      return { enrolmentToken: `enrol-${recoveryId}`, expiresAt: clock.now + hour / 2, sessionsEnded: 2 };
    },
    readEnrolment: async ({ recoveryId }) => ({
      open: isOpen(recoveryId),
      newMethodReady: newMethods.has(recoveryId),
    }),
    reopenEnrolment: async ({ recoveryId }) =>
      isOpen(recoveryId)
        ? {
            enrolmentToken: `again-${recoveryId}`,
            expiresAt: passes.get(recoveryId)!.redeemedAt! + hour / 2,
          }
        : null,
    retireOldMethods: async ({ recoveryId }) => {
      const id = newMethods.get(recoveryId);
      const added = id === undefined ? [] : [{ id, kind: 'passkey' as const, label: 'New' }];
      return { disabled: [{ id: 'old', kind: 'password' as const, label: '' }], added };
    },
  };
}
