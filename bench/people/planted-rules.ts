import type { ReadinessRules } from '../../recovery/insight/index.ts';
import { defaultProfile } from '../../recovery/policy/index.ts';

/** The rules by which the planted faults of `make-people.ts` are faults, and nothing else is. */
export function plantedRules(now: number): ReadinessRules {
  const staff = defaultProfile({
    ...{ id: 'staff', name: 'Staff', priority: 0, providerIds: ['p'] },
    acceptedCredentials: [{ format: 'dc+sd-jwt', type: 'identity', anchorIds: ['state'] }],
  });
  return {
    profiles: [{ ...staff, includeGroups: ['Staff'] }],
    organisation: {
      version: 1,
      name: 'Bench',
      helpDesk: { phone: '', email: '' },
      excludedGroups: ['Board'],
      excludedAccountIds: [],
      trustAnchors: [],
      passScope: 'everyone',
      defaultCountry: 'DE',
      language: 'en',
      secondPersonRequired: true,
    },
    providers: [{ id: 'p', countries: 'any' }],
    now,
  };
}
