import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Profile } from '../../../recovery/policy/index.ts';
import { readVendors, vendorSubject } from '../../face-checks/index.ts';
import { providerSubject, readProviders } from '../../providers/index.ts';
import type { Acting } from '../acting.ts';
import { AdminProblem } from '../admin-problem.ts';
import { isSame } from './changes-between.ts';

/** Where whoever a profile names is to be found, by subject. */
export type ReliedOn = Readonly<Record<string, string>>;
export const reliedOn = z.record(z.string(), z.string());

/**
 * What takes two to change once a profile in production relies on it, and one until then: a provider's address, and a vendor but for
 * its name and its switch. Kept with what a second person is asked, who would else agree to what somebody puts there meanwhile (T23).
 */
export async function readReliedOn({ installation }: Acting, profile: Profile): Promise<ReliedOn> {
  const named = new Set(Object.values(profile.providersByCountry).flat());
  const providers = (await readProviders(installation))
    .filter(({ id }) => named.has(id))
    .map(({ id, address }) => [providerSubject(id), address]);
  const vendors = (await readVendors(installation))
    .filter(({ id }) => id === profile.faceCheck.provider)
    .map(({ name: _1, enabled: _2, version: _3, ...vendor }) => [
      vendorSubject(vendor.id),
      createHash('sha256').update(JSON.stringify(vendor)).digest('base64url'),
    ]);
  return Object.fromEntries([...providers, ...vendors]);
}

/** Throws when one of them is elsewhere by now. */
export async function demandUnmoved(acting: Acting, profile: Profile, asked: ReliedOn): Promise<void> {
  if (isSame(await readReliedOn(acting, profile), asked)) return;
  throw new AdminProblem(
    'A provider or vendor of this profile was moved since this was asked for; ask anew',
    {
      code: 'changedMeanwhile',
    },
  );
}
