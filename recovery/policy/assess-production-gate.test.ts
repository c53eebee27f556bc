import { describe, expect, test } from 'vitest';
import {
  assessProductionGate,
  type ProductionGateCode,
  type ProductionGateQuestion,
  productionGateCodes,
} from './assess-production-gate.ts';
import { bindClaim } from './claim-binding.ts';
import { defaultProfile } from './default-profile.ts';
import type { LivenessAssurance } from './face-check-vendor.ts';
import type { OrganisationPolicy, Profile } from './profile.ts';

const now = Date.UTC(2026, 10, 22);
const anchor = {
  ...({ kind: 'x509', mayIssue: 'any', countries: 'any' } as const),
  ...{ name: '', certificatePem: '' },
  enabled: true,
};
const organisation: OrganisationPolicy = {
  version: 1,
  name: 'Alder & Finch',
  helpDesk: { phone: '', email: '' },
  excludedGroups: [],
  excludedAccountIds: [],
  trustAnchors: [
    { ...anchor, id: 'state', sandbox: false },
    { ...anchor, id: 'play', sandbox: true },
    { ...anchor, id: 'off', sandbox: false, enabled: false },
  ],
  passScope: 'everyone',
  defaultCountry: 'DE',
  language: 'en',
  secondPersonRequired: true,
};
const profile: Profile = defaultProfile({
  id: 'staff',
  name: 'Staff',
  priority: 0,
  providerIds: ['proofer'],
  acceptedCredentials: [{ format: 'dc+sd-jwt', type: 'identity', anchorIds: ['state'] }],
});
const evidence = { address: 'https://lab.example/letter.pdf', date: '2026-03-31' };
const ready: ProductionGateQuestion = {
  profile,
  organisation,
  example: false,
  providers: [
    {
      id: 'proofer',
      sandbox: false,
      evidence: [{ kind: 'report', standard: 'ETSI TS 119 461', validUntil: now + 1 }],
    },
    { id: 'sandbox', sandbox: true, evidence: [{ kind: 'accepted', by: 'anders', at: now }] },
    { id: 'bare', sandbox: false },
  ],
  rehearsalsPassed: 1,
  faceCheck: {
    ...{ id: 'engine', enabled: true },
    presentationAttackDetection: { assurance: 'iso30107-3-L1', evidence },
  },
  noticesGoOut: true,
  people: { inScope: 40, outsidePassScope: 0 },
  approvals: [{ by: 'anders' }, { by: 'bea' }],
  secondPersonRequired: true,
  now,
};

function unmet(changed: Partial<ProductionGateQuestion>): readonly ProductionGateCode[] {
  return assessProductionGate({ ...ready, ...changed })
    .lines.filter(({ met }) => !met)
    .map(({ code }) => code);
}
const withProfile = (changed: Partial<Profile>) => ({ profile: { ...profile, ...changed } });
const withAnchor = (id: string) =>
  withProfile({ acceptedCredentials: [{ format: 'dc+sd-jwt', type: 'identity', anchorIds: [id] }] });
const withEngine = (assurance: LivenessAssurance) => ({
  faceCheck: { id: 'engine', enabled: true, presentationAttackDetection: { assurance, evidence } },
});
const accepted = {
  provider: 'built-in',
  threshold: 70,
  acceptedWithoutLiveness: { by: 'anders', at: '2026-11-22T10:00:00Z' },
};
const sources = (...ids: string[]) => withProfile({ providersByCountry: { default: ['proofer'], PT: ids } });

