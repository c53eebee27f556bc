import {
  assessProductionGate,
  chooseProfile,
  evidenceOf,
  type GatedProvider,
  isExcluded,
  isInPassScope,
  type ProductionGate,
  type Profile,
} from '../../recovery/policy/index.ts';
import { readProviders } from '../providers/index.ts';
import type { Acting } from './acting.ts';
import { readEveryAccount } from './read-every-account.ts';

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
  const { installation, faceMatcher } = acting;
  const { config, policy, store, now } = installation;
  const organisation = await policy.readOrganisation();
  const accounts = await readEveryAccount(installation);
  const inScope = accounts.filter(
    (each) => chooseProfile([profile], each) !== null && !isExcluded(organisation!, each),
  );
  const outside = inScope.filter((each) => !isInPassScope(organisation!, each));
  return assessProductionGate({
    profile,
    organisation: organisation!,
    example: config.example,
    providers: await listProviders(acting),
    rehearsalsPassed: await store.countRehearsals({ id: profile.id, version: profile.version }),
    faceMatcher,
    people: { inScope: inScope.length, outsidePassScope: outside.length },
    approvals: approvers.map((by) => ({ by })),
    secondPersonRequired: organisation!.secondPersonRequired,
    now: now(),
  });
}
