import { createPrivateKey, type KeyObject } from 'node:crypto';
import {
  browserProtocol,
  createBrowserRequest,
  createCredentialQuery,
  createPresentationRequest,
} from '../steps/presentation/index.ts';
import type { AskedBy, PresentationRequest, Recovery } from '../store/index.ts';
import type { JourneyPorts } from './ports.ts';
import { open, seal } from './seal.ts';

const lifetimeMs = 5 * 60_000;

/** What a request must remember until it is answered. Stored sealed, erased on use. */
export interface RequestSecrets {
  readonly nonce: string;
  readonly state: string;
  readonly encryptionKey: {
    readonly kid: string;
    readonly x: string;
    readonly y: string;
    readonly privatePem: string;
  };
}

/** Nonce and state of 192 bits, and an encryption key of its own (OpenID4VP 14.1, HAIP: no reuse). */
export async function newPresentationRequest(
  ports: JourneyPorts,
  options: { readonly recoveryId: string; readonly device: AskedBy },
): Promise<PresentationRequest> {
  const id = random(ports, 24);
  const { privatePem, publicJwk } = await ports.generateEncryptionKey();
  const secrets: RequestSecrets = {
    nonce: random(ports, 24),
    state: random(ports, 24),
    encryptionKey: { kid: random(ports, 12), x: publicJwk.x, y: publicJwk.y, privatePem },
  };
  const now = ports.now();
  return {
    id,
    recoveryId: options.recoveryId,
    device: options.device,
    sealed: seal({
      key: ports.keys.request,
      boundTo: `${id}|secrets`,
      text: JSON.stringify(secrets),
      randomBytes: ports.randomBytes,
    }),
    createdAt: now,
    expiresAt: now + lifetimeMs,
    answerHash: null,
    reply: null,
    failedAnswers: 0,
    responseCodeHash: null,
    responseCodeExpiresAt: null,
    presentedSealed: null,
  };
}

/** Null once the request was answered or dropped. */
export function openRequestSecrets(ports: JourneyPorts, request: PresentationRequest): RequestSecrets | null {
  if (request.sealed === null) return null;
  return JSON.parse(
    open({ key: ports.keys.request, boundTo: `${request.id}|secrets`, sealed: request.sealed }),
  );
}

export function decryptionKeyOf(secrets: RequestSecrets): KeyObject {
  return createPrivateKey(secrets.encryptionKey.privatePem);
}

/** Where the wallet is opened: same address in a link and in a QR, though never for the same request. */
export function invocationAddress(
  ports: Pick<JourneyPorts, 'walletAddress' | 'requestSigner' | 'origin'>,
  requestId: string,
): string {
  const address = new URL(ports.walletAddress);
  address.searchParams.set('client_id', ports.requestSigner.clientId);
  address.searchParams.set('request_uri', `${ports.origin}/openid4vp/request/${requestId}`);
  address.searchParams.set('request_uri_method', 'post');
  return address.href;
}

/** Where the wallet answers: an address of this one request. A device signs over it. */
export function responseAddress(ports: Pick<JourneyPorts, 'origin'>, requestId: string): string {
  return `${ports.origin}/openid4vp/response/${requestId}`;
}

/**
 * The signed request object, as often as a wallet asks until it is answered or expires (interop.md 2.2).
 * Null: there is no such request any more.
 */
export async function readRequestObject(
  ports: JourneyPorts,
  options: { readonly requestId: string; readonly walletNonce?: string },
): Promise<string | null> {
  const request = await ports.store.readRequest(options.requestId);
  // What goes through a browser has no address: it is told to the page that asked, by its cookie.
  if (request === null || request.device === 'browser' || request.expiresAt <= ports.now()) return null;
  const secrets = openRequestSecrets(ports, request);
  const recovery = await ports.store.read(request.recoveryId);
  if (secrets === null || recovery === null || recovery.state !== 'present') return null;
  const payload = createPresentationRequest({
    clientId: ports.requestSigner.clientId,
    responseUri: responseAddress(ports, request.id),
    nonce: secrets.nonce,
    state: secrets.state,
    encryptionKey: secrets.encryptionKey,
    query: createCredentialQuery(recovery.policy),
    now: ports.now(),
    ...(options.walletNonce !== undefined && { walletNonce: options.walletNonce }),
  });
  return await ports.requestSigner.sign(payload);
}

/** What the page gives to `navigator.credentials.get`. */
export interface BrowserRequest {
  readonly id: string;
  readonly protocol: string;
  /** Signed. */
  readonly request: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** The request that this recovery made last, if the browser is to carry it and it is open. */
export async function readBrowserRequest(
  ports: JourneyPorts,
  recovery: Recovery,
): Promise<BrowserRequest | null> {
  const request = await ports.store.readLatestRequest(recovery.id);
  if (request?.device !== 'browser' || !isOpen(request, ports.now())) return null;
  const secrets = openRequestSecrets(ports, request);
  if (secrets === null || recovery.state !== 'present') return null;
  const payload = createBrowserRequest({
    clientId: ports.requestSigner.clientId,
    expectedOrigins: [ports.origin],
    nonce: secrets.nonce,
    encryptionKey: secrets.encryptionKey,
    query: createCredentialQuery(recovery.policy),
    now: ports.now(),
  });
  const { id, expiresAt } = request;
  return { id, protocol: browserProtocol, request: await ports.requestSigner.sign(payload), expiresAt };
}

/** For whom the wallet makes its answer, and to which address: over both its key signs (OpenID4VP 1.0, 5.9 and A.4). */
export function expectedBinding(
  ports: JourneyPorts,
  request: PresentationRequest,
): { readonly expectedAudience: string; readonly expectedResponseUri: string | null } {
  if (request.device === 'browser') {
    // The origin and not the client id, in a signed request as well.
    return { expectedAudience: `origin:${ports.origin}`, expectedResponseUri: null };
  }
  return {
    expectedAudience: ports.requestSigner.clientId,
    expectedResponseUri: responseAddress(ports, request.id),
  };
}

/**
 * Does the page that started wait for the answer to this one? While the browser asks, the page that asked stands as it was, behind
 * the prompt; and a phone's request is the phone's.
 */
export function isWaitedFor(
  request: PresentationRequest | null,
  now: number,
): request is PresentationRequest & { readonly device: 'this' } {
  return request !== null && request.device === 'this' && isOpen(request, now);
}

/** The address to open on this device, for the page that waits. Null when no such request is open. */
export async function readOpenRequest(
  ports: JourneyPorts,
  recovery: Recovery,
): Promise<{ address: string; expiresAt: number } | null> {
  const request = await ports.store.readLatestRequest(recovery.id);
  if (!isWaitedFor(request, ports.now())) return null;
  return { address: invocationAddress(ports, request.id), expiresAt: request.expiresAt };
}

function isOpen({ sealed, answerHash, expiresAt }: PresentationRequest, now: number): boolean {
  return sealed !== null && answerHash === null && expiresAt > now;
}

function random(ports: JourneyPorts, bytes: number): string {
  return Buffer.from(ports.randomBytes(bytes)).toString('base64url');
}
