import type { IssuerKeys } from '../../../recovery/steps/presentation/index.ts';
import type { Download, KeptDownloads } from '../../outbound/index.ts';

const mediaTypes = ['application/did+json', 'application/did+ld+json', 'application/json'];

export function createDidWebKeys(downloads: KeptDownloads): IssuerKeys {
  return {
    readDocument: async ({ did, notBefore }) => {
      const url = addressOf(did);
      const download = url === null ? null : await downloads.read({ url, mediaTypes, notBefore });
      return download === null ? null : readOnce(download);
    },
  };
}

type Read = Awaited<ReturnType<IssuerKeys['readDocument']>>;
/** The same document as long as it is the same download: whoever asks may remember what they worked out of it. */
const documents = new WeakMap<Download, Read>();

function readOnce(download: Download): Read {
  const read = documents.get(download) ?? parse(download);
  documents.set(download, read);
  return read;
}

function parse({ body, fetchedAt }: Download): Read {
  try {
    return { document: JSON.parse(body.toString('utf8')), fetchedAt };
  } catch {
    return null;
  }
}

/** did:web 1.0, 3.2: host, then folders, each between colons; a port is `%3A` and its number. */
export function addressOf(did: string): string | null {
  const [scheme, method, host = '', ...folders] = did.split(':');
  if (scheme !== 'did' || method !== 'web' || !/^[a-z0-9.-]+(%3A\d{1,5})?$/.test(host)) return null;
  if (!folders.every((folder) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(folder))) return null;
  const path = folders.length === 0 ? '.well-known' : folders.join('/');
  return `https://${host.replace('%3A', ':')}/${path}/did.json`;
}
