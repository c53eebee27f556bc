import type { Account } from '../directory/index.ts';
import type { Refusal } from '../outcome.ts';
import type { OrganisationPolicy } from '../policy/index.ts';
import { assessSafety, type SafetyRefusalCode } from '../steps/access-pass/index.ts';
import type { Matched } from '../steps/matching/index.ts';
import type { Recovery } from '../store/index.ts';
import type { JourneyPorts } from './ports.ts';

export interface Safety {
  /** Null: nothing stands against it. */
  readonly refusal: Refusal<SafetyRefusalCode> | null;
  readonly account: Account | null;
  readonly organisation: OrganisationPolicy;
}

/**
 * Reads again what can only refuse, as it is now and not as it was when the recovery started (D17):
 * before the grant, before each new pass, and before redemption.
 */
export async function readSafety(
  ports: JourneyPorts,
  request: { readonly recovery: Recovery; readonly accountId: string } & Pick<Matched, 'credential'>,
): Promise<Safety> {
  const account = await ports.directory.readAccount(request.accountId);
  const organisation = await ports.policy.readOrganisation();
  const profiles = await ports.policy.readProfiles();
  if (organisation === null) throw new TypeError('the installation has no policy');
  const alike =
    account === null
      ? []
      : await ports.directory.findCandidates({ givenName: account.givenName, familyName: account.surname });
  const { policy } = request.recovery;
  const refusal = assessSafety({
    accountId: request.accountId,
    credential: request.credential,
    policy,
    account,
    lookalikes: alike.filter((each) => each.id !== request.accountId),
    organisation,
    currentProfile: profiles.find((each) => each.id === policy.profile.id) ?? null,
    now: ports.now(),
  });
  return { refusal, account, organisation };
}
