import type { Acting } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';
import { readEveryAccount } from './read-every-account.ts';
import { recoveryAdministrator } from './roles.ts';

/** The first admin, and the way back for a locked-out last one (D33). Only on the host. */
export function invitationActs({ installation, record }: Acting) {
  const { config, builtInDirectory, database } = installation;
  return {
    inviteAdmin: (request: { accountName: string; givenName: string; surname: string; mail: string }) =>
      database.transaction(async () => {
        const { accountName, givenName, surname, mail } = request;
        const accounts = await readEveryAccount(installation);
        const admins = accounts.filter((each) => each.enabled && each.roles.includes(recoveryAdministrator));
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
        const invitation = await builtInDirectory.invitations.create(accountId);
        if (invitation === null) throw new AdminProblem(`${accountName} is disabled`);
        // After the first, the same command is the way back for a locked-out last admin, and it rings (D33).
        const breakGlass = admins.length > 0;
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
