import { describe, expect, test } from 'vitest';
import { Fault } from '../../outcome.ts';
import { defaultProfile, providersFor } from '../../policy/index.ts';
import { type Applicant, sealDecoy, sealEligible } from '../eligibility/eligible.ts';
import { createHandOver } from './create-hand-over.ts';
import type { HandOver, IdentityVerifier } from './identity-verifier.ts';
import { sendToProvider } from './send-to-provider.ts';

const now = Date.UTC(2026, 10, 22);
const profile = {
  ...defaultProfile({
    id: 'staff',
    name: 'Staff',
    priority: 0,
    providerIds: ['a', 'b'],
    acceptedCredentials: [],
  }),
  providersByCountry: { default: ['a', 'b'], PT: ['c'] },
};
const policy = { profile, organisationPolicyVersion: 1 };
const rules = { recoveryId: 'r1', country: 'DE', policy };
const applicant = sealEligible({ ...rules, accountId: 'mara' });
const decoy = sealDecoy(rules);

function verifier(id: string, changed: Partial<IdentityVerifier> = {}): IdentityVerifier {
  return {
    id,
    name: `Provider ${id}`,
    sandbox: false,
    countries: 'any',
    isUp: async () => true,
    handOver: async ({ requestId }) => ({ location: `https://${id}.example/start?token=${requestId}` }),
    ...changed,
  };
}
const down = async () => false;
const request = {
  requestId: 'q1',
  returnTo: 'https://regain.example/recover/returned',
  country: 'DE',
  locale: 'de',
  now,
};

function send(
  verifiers: readonly IdentityVerifier[],
  who: Applicant = applicant,
  handOver: HandOver = createHandOver(request),
) {
  return sendToProvider({ applicant: who, handOver, verifiers, now });
}
const sentTo = (id: string) => ({
  kind: 'sentTo',
  sent: { kind: 'sent', recoveryId: 'r1', providerId: id, country: 'DE', sentAt: now },
  location: `https://${id}.example/start?token=q1`,
  providerName: `Provider ${id}`,
});

describe('which provider', () => {
  test.each([
    ['DE', ['a', 'b']],
    ['PT', ['c']],
    ['constructor', ['a', 'b']],
  ])('%s', (country, expected) => {
    expect(providersFor({ profile: applicant.policy.profile, country })).toEqual(expected);
  });

  test.each<[string, IdentityVerifier[], object]>([
    ['the first one', [verifier('b'), verifier('a')], sentTo('a')],
    ['the next when it is down', [verifier('a', { isUp: down }), verifier('b')], sentTo('b')],
    [
      'the next when it does not serve the country',
      [verifier('a', { countries: ['PT'] }), verifier('b')],
      sentTo('b'),
    ],
    [
      'all down: try again later, the recovery is kept',
      [verifier('a', { isUp: down }), verifier('b', { isUp: down })],
      { kind: 'refused', code: 'providerUnavailable', detail: { country: 'DE' } },
    ],
    [
      'none of the listed ones is installed',
      [verifier('z')],
      { kind: 'refused', code: 'providerMisconfigured', detail: { country: 'DE' } },
    ],
  ])('%s', async (_, verifiers, expected) => {
    expect(structuredClone(await send(verifiers))).toEqual(expected);
  });

  test('a stranger starts no check that costs money, and is told what a person is told when it is down (D14)', async () => {
    const charging = [verifier('a', { chargesPerCheck: true }), verifier('b', { chargesPerCheck: true })];
    expect((await send(charging)).kind).toBe('sentTo');
    expect(await send(charging, decoy)).toEqual(
      await send(charging.map((each) => ({ ...each, isUp: down }))),
    );
    expect((await send([verifier('a')], decoy)).kind).toBe('sentTo');
  });

  test('a provider that breaks while handing over is a fault', async () => {
    const fault = new Fault('gone', { code: 'providerBroke', retryable: true });
    await expect(send([verifier('a', { handOver: () => Promise.reject(fault) })])).rejects.toBe(fault);
  });
});

describe('the hand-over (D23)', () => {
  test('says nothing about the person and lives 10 minutes', () => {
    expect(createHandOver(request)).toEqual({
      requestId: 'q1',
      returnTo: 'https://regain.example/recover/returned',
      country: 'DE',
      locale: 'de',
      issuedAt: now,
      expiresAt: now + 600_000,
    });
  });

  test.each([
    'javascript:alert(1)',
    'https://regain.example/recover?person=mara',
    'https://regain.example/recover#x',
    'https://mara@regain.example/recover',
    '/recover/returned',
  ])('refuses to come back to %s', (returnTo) => {
    expect(() => createHandOver({ ...request, returnTo })).toThrow(TypeError);
  });
});
