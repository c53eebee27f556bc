import { expect, test } from 'vitest';
import { examplePolicy, exampleProfiles } from '../example/organisation.ts';
import type { OrganisationPolicy, Profile } from '../recovery/policy/index.ts';
import type { PolicyStore } from '../recovery/store/index.ts';
import { checkStoredRules } from './check-stored-rules.ts';

const sandbox = {
  certificatePem: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----',
  did: 'did:jwk:e30',
};
const organisation = examplePolicy(sandbox);
const profiles = exampleProfiles(new Date(0), sandbox);

function check(stored: { organisation?: unknown; profiles?: readonly unknown[] } = {}): Promise<void> {
  const policy = {
    readOrganisation: async () => (stored.organisation ?? organisation) as OrganisationPolicy,
    readProfiles: async () => (stored.profiles ?? profiles) as readonly Profile[],
  } as PolicyStore;
  return checkStoredRules({ policy, providerIds: ['sandbox'], faceCheckIds: ['built-in'], example: true });
}

test('the rules of the example are valid', async () => {
  await expect(check()).resolves.toBeUndefined();
});

test.each([
  [
    'a step switched off (T15)',
    { profiles: [{ ...profiles[0], faceCheck: null }, profiles[1]] },
    'profiles.0.faceCheck',
  ],
  [
    'a threshold below 50',
    {
      profiles: [
        { ...profiles[0], faceCheck: { provider: 'built-in', threshold: 1, acceptedWithoutLiveness: null } },
        profiles[1],
      ],
    },
    'threshold',
  ],
  ['an invented key', { profiles: [{ ...profiles[0], skipMatching: true }, profiles[1]] }, 'profiles.0'],
  [
    'an issuer without a certificate (T23)',
    {
      organisation: {
        ...organisation,
        trustAnchors: [{ ...organisation.trustAnchors[0], certificatePem: '' }],
      },
    },
    'organisation.trustAnchors',
  ],
])('%s: nothing starts', async (_name, stored, place) => {
  await expect(check(stored)).rejects.toThrow(place);
});
