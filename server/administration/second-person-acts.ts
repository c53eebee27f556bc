import { moveProvider } from './change-provider.ts';
import { changeVendor, switchVendorOn } from './face-checks/index.ts';
import { editPrivilegedPerson, giveRoles, leaveExcludedGroup } from './people/index.ts';
import { privateAddressSecondPersonActs } from './private-addresses.ts';
import { profileSecondPersonActs } from './profiles/index.ts';
import { requireRecoveryOfMany } from './require-recovery/index.ts';
import type { SecondPersonAct } from './second-person-act.ts';
import { settingSecondPersonActs } from './setting-changes.ts';
import { trustAnchorSecondPersonActs } from './trust-anchors/index.ts';

/** Every act that may wait for a second person, to be found again by its name when one agrees. */
export const secondPersonActs: readonly SecondPersonAct[] = [
  editPrivilegedPerson,
  giveRoles,
  leaveExcludedGroup,
  moveProvider,
  requireRecoveryOfMany,
  changeVendor,
  switchVendorOn,
  ...settingSecondPersonActs,
  ...privateAddressSecondPersonActs,
  ...trustAnchorSecondPersonActs,
  ...profileSecondPersonActs,
];
