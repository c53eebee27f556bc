import type { CborValue } from '../cose/index.ts';
import type { ReadStatus, StatusMediaType, StatusReference } from '../credential-check.ts';
import { isJsonObject } from '../json-web/index.ts';

const vcEntryTypes: readonly unknown[] = ['BitstringStatusListEntry', 'StatusList2021Entry'];

/** `status` of an SD-JWT VC. A mechanism we do not know is not the same as none: it is unreadable. */
export function readStatusOfJwt(status: unknown): ReadStatus {
  if (status === undefined) return [];
  if (!isJsonObject(status) || !isJsonObject(status.status_list)) return 'unreadable';
  const { idx, uri } = status.status_list;
  return reference({ mediaType: 'application/statuslist+jwt', uri, index: idx, purpose: 'status' });
}

/** `status` of a mobile security object. */
export function readStatusOfMdoc(status: CborValue | undefined): ReadStatus {
  if (status === undefined) return [];
  const list = status instanceof Map ? status.get('status_list') : undefined;
  if (!(list instanceof Map)) return 'unreadable';
  return reference({
    mediaType: 'application/statuslist+cwt',
    uri: list.get('uri'),
    index: list.get('idx'),
    purpose: 'status',
  });
}

/** `credentialStatus` of a W3C credential: one entry or several, and every one of them counts. */
export function readStatusOfVc(status: unknown): ReadStatus {
  if (status === undefined) return [];
  const entries = Array.isArray(status) ? status : [status];
  const references: StatusReference[] = [];
  for (const entry of entries) {
    const read = readVcEntry(entry);
    if (read === 'unreadable') return 'unreadable';
    references.push(...read);
  }
  return references.length === 0 ? 'unreadable' : references;
}

function readVcEntry(entry: unknown): ReadStatus {
  if (!isJsonObject(entry) || !vcEntryTypes.includes(entry.type)) return 'unreadable';
  const { statusPurpose: purpose, statusListIndex, statusListCredential: uri, statusSize = 1 } = entry;
  if ((purpose !== 'revocation' && purpose !== 'suspension') || statusSize !== 1) return 'unreadable';
  // A number written as text (Bitstring Status List, 2.1); some write it as a number.
  const index = typeof statusListIndex === 'string' ? toIndex(statusListIndex) : statusListIndex;
  return reference({ mediaType: 'application/vc+jwt', uri, index, purpose });
}

function toIndex(text: string): number | undefined {
  return /^(0|[1-9]\d{0,9})$/.test(text) ? Number(text) : undefined;
}

function reference(read: {
  readonly mediaType: StatusMediaType;
  readonly uri: unknown;
  readonly index: unknown;
  readonly purpose: StatusReference['purpose'];
}): ReadStatus {
  const { mediaType, uri, index, purpose } = read;
  if (typeof uri !== 'string' || uri === '') return 'unreadable';
  if (typeof index !== 'number' || !Number.isSafeInteger(index) || index < 0) return 'unreadable';
  return [{ mediaType, uri, index, purpose }];
}
