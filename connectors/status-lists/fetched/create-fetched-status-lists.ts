import type { StatusLists, StatusMediaType } from '../../../recovery/steps/presentation/index.ts';
import type { KeptDownloads } from '../../outbound/index.ts';

/** What a list may be sent as. W3C's lists go by several names, old ones among them. */
const mediaTypes: Readonly<Record<StatusMediaType, readonly string[]>> = {
  'application/statuslist+jwt': ['application/statuslist+jwt'],
  'application/statuslist+cwt': ['application/statuslist+cwt'],
  'application/vc+jwt': ['application/vc+jwt', 'application/vc+ld+json+jwt', 'application/jwt'],
};

/** Lists by their address, in the form that was asked for. */
export function createFetchedStatusLists(downloads: KeptDownloads): StatusLists {
  return {
    read: ({ uri, mediaType, notBefore }) =>
      downloads.read({ url: uri, mediaTypes: mediaTypes[mediaType], notBefore }),
  };
}
