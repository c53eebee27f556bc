import {
  mayCrossDevices,
  type Parsed,
  type PolicyProblem,
  type Profile,
  parseProfile,
  waitingTimeHours,
} from '../../../recovery/policy/index.ts';
import type { Acting } from '../acting.ts';
import { invalidFields } from '../admin-problem.ts';
import { listProviders } from '../assess-gate.ts';
import { type ListedFaceCheck, listFaceChecks } from '../face-checks/index.ts';

/** What an admin decides about a profile. Its mode goes through the gate, its place is the order's, its id and version are nobody's. */
export type ProfileDraft = Omit<Profile, 'id' | 'version' | 'mode' | 'priority' | 'faceCheck'> & {
  readonly faceCheck: {
    readonly provider: string;
    readonly threshold: number;
    /** The admin takes the engine although it has no certified liveness; who says so, and when, is not theirs to write. */
    readonly acceptWithoutLiveness: boolean;
  };
};

/** The profile that a draft makes of what was there before; `base` says id, version, mode and place. */
export function applyDraft(
  { installation, actor }: Pick<Acting, 'installation' | 'actor'>,
  draft: ProfileDraft,
  base: Pick<Profile, 'id' | 'version' | 'mode' | 'priority'> & Partial<Pick<Profile, 'faceCheck'>>,
): Profile {
  const { faceCheck, ...decided } = draft;
  // Somebody accepted another provider, with other evidence: that says nothing about this one.
  const isSameProvider = base.faceCheck?.provider === faceCheck.provider;
  const known = isSameProvider ? (base.faceCheck?.acceptedWithoutLiveness ?? null) : null;
  const accepted = known ?? { by: actor, at: new Date(installation.now()).toISOString() };
  return {
    ...decided,
    name: draft.name.trim(),
    description: draft.description.trim(),
    id: base.id,
    version: base.version,
    mode: base.mode,
    priority: base.priority,
    faceCheck: {
      provider: faceCheck.provider,
      threshold: faceCheck.threshold,
      acceptedWithoutLiveness: faceCheck.acceptWithoutLiveness ? accepted : null,
    },
  };
}

/** Judges a profile against everything it refers to, and its name against the others'. */
export async function judgeProfile(acting: Acting, profile: unknown): Promise<Parsed<Profile>> {
  const { policy, config } = acting.installation;
  const organisation = (await policy.readOrganisation())!;
  const providerIds = (await listProviders(acting)).map((each) => each.id);
  const faceChecks = await listFaceChecks(acting);
  const faceCheckIds = faceChecks.map((each) => each.id);
  const parsed = parseProfile(profile, { organisation, providerIds, faceCheckIds, example: config.example });
  if (parsed.kind === 'invalid') return parsed;
  const unguarded = crossDeviceProblem(parsed.value, { faceChecks, example: config.example });
  if (unguarded !== null) return { kind: 'invalid', problems: [unguarded] };
  const { id, name } = parsed.value;
  const isTaken = (await policy.readProfiles()).some((each) => each.id !== id && isSameName(each.name, name));
  const taken = { path: 'name', code: 'taken', message: 'another profile has this name', values: {} };
  return isTaken ? { kind: 'invalid', problems: [taken] } : parsed;
}

/** A second device is not switched on while nothing guards it, not even for rehearsals: somebody would get used to it (D25). */
function crossDeviceProblem(
  profile: Profile,
  { faceChecks, example }: { readonly faceChecks: readonly ListedFaceCheck[]; readonly example: boolean },
): PolicyProblem | null {
  const faceCheck = faceChecks.find(({ id }) => id === profile.faceCheck.provider);
  if (!profile.crossDevice) return null;
  if (faceCheck !== undefined && mayCrossDevices({ profile, example, ...faceCheck })) return null;
  return { path: 'crossDevice', code: 'unguarded', message: unguardedDevice, values: {} };
}

const unguardedDevice = `needs a certified face check, or a waiting time of ${waitingTimeHours.least} hours or more`;
function isSameName(one: string, other: string): boolean {
  return one.normalize('NFKC').toLowerCase() === other.normalize('NFKC').toLowerCase();
}

/** A profile that can be stored, or an `AdminProblem` with every problem at its field. */
export async function demandValid(acting: Acting, profile: unknown): Promise<Profile> {
  const parsed = await judgeProfile(acting, profile);
  if (parsed.kind === 'parsed') return parsed.value;
  throw invalidFields(parsed.problems);
}
