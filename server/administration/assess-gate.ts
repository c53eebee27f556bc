import {
  assessProductionGate,
  evidenceOf,
  type GatedProvider,
  type ProductionGate,
  type Profile,
} from '../../recovery/policy/index.ts';
import { readProviders } from '../providers/index.ts';
import type { Acting } from './acting.ts';
import { countPeople } from './count-people.ts';
import { listFaceChecks } from './face-checks/index.ts';

/** The identity verification providers of this installation, switched off or not, as the gate looks at them. */
export async function listProviders({ installation }: Acting): Promise<readonly GatedProvider[]> {
  const providers = await readProviders(installation);
  return providers.map((provider) => ({
    id: provider.id,
    sandbox: provider.sandbox,
    evidence: evidenceOf(provider),
  }));
}

/**
 * The production gate for a profile as things stand, with everything it asks about looked up (D3). `approvers`: everybody who
 * agreed to the switch, whoever asked for it included.
 */
export async function assessGate(
  acting: Acting,
  profile: Profile,
  approvers: readonly string[] = [acting.actor],
): Promise<ProductionGate> {
  const { installation } = acting;
  const { config, policy, store, now } = installation;
  const organisation = await policy.readOrganisation();
  const faceChecks = await listFaceChecks(acting);
  const faceCheck = faceChecks.find(({ id }) => id === profile.faceCheck.provider);
  if (faceCheck === undefined) throw new TypeError('a profile names a face check that there is not');
  const people = await countPeople(acting, { includeGroups: profile.includeGroups });
  return assessProductionGate({
    profile,
    organisation: organisation!,
    example: config.example,
    providers: await listProviders(acting),
    rehearsalsPassed: await store.countRehearsals(profile),
    faceCheck,
    noticesGoOut: config.example || config.smtpUrl !== null,
    people: { inScope: people.inScope, outsidePassScope: people.outsidePassScope },
    approvals: approvers.map((by) => ({ by })),
    secondPersonRequired: organisation!.secondPersonRequired,
    now: now(),
  });
}
