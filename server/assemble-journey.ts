import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { keepPopulation } from '../connectors/directory/built-in/index.ts';
import {
  createHandOverSigner,
  createRequestSigner,
  loadOrCreateIdentity,
} from '../connectors/request-signing/index.ts';
import { createJourney, createKnownCertificates, type Journey } from '../recovery/journey/index.ts';
import type { FaceMatcher } from '../recovery/steps/face-check/index.ts';
import { createLookUps } from './create-look-ups.ts';
import { createFaceCheckReader } from './face-checks/index.ts';
import { createIdentityStore } from './identity-store.ts';
import { newId } from './ids.ts';
import type { Installation } from './installation.ts';
import { createStatusListNotes } from './note-status-list.ts';
import { createIdentityVerifiers } from './providers/index.ts';
import { sandboxExtension } from './sandbox-extension.ts';
import { readPrivateAddresses } from './settings/index.ts';
import { type RecoveryWatch, watchRecoveries } from './watch-recoveries.ts';

export interface AssembledJourney {
  readonly journey: Journey;
  /** Who waits for a recovery to move. */
  readonly watch: RecoveryWatch;
  /** The authority that signed Regain's request certificate, for wallets to trust. PEM. */
  readonly requestAuthorityPem: string;
  /** Keys that sign hand-overs, for providers. */
  readonly jwks: { readonly keys: readonly object[] };
}

/** The journey on its ports: the only place where an adapter meets the port it fills. */
export async function assembleJourney(
  installation: Installation,
  faceMatcher: FaceMatcher,
  onLookUpProblem: (about: { host: string; problem: string }) => void = () => {},
  onWatchProblem: (cause: unknown) => void = () => {},
): Promise<AssembledJourney> {
  const { config, keys } = installation;
  const organisation = await installation.policy.readOrganisation();
  const store = createIdentityStore(installation);
  const about = {
    store,
    organisation: organisation?.name ?? 'Regain',
    origin: config.origin,
    now: installation.now(),
  };
  const requestIdentity = await loadOrCreateIdentity({ ...about, purpose: 'request' });
  const handOverIdentity = await loadOrCreateIdentity({ ...about, purpose: 'hand-over' });
  const { store: recoveries, now } = installation;
  const watch = watchRecoveries({ store: recoveries, now, onFailure: onWatchProblem });
  const journey = createJourney({
    now: installation.now,
    randomBytes: (length) => randomBytes(length),
    newId,
    generateEncryptionKey,
    keys: {
      evidence: keys.derive('evidence'),
      request: keys.derive('request'),
      reference: keys.derive('reference'),
      objection: keys.derive('objection'),
      phone: keys.derive('phone'),
    },
    store: installation.store,
    policy: installation.policy,
    directory: { ...installation.directory, readPopulation: keptPopulation(installation) },
    readIdentityVerifiers: createIdentityVerifiers(installation, createHandOverSigner(handOverIdentity)),
    readFaceCheck: createFaceCheckReader(installation, faceMatcher).read,
    requestSigner: createRequestSigner(requestIdentity, config.clientIdPrefix),
    example: config.example,
    origin: config.origin,
    walletAddress: config.walletAddress,
    asksInBrowser: config.digitalCredentials,
    understoodExtensions: config.example ? [sandboxExtension] : [],
    knownCertificates: createKnownCertificates(),
    ...createLookUps({
      ...{ config, now: installation.now, onProblem: onLookUpProblem },
      readPrivateAddresses: () => readPrivateAddresses(installation),
      noteStatusList: createStatusListNotes(installation, () =>
        onLookUpProblem({ host: '', problem: 'statusListNotKept' }),
      ),
    }),
    onMoved: watch.look,
  });
  const [, authority = ''] = (requestIdentity.certificatePem ?? '').split(/(?<=-----END CERTIFICATE-----\n)/);
  return {
    ...{ journey, watch },
    requestAuthorityPem: authority.trim(),
    jwks: { keys: [{ ...handOverIdentity.publicJwk, alg: 'ES256', use: 'sig' }] },
  };
}

const populationLastsMs = 10 * 60_000;

/** Counted at once, so that nobody has to wait for it. */
function keptPopulation({ directory, now }: Installation): Installation['directory']['readPopulation'] {
  const read = keepPopulation({ count: directory.readPopulation, now, forMs: populationLastsMs });
  void read().catch(() => {});
  return read;
}

/** A P-256 key pair for one request. */
export async function generateEncryptionKey() {
  const pair = await promisify(generateKeyPair)('ec', { namedCurve: 'P-256' });
  const { x, y } = pair.publicKey.export({ format: 'jwk' });
  const privatePem = pair.privateKey.export({ format: 'pem', type: 'sec1' }).toString();
  return { privatePem, publicJwk: { x: x!, y: y! } };
}
