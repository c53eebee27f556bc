import { hash, type KeyObject } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../../../outcome.ts';
import { type AcceptedCredential, type DidAnchor, mayIssue } from '../../../../policy/index.ts';
import type { CredentialCheck, VerifiedCredential } from '../../credential-check.ts';
import { findDidKey, type IssuerKeys, splitDidUrl } from '../../did/index.ts';
import {
  type CompactJws,
  findValidityProblem,
  isJsonObject,
  isNumericDate,
  type JsonObject,
  parseCompactJws,
  verifyEs256,
} from '../../json-web/index.ts';
import type { PresentationRefusalCode } from '../../presentation-refusal-codes.ts';
import { readStatusOfVc } from '../../status/index.ts';
import { findHolderRefusal } from './find-holder-refusal.ts';

const format = 'jwt_vc_json';

/**
 * Verifies a JWT VC in a JWT presentation: type, issuer, times, holder. One column of guards; the first that fails is the
 * answer. Which key the issuer signed with may have to be fetched, so the holder is looked at first: nobody makes us fetch
 * with a presentation that is not theirs.
 */
export async function verifyJwtVc(
  check: CredentialCheck & { readonly issuerKeys: IssuerKeys },
): Promise<VerifiedCredential | Refusal<PresentationRefusalCode>> {
  const presentation = parseCompactJws(check.presentation);
  if (presentation === undefined) return refuse('credentialMalformed', { reason: 'presentation' });
  const credential = takeCredential(presentation);
  if (typeof credential === 'string') return refuse('credentialMalformed', { reason: credential });
  const { header, payload } = credential;
  if (header.alg !== 'ES256') return refuse('credentialMalformed', { reason: 'alg' });
  const vc = payload.vc;
  if (!isJsonObject(vc)) return refuse('credentialMalformed', { reason: 'vc' });
  const accepted = findAccepted(vc.type, check.acceptedCredentials);
  if (accepted === undefined) return refuse('credentialType');
  const kind = { format, type: accepted.type } as const;
  const issuer = findIssuer(credential, { ...check, allowedAnchorIds: accepted.anchorIds, kind });
  if (isRefusal(issuer)) return issuer;

  const holder = payload.sub;
  if (typeof holder !== 'string' || !isAbout(vc, holder)) return refuse('holderKeyMissing');
  const holderRefusal = findHolderRefusal({ ...check, presentation, expectedHolder: holder });
  if (holderRefusal !== undefined) return holderRefusal;
  const timeRefusal = findTimeRefusal(credential, check);
  if (timeRefusal !== undefined) return timeRefusal;

  const key = await findDidKey({ ...check, url: String(header.kid) });
  const keyRefusal = findSignatureRefusal(credential, key);
  if (keyRefusal !== undefined) return keyRefusal;
  return {
    kind,
    anchor: issuer,
    signerCountries: [],
    claims: vc,
    issuedAt: Math.min(...timesOfIssue(payload)) * 1000,
    issuedAtLatest: Math.max(...timesOfIssue(payload)) * 1000,
    fingerprint: hash('sha256', credential.signingInput, 'base64url'),
    status: readStatusOfVc(vc.credentialStatus),
  };
}

/** The one credential of a presentation (VC Data Model 1.1, 6.3.1). */
function takeCredential({ payload }: CompactJws): CompactJws | string {
  const { vp } = payload;
  if (!isJsonObject(vp) || !includesType(vp.type, 'VerifiablePresentation')) return 'vp';
  const { verifiableCredential: credentials } = vp;
  if (!Array.isArray(credentials) || credentials.length !== 1) return 'several';
  return (typeof credentials[0] === 'string' && parseCompactJws(credentials[0])) || 'credential';
}

function includesType(types: unknown, type: string): boolean {
  return Array.isArray(types) && types.includes(type);
}

function findAccepted(
  types: unknown,
  accepted: readonly AcceptedCredential[],
): AcceptedCredential | undefined {
  if (!includesType(types, 'VerifiableCredential')) return undefined;
  return accepted.find(({ type }) => includesType(types, type));
}

/** A trusted issuer that the credential itself names, everywhere the same (T6). Its keys are not looked at yet. */
function findIssuer(
  { header, payload }: CompactJws,
  check: Pick<CredentialCheck, 'trustAnchors'> & {
    readonly allowedAnchorIds: readonly string[];
    readonly kind: Parameters<typeof mayIssue>[1];
  },
): DidAnchor | Refusal<PresentationRefusalCode> {
  const did = splitDidUrl(header.kid)?.did;
  if (did === undefined || payload.iss !== did) return refuse('credentialMalformed', { reason: 'kid' });
  const vc = payload.vc as JsonObject;
  const named = isJsonObject(vc.issuer) ? vc.issuer.id : vc.issuer;
  if (named !== undefined && named !== did) return refuse('credentialMalformed', { reason: 'issuer' });
  const anchors = check.trustAnchors.filter((anchor) => anchor.kind === 'did' && anchor.did === did);
  if (anchors.length === 0) return refuse('issuerUntrusted', { reason: 'noPath' });
  // Also when the same issuer is listed a second time and switched on there: off means off.
  if (anchors.some(({ enabled }) => !enabled)) return refuse('issuerSwitchedOff');
  const anchor = anchors.find(({ id }) => check.allowedAnchorIds.includes(id));
  return anchor?.kind === 'did' && mayIssue(anchor, check.kind)
    ? anchor
    : refuse('issuerUntrusted', { reason: 'anchorNotForType' });
}

/** `sub` and the subject's own id are two ways to say the same (6.3.1); saying two things is saying nothing. */
function isAbout(vc: JsonObject, holder: string): boolean {
  const { credentialSubject: subject } = vc;
  return isJsonObject(subject) && (subject.id === undefined || subject.id === holder);
}

function findTimeRefusal(
  { payload }: CompactJws,
  check: Pick<CredentialCheck, 'now' | 'maximumAgeHours'>,
): Refusal<PresentationRefusalCode> | undefined {
  const { vc } = payload as { vc: JsonObject };
  // The same end stands in two places (6.3.1); whichever comes first holds.
  const until = vc.expirationDate === undefined ? undefined : Date.parse(String(vc.expirationDate)) / 1000;
  const problem = findValidityProblem(payload, check.now) ?? findValidityProblem({ exp: until }, check.now);
  if (problem === 'malformed') return refuse('credentialMalformed', { reason: 'time' });
  if (problem === 'expired') return refuse('credentialExpired');
  if (problem === 'notYetValid') return refuse('credentialNotYetValid');
  const issued = Math.min(...timesOfIssue(payload));
  // Without an issue time its age cannot be known (D22).
  if (!isNumericDate(issued)) return refuse('credentialMalformed', { reason: 'iat' });
  return check.now / 1000 - issued > check.maximumAgeHours * 3600 ? refuse('credentialTooOld') : undefined;
}

/** Seconds. `nbf` is the issuance date of VC Data Model 1.1; many write `iat` beside it, and some date one of them back. */
function timesOfIssue({ iat, nbf }: JsonObject): readonly number[] {
  return [iat, nbf].filter((time) => time !== undefined).map(Number);
}

function findSignatureRefusal(
  { signingInput, signature }: CompactJws,
  key: KeyObject | undefined | 'unavailable',
): Refusal<PresentationRefusalCode> | undefined {
  if (key === 'unavailable') return refuse('issuerKeysUnavailable');
  if (key === undefined) return refuse('issuerUntrusted', { reason: 'key' });
  return verifyEs256({ signingInput, signature, key }) ? undefined : refuse('credentialSignature');
}
