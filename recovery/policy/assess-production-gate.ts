import { mayLack } from './claim-binding.ts';
import { guardOfCrossDevice } from './cross-device.ts';
import { type FaceCheckFacts, hasCertifiedLiveness } from './face-check-vendor.ts';
import { bindsMoreThanNames } from './parse-policy.ts';
import type { OrganisationPolicy, Profile } from './profile.ts';

/** What shows that a provider is worth trusting: a dated report, or a named admin who takes it without one (R16, R17). */
export type ProviderEvidence =
  | {
      readonly kind: 'report';
      readonly standard: string;
      /** Epoch milliseconds. */
      readonly validUntil: number;
    }
  | { readonly kind: 'accepted'; readonly by: string; readonly at: number };

export interface GatedProvider {
  readonly id: string;
  readonly sandbox: boolean;
  readonly evidence?: readonly ProviderEvidence[];
}

export const productionGateCodes = [
  'discriminatingAttribute',
  'noSandboxProvider',
  'noSandboxIssuer',
  'issuerInUse',
  'providerEvidence',
  'faceCheckInUse',
  'faceCheckEvidence',
  'crossDeviceGuarded',
  'noticesGoOut',
  'passScope',
  'rehearsalPassed',
  'secondPerson',
] as const;
export type ProductionGateCode = (typeof productionGateCodes)[number];

export interface GateLine {
  readonly code: ProductionGateCode;
  readonly met: boolean;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

export interface ProductionGate {
  readonly open: boolean;
  /** True when only the fact that this is an example let it through: say so (D3). */
  readonly letThroughAsExample: boolean;
  readonly lines: readonly GateLine[];
}

export interface ProductionGateQuestion {
  readonly profile: Profile;
  readonly organisation: OrganisationPolicy;
  readonly example: boolean;
  /** Every provider of the installation. */
  readonly providers: readonly GatedProvider[];
  readonly rehearsalsPassed: number;
  /** The one that this profile names; `enabled`: a vendor is switched on, the built-in one is installed. */
  readonly faceCheck: Pick<FaceCheckFacts, 'id' | 'presentationAttackDetection'> & {
    readonly enabled: boolean;
  };
  /** Mails leave this installation; an example shows them instead. */
  readonly noticesGoOut: boolean;
  readonly people: { readonly inScope: number; readonly outsidePassScope: number };
  /** Everybody who agreed, the asking admin included. */
  readonly approvals: readonly { readonly by: string }[];
  readonly secondPersonRequired: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * May this profile be switched to production? (D3, D25, behaviour.md 3.3.) Every line is always answered, so that the
 * page can show the whole gate. An example shows the same gate and is let through.
 */
export function assessProductionGate(question: ProductionGateQuestion): ProductionGate {
  const lines = [
    ...identityLines(question),
    ...providerLines(question),
    ...faceLines(question),
    ...peopleLines(question),
  ];
  const met = lines.every((line) => line.met);
  return { open: met || question.example, letThroughAsExample: question.example && !met, lines };
}

function identityLines({ profile }: ProductionGateQuestion): GateLine[] {
  const required = profile.claimBindings.filter((binding) => !mayLack(binding));
  const bound = required.map(({ attribute }) => attribute).join(' ');
  return [{ code: 'discriminatingAttribute', met: bindsMoreThanNames(profile), detail: { bound } }];
}

function providerLines({ profile, organisation, providers, now }: ProductionGateQuestion): GateLine[] {
  const ids = new Set(Object.values(profile.providersByCountry).flat());
  const used = [...ids].map(
    (id) => providers.find((provider) => provider.id === id) ?? { id, sandbox: false },
  );
  const sandboxes = used.filter(({ sandbox }) => sandbox).map(({ id }) => id);
  const unproven = used.filter((provider) => !hasEvidence(provider, now)).map(({ id }) => id);
  const anchorIds = new Set(profile.acceptedCredentials.flatMap((credential) => credential.anchorIds));
  const anchors = organisation.trustAnchors.filter(({ id }) => anchorIds.has(id));
  const sandboxAnchors = anchors.filter(({ sandbox }) => sandbox).map(({ id }) => id);
  const enabled = anchors.filter((anchor) => anchor.enabled).length;
  return [
    { code: 'noSandboxProvider', met: sandboxes.length === 0, detail: { sandboxes: sandboxes.join(' ') } },
    {
      code: 'noSandboxIssuer',
      met: sandboxAnchors.length === 0,
      detail: { anchors: sandboxAnchors.join(' ') },
    },
    { code: 'issuerInUse', met: enabled > 0, detail: { enabled } },
    { code: 'providerEvidence', met: unproven.length === 0, detail: { without: unproven.join(' ') } },
  ];
}

function hasEvidence(provider: GatedProvider, now: number): boolean {
  return (provider.evidence ?? []).some((evidence) =>
    evidence.kind === 'accepted' ? evidence.by !== '' : evidence.validUntil > now,
  );
}

/** Certified liveness, or a named admin who takes it without: Regain knows of no other factor that could stand in for it. */
function faceLines({ profile, faceCheck, example }: ProductionGateQuestion): GateLine[] {
  const { assurance: detection } = faceCheck.presentationAttackDetection;
  const certified = hasCertifiedLiveness(faceCheck.presentationAttackDetection);
  const guard = guardOfCrossDevice({ profile, ...faceCheck, example });
  const acceptedBy = profile.faceCheck.acceptedWithoutLiveness?.by ?? '';
  return [
    // Without it every recovery would wait at its camera, for ever.
    { code: 'faceCheckInUse', met: faceCheck.enabled, detail: { faceCheck: faceCheck.id } },
    {
      code: 'faceCheckEvidence',
      met: certified || acceptedBy !== '',
      detail: { faceCheck: faceCheck.id, detection, acceptedBy },
    },
    // D25, R39: without certified liveness a relayed QR code is not stopped; acceptance by an admin does not change that, time to object does.
    {
      code: 'crossDeviceGuarded',
      met: !profile.crossDevice || guard === 'certifiedFaceCheck' || guard === 'waitingTime',
      detail: { crossDevice: profile.crossDevice, detection, waitHours: profile.crossDeviceWaitHours },
    },
  ];
}

function peopleLines(question: ProductionGateQuestion): GateLine[] {
  const { people, rehearsalsPassed, approvals, secondPersonRequired, noticesGoOut } = question;
  const approvers = new Set(approvals.map(({ by }) => by.trim()).filter((by) => by !== '')).size;
  return [
    // Who is not told cannot object: not at the start, not while somebody waits, not when the old methods go (R10, D25).
    { code: 'noticesGoOut', met: noticesGoOut, detail: {} },
    { code: 'passScope', met: people.outsidePassScope === 0, detail: { ...people } },
    { code: 'rehearsalPassed', met: rehearsalsPassed >= 1, detail: { rehearsalsPassed } },
    {
      code: 'secondPerson',
      met: !secondPersonRequired || approvers >= 2,
      detail: { required: secondPersonRequired, approvers },
    },
  ];
}
