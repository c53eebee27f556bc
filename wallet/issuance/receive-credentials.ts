import { SignJWT } from 'jose';
import { createHolderKey, type HeldCredential, type HolderKey, toDidJwk } from '../credentials/index.ts';
import { type Ask, parseJsonObject } from '../network/index.ts';
import { Fault, isRefusal, type Refusal, refuse } from '../outcome.ts';
import type { OfferedCredential, OfferingIssuer } from './read-issuer.ts';
import { asObject, type CredentialOffer, PRE_AUTHORIZED_CODE } from './read-offer.ts';
import { type IssuedRefusalCode, verifyIssued } from './verify-issued.ts';

export type IssuanceRefusalCode = 'codeNotAccepted' | 'notIssued' | IssuedRefusalCode;

export interface Token {
  readonly accessToken: string;
  /** Identifiers that the credential request must use instead of the configuration's (OpenID4VCI 6.2). */
  readonly identifiers: ReadonlyMap<string, string>;
}

/** Trades the offer's code, and the transaction code that the person typed, for an access token (OpenID4VCI 6). */
export async function redeemOffer({
  offer,
  issuer,
  transactionCode,
  ask,
}: {
  readonly offer: CredentialOffer;
  readonly issuer: OfferingIssuer;
  readonly transactionCode: string | undefined;
  readonly ask: Ask;
}): Promise<Token | Refusal<'codeNotAccepted'>> {
  const reply = await ask(issuer.tokenEndpoint, {
    form: {
      grant_type: PRE_AUTHORIZED_CODE,
      'pre-authorized_code': offer.preAuthorizedCode,
      ...(transactionCode !== undefined && { tx_code: transactionCode }),
    },
  });
  if (reply.status >= 500) throw new Fault('brokenPeer');
  const answer = parseJsonObject(reply.text);
  if (reply.status !== 200) return refuse('codeNotAccepted');
  if (typeof answer?.access_token !== 'string') throw new Fault('unreadable');
  return { accessToken: answer.access_token, identifiers: readIdentifiers(answer.authorization_details) };
}

function readIdentifiers(details: unknown): ReadonlyMap<string, string> {
  const identifiers = new Map<string, string>();
  for (const detail of Array.isArray(details) ? details.map(asObject) : []) {
    const first: unknown = Array.isArray(detail?.credential_identifiers)
      ? detail.credential_identifiers[0]
      : 0;
    if (typeof first === 'string') identifiers.set(String(detail?.credential_configuration_id), first);
  }
  return identifiers;
}

/**
 * Fetches every offered credential, each bound to a fresh key, and checks it. All or nothing: one bad credential
 * refuses the lot. Times in epoch ms.
 */
export async function receiveCredentials({
  offer,
  offerReference,
  issuer,
  token,
  ask,
  now,
}: {
  readonly offer: CredentialOffer;
  readonly offerReference: string;
  readonly issuer: OfferingIssuer;
  readonly token: Token;
  readonly ask: Ask;
  readonly now: () => number;
}): Promise<readonly HeldCredential[] | Refusal<IssuanceRefusalCode>> {
  const received: HeldCredential[] = [];
  for (const credential of issuer.credentials) {
    const key = await createHolderKey();
    const issued = await requestCredential({ offer, issuer, token, credential, key, ask, now });
    if (isRefusal(issued)) return issued;
    const wrong = await verifyIssued({
      credential: issued,
      format: credential.format,
      expectedType: credential.type,
      expectedHolder: key.jwk,
      now: now(),
    });
    if (wrong) return refuse(wrong);
    received.push({
      id: crypto.randomUUID(),
      format: credential.format,
      credential: issued,
      key,
      typeName: credential.name,
      issuerAddress: offer.issuerIdentifier,
      offer: offerReference,
      receivedAt: now(),
    });
  }
  return received;
}

async function requestCredential({
  offer,
  issuer,
  token,
  credential,
  key,
  ask,
  now,
}: {
  readonly offer: CredentialOffer;
  readonly issuer: OfferingIssuer;
  readonly token: Token;
  readonly credential: OfferedCredential;
  readonly key: HolderKey;
  readonly ask: Ask;
  readonly now: () => number;
}): Promise<string | Refusal<'notIssued'>> {
  const proof = await new SignJWT({ ...(await requestNonce(issuer, ask)) })
    .setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', ...nameKey(key, credential.format) })
    .setAudience(offer.issuerIdentifier)
    .setIssuedAt(Math.floor(now() / 1000))
    .sign(key.privateKey);
  const identifier = token.identifiers.get(credential.configurationId);
  const reply = await ask(issuer.credentialEndpoint, {
    bearer: token.accessToken,
    json: {
      ...(identifier === undefined
        ? { credential_configuration_id: credential.configurationId }
        : { credential_identifier: identifier }),
      proofs: { jwt: [proof] },
    },
  });
  if (reply.status >= 500) throw new Fault('brokenPeer');
  if (reply.status !== 200) return refuse('notIssued');
  const issued = parseJsonObject(reply.text)?.credentials;
  const text = asObject(Array.isArray(issued) ? issued[0] : undefined)?.credential;
  return typeof text === 'string' ? text : refuse('notIssued');
}

/** A W3C credential is about a name, so its key goes by one (OpenID4VCI 1.0, F.1). */
function nameKey({ jwk }: HolderKey, format: OfferedCredential['format']) {
  return format === 'jwt_vc_json' ? { kid: `${toDidJwk(jwk)}#0` } : { jwk };
}

async function requestNonce(issuer: OfferingIssuer, ask: Ask): Promise<{ readonly nonce?: string }> {
  if (!issuer.nonceEndpoint) return {};
  const reply = await ask(issuer.nonceEndpoint, { form: {} });
  const nonce = parseJsonObject(reply.text)?.c_nonce;
  if (reply.status !== 200 || typeof nonce !== 'string') throw new Fault('brokenPeer');
  return { nonce };
}
