import { randomBytes } from 'node:crypto';
import { open, seal } from '../../recovery/journey/index.ts';
import type { FaceCheckVendor } from '../../recovery/policy/index.ts';
import type { Installation } from '../installation.ts';

/**
 * Bound to the address: somebody who writes another one into the database gets a secret that does not open, not our key sent to
 * them (T23). So a vendor that moves needs its key typed again.
 */
const bindingOf = ({ id, address }: Pick<FaceCheckVendor, 'id' | 'address'>) =>
  `face-check-vendor|${id}|${address}`;

export function sealVendorSecret(
  { keys }: Pick<Installation, 'keys'>,
  vendor: Pick<FaceCheckVendor, 'id' | 'address'>,
  secret: string,
): string {
  const key = keys.derive('face-check-vendors');
  return seal({ key, boundTo: bindingOf(vendor), text: secret, randomBytes });
}

/** Throws a `TypeError` for one that was sealed for another address. */
export function openVendorSecret(
  { keys }: Pick<Installation, 'keys'>,
  vendor: Pick<FaceCheckVendor, 'id' | 'address' | 'secretSealed'>,
): string {
  const key = keys.derive('face-check-vendors');
  return open({ key, boundTo: bindingOf(vendor), sealed: vendor.secretSealed });
}
