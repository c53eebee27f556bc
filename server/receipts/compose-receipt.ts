import type { AuditEntry } from '../../recovery/audit/index.ts';
import type { OrganisationPolicy } from '../../recovery/policy/index.ts';
import type { Recovery } from '../../recovery/store/index.ts';
import type { Receipt } from './receipt.ts';

/** Made from what is stored, so that it says the same whenever it is fetched. Null for a recovery that was not completed. */
export function composeReceipt(parts: {
  readonly recovery: Recovery;
  /** The recovery's chain, in sequence. */
  readonly entries: readonly AuditEntry[];
  readonly account: Receipt['account'];
  readonly organisation: Pick<OrganisationPolicy, 'name' | 'trustAnchors'>;
  readonly origin: string;
}): Receipt | null {
  const { recovery, entries, account, organisation, origin } = parts;
  const { receipt, outcome, policy, course } = recovery;
  const last = entries.at(-1);
  if (outcome !== 'recovered' || receipt === null || last === undefined) return null;
  const find = (activity: string) => entries.findLast((each) => each.activity === activity)?.data ?? {};
  const presented = find('presentation.received');
  const anchor = String(presented.anchor ?? '');
  const seconds = (ms: number | null) => Math.floor((ms ?? receipt.at) / 1000);
  return {
    iss: origin,
    iat: seconds(receipt.at),
    jti: recovery.id,
    case: recovery.caseNumber,
    organisation: organisation.name,
    account,
    issuer: {
      anchor,
      name: organisation.trustAnchors.find(({ id }) => id === anchor)?.name ?? '',
      credentialType: String(presented.credentialType ?? ''),
    },
    rule: {
      profile: policy.profile.name,
      profileVersion: policy.profile.version,
      organisationPolicyVersion: policy.organisationPolicyVersion,
      agreed: String(find('matching.passed').agreed ?? '')
        .split(',')
        .filter((each) => each !== ''),
    },
    begun: seconds(recovery.createdAt),
    proved: seconds(recovery.provedAt),
    completed: seconds(course.endedAt),
    changed: {
      added: receipt.added.map(({ kind, label }) => ({ kind, label })),
      disabled: receipt.disabled.map(({ kind, label }) => ({ kind, label })),
      sessionsEnded: receipt.sessionsEnded,
    },
    record: { sequence: last.sequence, hash: last.hash },
  };
}
