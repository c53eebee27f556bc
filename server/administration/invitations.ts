import type { Acting } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';
import { recoveryAdministrator } from './roles.ts';

/** The first admin, and the way back for a locked-out last one (D33). Only on the host. */
export function invitationActs({ installation, record }: Acting) {
  const { config, builtInDirectory, database } = installation;
  return {
    inviteAdmin: (request: { accountName: string; givenName: string; surname: string; mail: string }) =>
      database.transaction(async () => {
        const { accountName, givenName, surname, mail } = request;
        const known = (await builtInDirectory.accounts.find(accountName)) ?? undefined;
        if (known !== undefined && !known.roles.includes(recoveryAdministrator)) {
          throw new AdminProblem(
            `${accountName} exists and is not an administrator; choose another account name`,
          );
        }
        const accountId =
          known?.id ??
          (await builtInDirectory.accounts.create({
            accountName,
            givenName,
            surname,
            mails: [{ mail, confirmed: true }],
            roles: [recoveryAdministrator],
          }));
        // Once there is an admin, the same command is the way back for a locked-out last one, and it rings (D33).
        const breakGlass = await builtInDirectory.accounts.isRoleHeld(recoveryAdministrator);
        const invitation = await builtInDirectory.invitations.create({
          accountId,
          ...(!breakGlass && { firstOfRole: recoveryAdministrator }),
        });
        if (invitation === null) throw new AdminProblem(`${accountName} is disabled`);
        await record('admin.invited', { account: accountId, breakGlass }, breakGlass ? 'breakGlass' : '');
        if (breakGlass) await record('alarm.adminInvited', { account: accountId }, 'breakGlass');
        return {
          address: `${config.origin}/invitation#${invitation.token}`,
          expiresAt: invitation.expiresAt,
          breakGlass,
        };
      }),
  };
}
