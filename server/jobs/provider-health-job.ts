import type { Installation } from '../installation.ts';
import { askProvider, readProviders } from '../providers/index.ts';
import type { Job } from './start-jobs.ts';

/** Asks every provider that is switched on whether it is there, one after the other, so that an admin sees it before a person does. */
export function providerHealthJob(
  installation: Pick<Installation, 'config' | 'settings' | 'providerHealth' | 'now'>,
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
    },
  };
}
