import { type KeyObject, sign } from 'node:crypto';

/** R and S side by side, as JOSE and COSE want them. */
export function signEs256(key: KeyObject, data: Uint8Array): Buffer {
  return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
}
