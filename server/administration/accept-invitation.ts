import type { Installation } from '../installation.ts';

/**
 * An invitation is used, by whoever has its token: opens set-up and is on record; one that was made although there was an
 * admin rings once more (D33). Null when it is refused.
 */
export async function acceptInvitation(
  { builtInDirectory, database, audit, now }: Installation,
  token: string,
): Promise<{ readonly enrolmentToken: string; readonly expiresAt: number } | null> {
  return database.transaction(async () => {
    const redeemed = await builtInDirectory.invitations.redeem(token);
    if (redeemed === null) return null;
    const { accountId, isFirst, ...enrolment } = redeemed;
    const activities = isFirst
      ? (['admin.invitationUsed'] as const)
      : (['admin.invitationUsed', 'alarm.adminInvitationUsed'] as const);
    for (const activity of activities)
      await audit.append({
        chain: 'administration',
        at: now(),
        activity,
        result: 'success',
        code: isFirst ? '' : 'breakGlass',
        actor: `admin:${accountId}`,
        data: { account: accountId },
      });
    return enrolment;
  });
}
