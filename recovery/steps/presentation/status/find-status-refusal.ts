import type { KeyObject } from 'node:crypto';
import { isRefusal, type Refusal, refuse } from '../../../outcome.ts';
import type { TrustAnchor } from '../../../policy/index.ts';
import { type KnownCertificates, verifyCertificatePath } from '../certificate-path/index.ts';
import { isEs256, readX5chain, verifyCoseSign1 } from '../cose/index.ts';
import type { StatusReference, VerifiedCredential } from '../credential-check.ts';
import { findDidKey, type IssuerKeys, splitDidUrl } from '../did/index.ts';
import { readCertificateChain, verifyEs256 } from '../json-web/index.ts';
import type { PresentationRefusalCode } from '../presentation-refusal-codes.ts';
import { type ParsedStatusList, parseStatusList } from './parse-status-list.ts';
import type { FetchedStatusList, StatusListProblem, StatusListReport, StatusLists } from './status-lists.ts';

/** A list that does not say how long it may be kept, and the longest that any may (T7). */
const keepSeconds = { unlessStated: 3_600, atMost: 86_400 } as const;
const clockSkewSeconds = 60;
/**
 * What times of issue are rounded down to, coarsest first, in seconds: issuers do so lest two presentations are linked by it
 * (OpenID4VCI, batch issuance). A time at the start of a day may stand for all of that day.
 */
const roundedTo = [86_400, 3_600, 60, 1] as const;

