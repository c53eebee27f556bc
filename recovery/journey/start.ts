import { assessEligibility } from '../steps/eligibility/index.ts';
import type { Recovery } from '../store/index.ts';
import { attemptReference, countStart, networkReference } from './budgets.ts';
import { beginCourse } from './course.ts';
import { createEvidenceKey, sealEvidence } from './evidence-drawer.ts';
import { noticeTo } from './notices.ts';
import type { JourneyPorts } from './ports.ts';
import { keyedHash, seal, sha256 } from './seal.ts';

const hour = 60 * 60_000;
const recoveryLifetimeMs = 24 * hour;

export interface Started {
  readonly recovery: Recovery;
  /** Goes into the recovery cookie; only its hash is stored. */
  readonly cookie: string;
}

/**
 * Starts a recovery for whatever was typed. Nobody, somebody who may not, and somebody who may get the same rows by the
 * same statements (D14, R23); only what is sealed inside differs. Nothing about the account changes (R24).
 */
export async function startRecovery(
  ports: JourneyPorts,
  request: { readonly identifier: string; readonly network: string },
): Promise<Started> {
  const { now, store, keys } = { now: ports.now(), store: ports.store, keys: ports.keys };
  const [lookup, profiles, organisation, population] = [
    await ports.directory.lookUp(request.identifier),
    await ports.policy.readProfiles(),
    await ports.policy.readOrganisation(),
    await ports.directory.readPopulation(),
  ];
  if (organisation === null) throw new TypeError('the installation has no policy');
  const attemptRef = attemptReference(ports, request.identifier);
  const id = ports.newId();
  const { applicant, refusal } = assessEligibility({
    recoveryId: id,
    lookup,
    profiles,
    organisation,
    identifierHash: Buffer.from(keyedHash(keys.reference, `decoy|${attemptRef}`), 'base64url'),
    population,
    now,
  });
  const accountRef = accountReference(
    ports,
    applicant.kind === 'eligible' ? applicant.accountId : `typed|${attemptRef}`,
  );
  const { slowed, mayNotify } = await countStart(ports, {
    ...{ attemptRef, accountRef, now },
    network: request.network,
  });
  const cookie = Buffer.from(ports.randomBytes(32)).toString('base64url');
  const { key, wrapped } = createEvidenceKey(ports, id);
  const course = beginCourse(refusal?.code ?? '');
  const recovery: Recovery = {
    id,
    version: 1,
    caseNumber: createCaseNumber(ports.randomBytes),
    state: slowed ? 'closed' : 'explain',
    outcome: slowed ? 'slowed' : null,
    accountRef,
    attemptRef,
    networkRef: networkReference(ports, { attemptRef, network: request.network }),
    cookieHash: sha256(cookie),
    identifierSealed: seal({
      key: keys.request,
      boundTo: `${id}|identifier`,
      text: request.identifier,
      randomBytes: ports.randomBytes,
    }),
    evidenceKeyWrapped: slowed ? null : wrapped,
    mode: applicant.policy.profile.mode,
    policy: applicant.policy,
    country: applicant.country,
    returnedFromProvider: false,
    providerDown: false,
    captureTries: 0,
    captureProblem: null,
    provedAt: null,
    passExpiresAt: null,
    passReissues: 0,
    redeemedAt: null,
    sessionsEnded: 0,
    otherDevice: false,
    waitsUntil: null,
    receipt: null,
    course: slowed ? { ...course, endedFrom: 'explain', endedAt: now, endCode: 'rateLimited' } : course,
    createdAt: now,
    updatedAt: now,
    expiresAt: now + recoveryLifetimeMs,
  };
  await store.transaction(async () => {
    await store.insert(recovery);
    await store.putEvidence(
      id,
      sealEvidence({ ports, key, recoveryId: id, kind: 'applicant', evidence: applicant }),
    );
    await store.audit({
      chain: id,
      at: now,
      activity: 'eligibility.assessed',
      result: refusal === null ? 'success' : 'refused',
      code: slowed ? 'rateLimited' : (refusal?.code ?? ''),
      actor: 'person',
      data: {
        profile: applicant.policy.profile.id,
        profileVersion: applicant.policy.profile.version,
        mode: applicant.policy.profile.mode,
        methodUsedRecently: usedRecently(lookup.account?.methodLastUsedAt ?? null, now),
      },
      personal: { identifier: request.identifier, account: lookup.account?.id ?? '' },
    });
    const told = mayNotify && applicant.kind === 'eligible' ? lookup.account : null;
    await store.queueMail(
      noticeTo(told, organisation, { kind: 'recoveryStarted', at: now, values: { objection: id } }),
      now,
    );
  });
  return { recovery, cookie };
}

/** Names an account in the recovery tables without naming it. */
export function accountReference(ports: JourneyPorts, accountId: string): string {
  return keyedHash(ports.keys.reference, `account|${accountId}`);
}

/** `<recovery id>.<mac>`: stands in the mail's "This wasn't me" link, in the fragment (R10). */
export function objectionToken(ports: JourneyPorts, recoveryId: string): string {
  return `${recoveryId}.${keyedHash(ports.keys.objection, recoveryId)}`;
}

/** Recent use is believed, not refused, and noted for the admin (D12, T28). */
function usedRecently(lastUsedAt: number | null, now: number): boolean {
  return lastUsedAt !== null && now - lastUsedAt < 24 * hour;
}

/** Eight letters and digits that cannot be misheard for one another. */
function createCaseNumber(randomBytes: (length: number) => Uint8Array): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ34';
  const letters = [...randomBytes(8)].map((byte) => alphabet[byte & 31]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
