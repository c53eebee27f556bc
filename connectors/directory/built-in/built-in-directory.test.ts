import { createTestAuthenticator } from '../../../directory/test-authenticator.ts';
import { openTestDirectory } from '../../../directory/test-directory.ts';
import { type DirectoryUnderTest, describeDirectory } from '../contract.ts';
import { createBuiltInDirectory, nameKeys } from './index.ts';

describeDirectory('built-in', async (): Promise<DirectoryUnderTest> => {
  const { directory, database, clock, origin } = await openTestDirectory({ nameKeys });
  return {
    directory: createBuiltInDirectory({ directory }),
    addAccount: ({ privileged, hasSignedIn, ...account }) =>
      directory.accounts.create({
        ...account,
        roles: privileged ? ['Recovery Administrator'] : [],
        firstSignedInAt: hasSignedIn ? clock.now : null,
      }),
    addMethodWithSession: async (accountId) => {
      const methodId = await directory.methods.addPassword({
        accountId,
        password: 'three small green boats',
      });
      await directory.sessions.open({ accountId, methodId, userAgent: '' });
    },
    enrolMethod: async (enrolmentToken) => {
      const start = await directory.enrolments.startPasskey(enrolmentToken);
      if (start === 'enrolmentEnded') throw new Error(start);
      const { credential } = createTestAuthenticator(origin).create(start.options);
      const { ceremonyToken } = start;
      await directory.enrolments.enrolPasskey({ enrolmentToken, ceremonyToken, credential, label: 'Phone' });
    },
    wait: (milliseconds) => {
      clock.now += milliseconds;
    },
    readTraffic: () => database.statements,
    close: () => database.close(),
  };
});