describe('the production gate (D3, D25, behaviour.md 3.3)', () => {
  test('opens when every line is met, and answers every line', () => {
    const gate = assessProductionGate(ready);
    expect({ open: gate.open, letThroughAsExample: gate.letThroughAsExample }).toEqual({
      open: true,
      letThroughAsExample: false,
    });
    expect(gate.lines.map(({ code }) => code)).toEqual([...productionGateCodes]);
    expect(unmet({})).toEqual([]);
  });

  test.each<[string, Partial<ProductionGateQuestion>, readonly ProductionGateCode[]]>([
    ['names only (R21)', withProfile({ claimBindings: [bindClaim('names')] }), ['discriminatingAttribute']],
    [
      'a birth date that accounts may lack (R21)',
      withProfile({ claimBindings: [bindClaim('names'), bindClaim('birthDate', { required: false })] }),
      ['discriminatingAttribute'],
    ],
    [
      'the national number instead of a birth date (R21)',
      withProfile({ claimBindings: [bindClaim('names'), bindClaim('employeeNumber')] }),
      [],
    ],
    ['a sandbox provider for one country', sources('sandbox'), ['noSandboxProvider']],
    ['a sandbox issuer', withAnchor('play'), ['noSandboxIssuer']],
    ['every issuer switched off', withAnchor('off'), ['issuerInUse']],
    ['a provider without evidence', sources('bare'), ['providerEvidence']],
    ['a provider nobody knows', sources('ghost'), ['providerEvidence']],
    ['provider evidence that ran out', { now: now + 1 }, ['providerEvidence']],
    [
      'a face check that is switched off, or not installed',
      { faceCheck: { ...ready.faceCheck, enabled: false } },
      ['faceCheckInUse'],
    ],
    ['no liveness', withEngine('none'), ['faceCheckEvidence']],
    ['liveness only claimed', withEngine('vendor-claimed'), ['faceCheckEvidence']],
    ['no liveness, accepted by name', { ...withEngine('none'), ...withProfile({ faceCheck: accepted }) }, []],
    ['QR with certified liveness', withProfile({ crossDevice: true }), []],
    [
      'QR with accepted missing liveness (D25)',
      { ...withEngine('none'), ...withProfile({ faceCheck: accepted, crossDevice: true }) },
      ['crossDeviceGuarded'],
    ],
    [
      'QR with a waiting time instead (D25)',
      {
        ...withEngine('none'),
        ...withProfile({ faceCheck: accepted, crossDevice: true, crossDeviceWaitHours: 12 }),
      },
      [],
    ],
    [
      'QR with a waiting time that nobody would notice (D25)',
      {
        ...withEngine('none'),
        ...withProfile({ faceCheck: accepted, crossDevice: true, crossDeviceWaitHours: 11 }),
      },
      ['crossDeviceGuarded'],
    ],
    ['nobody is told of anything (R10)', { noticesGoOut: false }, ['noticesGoOut']],
    ['people outside the pass scope', { people: { inScope: 40, outsidePassScope: 1 } }, ['passScope']],
    ['no rehearsal', { rehearsalsPassed: 0 }, ['rehearsalPassed']],
    ['nobody else agreed (T23)', { approvals: [{ by: 'anders' }, { by: 'anders ' }] }, ['secondPerson']],
    ['second person not required', { approvals: [], secondPersonRequired: false }, []],
  ])('%s', (_, changed, codes) => {
    const gate = assessProductionGate({ ...ready, ...changed });
    expect([unmet(changed), gate.open]).toEqual([codes, codes.length === 0]);
  });

  test('an example shows the same gate and is let through, saying so (D3)', () => {
    const gate = assessProductionGate({
      ...ready,
      ...sources('sandbox'),
      rehearsalsPassed: 0,
      example: true,
    });
    expect({ ...gate, lines: gate.lines.filter(({ met }) => !met) }).toEqual({
      open: true,
      letThroughAsExample: true,
      lines: [
        { code: 'noSandboxProvider', met: false, detail: { sandboxes: 'sandbox' } },
        { code: 'rehearsalPassed', met: false, detail: { rehearsalsPassed: 0 } },
      ],
    });
    expect(assessProductionGate({ ...ready, example: true }).letThroughAsExample).toBe(false);
  });
});
