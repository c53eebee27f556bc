import type { DirectoryAccount } from '../../../directory/index.ts';
import type { Account } from '../../../recovery/directory/index.ts';

/** An account of the built-in directory, in the words of the port. */
export function toAccount(account: DirectoryAccount): Account {
  return {
    id: account.id,
    accountName: account.accountName,
    givenName: account.givenName,
    surname: account.surname,
    birthDate: account.birthDate,
    country: account.country,
    employeeNumber: account.employeeNumber,
    enabled: account.enabled,
    frozen: account.frozen,
    groups: account.groups,
    privileged: account.roles.length > 0,
    hasSignedIn: account.firstSignedInAt !== null,
    attributeHoldUntil: account.attributeHoldUntil,
    methodLastUsedAt: account.methodLastUsedAt,
    confirmedMails: account.mails.filter(({ confirmed }) => confirmed).map(({ mail }) => mail),
  };
}
