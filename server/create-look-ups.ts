import { createDidWebKeys } from '../connectors/issuer-keys/did-web/index.ts';
import {
  createKeptDownloads,
  createOutboundFetch,
  type PrivateAddress,
} from '../connectors/outbound/index.ts';
import { createFetchedStatusLists } from '../connectors/status-lists/fetched/index.ts';
import type { JourneyPorts } from '../recovery/journey/index.ts';
import type { StatusLists } from '../recovery/steps/presentation/index.ts';
import type { Config } from './config.ts';

/** A person waits for the answer with a wallet in the hand. */
const timeoutMs = 5_000;
const pauseMs = 5_000;
/** A list of 16 MiB packs into far less, unless it is made not to. */
const maximumListBytes = 8 * 1024 * 1024;
const maximumDocumentBytes = 64 * 1024;

/** What a presentation may have to look up in the world, through one guard (D36). */
export function createLookUps(options: {
  readonly config: Pick<Config, 'sandboxOrigin'>;
  readonly now: () => number;
  /** What two admins allowed inside the organisation's own network; nothing where there are none. */
  readonly readPrivateAddresses?: () => Promise<readonly PrivateAddress[]>;
  readonly onProblem: (about: { host: string; problem: string }) => void;
  /** Hears how status lists fare. */
  readonly noteStatusList?: StatusLists['note'];
}): Pick<JourneyPorts, 'issuerKeys' | 'statusLists'> {
  const { now, onProblem, readPrivateAddresses, noteStatusList } = options;
  const { sandboxOrigin } = options.config;
  const fetch = createOutboundFetch({
    loopbackOrigins: sandboxOrigin === null ? [] : [sandboxOrigin],
    timeoutMs,
    ...(readPrivateAddresses && { readPrivateAddresses }),
  });
  const kept = { fetch, now, pauseMs, onProblem };
  return {
    issuerKeys: createDidWebKeys(createKeptDownloads({ ...kept, maximumBytes: maximumDocumentBytes })),
    statusLists: {
      ...createFetchedStatusLists(createKeptDownloads({ ...kept, maximumBytes: maximumListBytes })),
      ...(noteStatusList && { note: noteStatusList }),
    },
  };
}
