import type { KeyObject } from 'node:crypto';
import { readP256Key } from '../json-web/index.ts';
import type { CborValue } from './decode-cbor.ts';

const label = { keyType: 1, algorithm: 3, operations: 4, curve: -1, x: -2, y: -3, private: -4 } as const;
const ec2 = 2;
const p256 = 1;
const es256 = -7;
const verify = 2;

/**
 * A public P-256 key for ES256 out of a COSE_Key (RFC 9052, 7; RFC 9053, 7.1.1), or `undefined`. Whole points only: `y` as a
 * sign is not taken. A key that is meant for something else, or that shows its private part, is refused.
 */
export function parseCoseKey(value: CborValue | undefined): KeyObject | undefined {
  if (!(value instanceof Map) || value.has(label.private)) return undefined;
  if (value.get(label.keyType) !== ec2 || value.get(label.curve) !== p256) return undefined;
  const algorithm = value.get(label.algorithm) ?? es256;
  const operations = value.get(label.operations) ?? [verify];
  if (algorithm !== es256 || !Array.isArray(operations) || !operations.includes(verify)) return undefined;
  const [x, y] = [value.get(label.x), value.get(label.y)];
  if (!(x instanceof Uint8Array) || !(y instanceof Uint8Array)) return undefined;
  return readP256Key(x, y);
}
