import { accountActs } from './accounts.ts';
import { type AdministrationParts, actAs } from './acting.ts';
import { approvalActs } from './approval-acts.ts';
import { auditActs } from './audit.ts';
import { faceCheckActs } from './face-checks/index.ts';
import { homeActs } from './home.ts';
import { invitationActs } from './invitations.ts';
import { groupActs, peopleActs, startPageActs } from './people/index.ts';
import { importActs } from './people-import/index.ts';
import { privateAddressActs } from './private-addresses.ts';
import { profileActs } from './profiles/index.ts';
import { providerActs } from './providers.ts';
import { readinessActs } from './readiness.ts';
import { recoveryActs } from './recoveries.ts';
import { requireRecoveryActs } from './require-recovery/index.ts';
import { settingsActs } from './settings.ts';
import { statusListActs } from './status-lists.ts';
import { trustAnchorActs } from './trust-anchors/index.ts';

/**
 * Everything an administrator may do, bound to who acts. Every act is an entry in the `administration` chain (D35).
 * Throws `AdminProblem` for what the admin can mend.
 */
export function createAdministration({
  actor = 'admin:host',
  ...parts
}: AdministrationParts & {
  /** `admin:<account id>`; whoever holds the socket when not given. */
  readonly actor?: string;
}) {
  const acting = actAs(parts, actor);
  return {
    ...invitationActs(acting),
    ...recoveryActs(acting),
    ...profileActs(acting),
    ...trustAnchorActs(acting),
    ...statusListActs(acting),
    ...providerActs(acting),
    ...faceCheckActs(acting),
    ...settingsActs(acting),
    ...privateAddressActs(acting),
    ...approvalActs(acting),
    ...accountActs(acting),
    ...peopleActs(acting),
    ...groupActs(acting),
    ...startPageActs(acting),
    ...importActs(acting),
    ...requireRecoveryActs(acting),
    ...readinessActs(acting),
    ...auditActs(acting),
    ...homeActs(acting),
  };
}

export type Administration = ReturnType<typeof createAdministration>;