export interface StatusQuestion {
  readonly credential: Pick<VerifiedCredential, 'kind' | 'anchor' | 'issuedAtLatest' | 'status'>;
  readonly statusLists: StatusLists;
  readonly issuerKeys: IssuerKeys;
  /** As they are now. */
  readonly trustAnchors: readonly TrustAnchor[];
  readonly understoodExtensions: readonly string[];
  readonly knownCertificates: KnownCertificates;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Does a status list speak against this credential, or can nobody tell? Both refuse (T7). `statusUnavailable` may be otherwise
 * in a minute; a status in words that we do not know stays one.
 */
export async function findStatusRefusal(
  question: StatusQuestion,
): Promise<Refusal<PresentationRefusalCode> | undefined> {
  const { status } = question.credential;
  if (status === 'unreadable') return refuse('credentialMalformed', { reason: 'status' });
  for (const reference of status) {
    const value = await readStatus(question, reference);
    if (isRefusal(value)) return value;
    if (value !== 0) return refuse('credentialRevoked', { status: value });
  }
  return undefined;
}

/**
 * Value of the entry. A copy that may be from before the credential was issued may know nothing of its withdrawal, so a younger
 * one is asked for first, whatever its time to live; where none is to be had the copy counts for as long as it may be kept. A
 * list that is stale or does not hold is fetched anew once; after that nobody can tell.
 */
async function readStatus(
  question: StatusQuestion,
  reference: StatusReference,
): Promise<number | Refusal<PresentationRefusalCode>> {
  const { uri, mediaType } = reference;
  const read = (notBefore: number) => question.statusLists.read({ uri, mediaType, notBefore });
  let fetched = (await read(Math.min(latestIssue(question.credential), question.now))) ?? (await read(0));
  let problem: StatusListProblem = 'unreachable';
  for (let triesLeft = 2; fetched !== null && triesLeft > 0; triesLeft -= 1) {
    const list = await openList(question, reference, fetched);
    if (typeof list !== 'string') {
      await noteHeld(question, reference, { fetched, list });
      const value = list.list.read(reference.index);
      return value ?? refuse('statusUnavailable', { reason: 'index' });
    }
    problem = list;
    noted.delete(fetched);
    if (triesLeft > 1) fetched = await read(fetched.fetchedAt + 1);
  }
  await note(question, reference, { problem, held: null });
  return refuse('statusUnavailable', { reason: problem });
}

/** Epoch milliseconds: by then a credential with this time of issue had been issued. */
function latestIssue({ issuedAtLatest }: StatusQuestion['credential']): number {
  const unit = roundedTo.find((seconds) => issuedAtLatest % (seconds * 1000) === 0) ?? 1;
  return issuedAtLatest + unit * 1000;
}

/** Downloads of which it was told that they hold. */
const noted = new WeakSet<FetchedStatusList>();

async function noteHeld(
  question: StatusQuestion,
  reference: StatusReference,
  { fetched, list }: { readonly fetched: FetchedStatusList; readonly list: ParsedStatusList },
): Promise<void> {
  if (noted.has(fetched)) return;
  noted.add(fetched);
  const expiresAt = Number.isFinite(list.expiresAt) ? list.expiresAt * 1000 : null;
  const keptUntil = Math.min(keptUntilSeconds(fetched, list) * 1000, expiresAt ?? Number.POSITIVE_INFINITY);
  await note(question, reference, {
    problem: null,
    held: {
      fetchedAt: fetched.fetchedAt,
      bytes: list.list.size,
      issuedAt: list.issuedAt * 1000,
      ...{ expiresAt, keptUntil },
    },
  });
}

async function note(
  question: StatusQuestion,
  { uri, mediaType }: StatusReference,
  fared: Pick<StatusListReport, 'problem' | 'held'>,
): Promise<void> {
  const { statusLists, credential, now } = question;
  await statusLists.note?.({ uri, mediaType, anchorId: credential.anchor.id, checkedAt: now, ...fared });
}

function keptUntilSeconds(fetched: FetchedStatusList, { timeToLive }: ParsedStatusList): number {
  return fetched.fetchedAt / 1000 + Math.min(timeToLive ?? keepSeconds.unlessStated, keepSeconds.atMost);
}

/** The list if it holds now, or what is wrong with it. */
async function openList(
  question: StatusQuestion,
  reference: StatusReference,
  fetched: FetchedStatusList,
): Promise<ParsedStatusList | StatusListProblem> {
  const parsed = readOnce(fetched, reference);
  if (parsed === undefined) return 'malformed';
  // A good list of another address: with it, one entry could stand for another.
  if (parsed.subject !== reference.uri) return 'subject';
  if (parsed.purpose !== reference.purpose) return 'purpose';
  const now = question.now / 1000;
  if (parsed.issuedAt > now + clockSkewSeconds) return 'notYetValid';
  if (parsed.expiresAt <= now || keptUntilSeconds(fetched, parsed) <= now) return 'stale';
  const key = await findListKey(question, parsed);
  if (key === undefined) return 'issuer';
  return isSigned(fetched, parsed, key) ? parsed : 'signature';
}

/** Unpacking a list of millions costs more than a presentation: once for each download. */
const parsedLists = new WeakMap<FetchedStatusList, ParsedStatusList>();
/** The key under which a download's signature held. */
const signedBy = new WeakMap<FetchedStatusList, KeyObject>();

function readOnce(fetched: FetchedStatusList, { mediaType }: StatusReference): ParsedStatusList | undefined {
  const parsed = parsedLists.get(fetched) ?? parseStatusList(fetched.body, mediaType);
  if (parsed !== undefined) parsedLists.set(fetched, parsed);
  return parsed;
}

function isSigned(fetched: FetchedStatusList, { signed }: ParsedStatusList, key: KeyObject): boolean {
  if (signedBy.get(fetched)?.equals(key)) return true;
  const holds =
    'jws' in signed
      ? verifyEs256({ signingInput: signed.jws.signingInput, signature: signed.jws.signature, key })
      : isEs256(signed.sign1) && verifyCoseSign1({ ...signed, key });
  if (holds) signedBy.set(fetched, key);
  return holds;
}

/** The key of the same authority that issued the credential, trusted for it as it is now: nobody else revokes, or acquits. */
async function findListKey(question: StatusQuestion, list: ParsedStatusList): Promise<KeyObject | undefined> {
  const { anchor, kind } = question.credential;
  if (anchor.kind === 'did') {
    if (!('jws' in list.signed) || list.issuer !== anchor.did) return undefined;
    const { kid } = list.signed.jws.header;
    if (typeof kid !== 'string' || splitDidUrl(kid)?.did !== anchor.did) return undefined;
    const key = await findDidKey({ ...question, url: kid });
    return key === 'unavailable' ? undefined : key;
  }
  const chain = 'jws' in list.signed ? readCertificateChain(list.signed.jws) : readX5chain(list.signed.sign1);
  if (chain === undefined) return undefined;
  const path = verifyCertificatePath({
    ...question,
    chain,
    kind,
    role: 'statusSigner',
    allowedAnchorIds: [anchor.id],
  });
  return isRefusal(path) ? undefined : path.leafKey;
}
