import { askVendor, healthOfVendor, readVendors } from '../face-checks/index.ts';
import type { Installation } from '../installation.ts';
import { askProvider, readProviders } from '../providers/index.ts';
import type { Job } from './start-jobs.ts';

/** Asks every provider and face check vendor that is switched on whether it is there, one after the other, so that an admin sees it before a person does. */
export function providerHealthJob(
  installation: Pick<Installation, 'config' | 'keys' | 'settings' | 'providerHealth' | 'now'>,
): Job {
  const { providerHealth, now } = installation;
  return {
    name: 'provider-health',
    everyMs: 60_000,
    run: async () => {
      const providers = await readProviders(installation);
      for (const provider of providers.filter(({ enabled }) => enabled)) {
        const { problem, tookMs } = await askProvider(installation, provider);
        await providerHealth.note({ providerId: provider.id, checkedAt: now(), problem, tookMs });
      }
      for (const vendor of await readVendors(installation)) {
        if (!vendor.enabled) continue;
        const { problem, tookMs } = await askVendor(installation, vendor);
        const providerId = healthOfVendor(vendor.id);
        await providerHealth.note({ providerId, checkedAt: now(), problem, tookMs });
      }
    },
  };
}
