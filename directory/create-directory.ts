import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import * as accounts from './accounts/index.ts';
import { resetAttempts } from './attempts/index.ts';
import type { DirectoryContext } from './context.ts';
import * as enrolment from './enrolment/index.ts';
import * as methods from './methods/index.ts';
import { defaultPassPolicy, findPassPolicyMistake, type PassPolicy } from './pass-policy.ts';
import * as passes from './passes/index.ts';
import { removeExpired } from './remove-expired.ts';
import * as sessions from './sessions/index.ts';
import * as signIn from './sign-in/index.ts';

export type DirectoryOptions = Omit<DirectoryContext, 'now' | 'randomBytes' | 'readPassPolicy'> &
  Partial<Pick<DirectoryContext, 'now' | 'randomBytes' | 'readPassPolicy'>>;

/** Binds every function of the directory to its database, clock, randomness and keys. */
export function createDirectory(options: DirectoryOptions) {
  const context: DirectoryContext = {
    ...options,
    now: options.now ?? Date.now,
    randomBytes: options.randomBytes ?? randomBytes,
    readPassPolicy: () => readUsablePolicy(options.readPassPolicy),
  };
  assertUsable(context);
  const bind =
    <Input, Result>(run: (context: DirectoryContext, input: Input) => Result) =>
    (input: Input): Result =>
      run(context, input);
  return {
    accounts: {
      create: async (account: accounts.NewAccount) => (await accounts.createAccounts(context, [account]))[0]!,
      createMany: bind(accounts.createAccounts),
      edit: (edit: accounts.AccountEdit) => accounts.editAccount(context, edit),
      /** An edit that must not lay itself over another admin's. */
      editVersion: (edit: accounts.AccountEdit & { readonly expectedVersion: number }) =>
        accounts.editAccount(context, edit),
      /** By account names only, folded; in no order. */
      readByNames: bind(accounts.readByNames),
      search: bind(accounts.searchAccounts),
      countMatching: bind(accounts.countMatching),
      listHolds: bind(accounts.listHolds),
      holdForGroups: bind(accounts.holdForGroups),
      removeUnused: bind(accounts.removeUnused),
      read: bind(accounts.readAccount),
      readMany: bind(accounts.readManyAccounts),
      list: bind(accounts.listAccounts),
      /** Account name or confirmed mail. */
      find: bind(accounts.findAccount),
      findByPresentedNames: bind(accounts.findByPresentedNames),
      findLookalikes: bind(accounts.findLookalikes),
      /** Somebody with this role can sign in. */
      isRoleHeld: bind(enrolment.readIsRoleHeld),
      countScope: bind(accounts.countScope),
      readPopulation: () => accounts.readPopulation(context),
      count: () => accounts.countAccounts(context),
      walk: bind(accounts.walkAccounts),
      readVersion: () => accounts.readPeopleVersion(context),
    },
    groups: {
      list: () => accounts.listGroups(context),
      rename: bind(accounts.renameGroup),
      changeMembers: bind(accounts.changeMembers),
    },
    methods: {
      list: bind(methods.listMethods),
      startPasskey: (accountId: string) =>
        methods.startPasskey(context, { accountId, excludeExisting: true }),
      registerPasskey: bind(methods.registerPasskey),
      startTotp: bind(methods.startTotp),
      registerTotp: bind(methods.registerTotp),
      findPasswordMistake: methods.findPasswordMistake,
      changePassword: async ({ password, ...by }: methods.ChangingSession & { readonly password: string }) =>
        methods.replacePassword(context, { ...by, passwordHash: await methods.hashPassword(password) }),
      remove: bind(methods.removeMethod),
      retire: bind(methods.retireMethods),
      switchOff: bind(methods.switchOffMethods),
      /** For seeds and imports: methods verified elsewhere. */
      addPasskey: bind(methods.addPasskey),
      addTotp: bind(methods.addTotp),
      addPassword: async ({
        password,
        ...rest
      }: {
        accountId: string;
        password: string;
        lastUsedAt?: number;
      }) => methods.addPassword(context, { ...rest, passwordHash: await methods.hashPassword(password) }),
    },
    passes: {
      issue: bind(passes.issueAdminPass),
      read: bind(passes.readAdminPass),
      delete: bind(passes.deleteAdminPass),
      issueForRecovery: bind(passes.issueRecoveryPass),
      revokeForRecovery: bind(passes.revokeRecoveryPass),
      redeemForRecovery: bind(passes.redeemRecoveryPass),
    },
    signIn: {
      startPasskey: () => methods.startAssertion(context),
      withPasskey: bind(signIn.signInWithPasskey),
      withPassword: bind(signIn.signInWithPassword),
      withPass: bind(signIn.signInWithPass),
      resetAttempts: bind(resetAttempts),
    },
    sessions: {
      open: bind(sessions.openSession),
      read: bind(sessions.readSession),
      rotate: bind(sessions.rotateSession),
      list: bind(sessions.listSessions),
      end: bind(sessions.endSession),
      endOfToken: bind(sessions.endSessionOfToken),
      endAll: bind(sessions.endSessions),
    },
    enrolments: {
      open: bind(enrolment.openEnrolment),
      read: bind(enrolment.readEnrolment),
      readOfRecovery: bind(enrolment.readEnrolmentOfRecovery),
      reopenForRecovery: bind(enrolment.reopenEnrolment),
      startPasskey: bind(enrolment.startEnrolmentPasskey),
      enrolPasskey: bind(enrolment.enrolPasskey),
      setPassword: bind(enrolment.setEnrolmentPassword),
      startTotp: bind(enrolment.startEnrolmentTotp),
      enrolTotp: bind(enrolment.enrolTotp),
    },
    invitations: {
      create: bind(enrolment.createInvitation),
      redeem: bind(enrolment.redeemInvitation),
    },
    /** After many accounts came at once: the planner goes by these, and the embedded engine gathers none by itself. */
    refreshStatistics: async () => {
      for (const table of ['account', 'account_group', 'account_role', 'account_name_key'])
        await sql`analyze ${sql.table(table)}`.execute(context.database.query());
    },
    /** For a job. */
    removeExpired: () => removeExpired(context),
  };
}

export type BuiltInDirectory = ReturnType<typeof createDirectory>;

function assertUsable({ keys }: DirectoryContext): void {
  if (keys.passHmac.length !== 32 || keys.totp.length !== 32)
    throw new TypeError('directory keys are 32 bytes each');
}

async function readUsablePolicy(read: DirectoryContext['readPassPolicy'] | undefined): Promise<PassPolicy> {
  const policy = (await read?.()) ?? defaultPassPolicy;
  const mistake = findPassPolicyMistake(policy);
  if (mistake !== null) throw new TypeError(`the pass policy's ${mistake} is out of range`);
  return policy;
}
