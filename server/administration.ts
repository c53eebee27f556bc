import type { DirectoryAccount } from '../directory/index.ts';
import type { AuditEntry, AuditVerification } from '../recovery/audit/index.ts';
import { verifyAudit } from '../recovery/audit/index.ts';
import type { Journey } from '../recovery/journey/index.ts';
import {
  assessProductionGate,
  chooseProfile,
  isExcluded,
  isInPassScope,
  type ProductionGate,
  type Profile,
  parseProfile,
  type RecoveryMode,
} from '../recovery/policy/index.ts';
import type { FaceMatcher } from '../recovery/steps/face-check/index.ts';
import type { RecoveryListing } from '../recovery/store/index.ts';
import type { Installation } from './installation.ts';

/** An admin's request that cannot be carried out; the message is for the admin and says what to do. */
export class AdminProblem extends Error {}

/** What an administrator of the host may do, until there is a portal (D6). Every act is an entry in the `administration` chain (D35). */
export interface Administration {
  inviteAdmin(request: {
    accountName: string;
    givenName: string;
    surname: string;
    mail: string;
  }): Promise<{ address: string; expiresAt: number; breakGlass: boolean }>;
  listRecoveries(request: { limit: number }): Promise<readonly RecoveryListing[]>;
  showRecovery(request: { caseNumber: string }): Promise<{
    recovery: RecoveryListing;
    entries: readonly AuditEntry[];
    personal: readonly { sequence: number; name: string; value: string }[];
  }>;
  stopRecovery(request: { caseNumber: string }): Promise<void>;
  listProfiles(): Promise<readonly Profile[]>;
  editProfile(request: { id: string; changes: Readonly<Record<string, unknown>> }): Promise<Profile>;
  showGate(request: { id: string }): Promise<ProductionGate>;
  switchMode(request: {
    id: string;
    mode: RecoveryMode;
    typedName: string;
  }): Promise<{ profile: Profile; gate: ProductionGate | null }>;
  switchIssuer(request: { anchorId: string; enabled: boolean }): Promise<void>;
  /** A pass under the organisation's policy (behaviour.md 3.8). The value is in this answer only. */
  issuePass(request: {
    accountName: string;
    lifetimeInMinutes?: number;
    isUsableOnce?: boolean;
  }): Promise<{ value: string; expiresAt: number }>;
  freezeAccount(request: { accountName: string; frozen: boolean }): Promise<void>;
  verifyAudit(request: { expectedHead?: string }): Promise<AuditVerification>;
}

const administrator = 'Recovery Administrator';
const actor = 'admin:host';

export function createAdministration(parts: {
  readonly installation: Installation;
  readonly journey: Journey;
  readonly faceMatcher: Pick<FaceMatcher, 'id' | 'presentationAttackDetection'>;
}): Administration {
  const { installation, journey, faceMatcher } = parts;
  const { config, builtInDirectory, store, policy, audit, keys, database, now } = installation;

  const record = (activity: string, data: AuditEntry['data'], code = '') =>
    audit.append({ chain: 'administration', at: now(), activity, result: 'success', code, actor, data });

  return {
    inviteAdmin: ({ accountName, givenName, surname, mail }) =>
      database.transaction(async () => {
        const accounts = await everyAccount();
        const admins = accounts.filter((each) => each.enabled && each.roles.includes(administrator));
        const known = (await builtInDirectory.accounts.find(accountName)) ?? undefined;
        if (known !== undefined && !known.roles.includes(administrator)) {
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
            roles: [administrator],
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

    listRecoveries: (request) => store.list(request),
    showRecovery: async ({ caseNumber }) => {
      const recovery = await find(caseNumber);
      const entries = await audit.readChain(recovery.id);
      await record('admin.recoveryRead', { recovery: recovery.id });
      return { recovery, entries, personal: await audit.readPersonal(recovery.id) };
    },
    stopRecovery: async ({ caseNumber }) => {
      const recovery = await find(caseNumber);
      await journey.advance({ recoveryId: recovery.id, event: { type: 'stop', by: actor, reason: 'admin' } });
      await record('admin.recoveryStopped', { recovery: recovery.id });
    },

    listProfiles: () => policy.readProfiles(),
    editProfile: async ({ id, changes }) => {
      if ('mode' in changes)
        throw new AdminProblem(
          'mode is switched through the gate: use "profiles production" or "profiles evaluation"',
        );
      const profile = await findProfile(id);
      const organisation = await policy.readOrganisation();
      const parsed = parseProfile(
        { ...profile, ...changes, id: profile.id, version: profile.version },
        {
          organisation: organisation!,
          providerIds: providers().map((each) => each.id),
          example: config.example,
        },
      );
      if (parsed.kind === 'invalid')
        throw new AdminProblem(parsed.problems.map(({ path, message }) => `${path}: ${message}`).join('; '));
      // A profile in production that would no longer pass the gate goes back to rehearsing (D3).
      const next =
        parsed.value.mode === 'production' && !(await assessGate(parsed.value)).open
          ? { ...parsed.value, mode: 'evaluation' as const }
          : parsed.value;
      return save(profile, next, 'admin.profileEdited', { changed: Object.keys(changes).join(',') });
    },
    showGate: async ({ id }) => assessGate(await findProfile(id)),
    switchMode: async ({ id, mode, typedName }) => {
      const profile = await findProfile(id);
      if (typedName !== profile.name)
        throw new AdminProblem(`Type the profile's name to switch it: ${profile.name}`);
      if (mode === 'evaluation')
        return {
          profile: await save(profile, { ...profile, mode }, 'admin.modeSwitched', { mode }),
          gate: null,
        };
      const gate = await assessGate({ ...profile, mode });
      if (!gate.open) {
        await record('admin.modeRefused', {
          profile: id,
          missing: gate.lines
            .filter((line) => !line.met)
            .map((line) => line.code)
            .join(','),
        });
        return { profile, gate };
      }
      return {
        profile: await save(profile, { ...profile, mode }, 'admin.modeSwitched', {
          mode,
          letThroughAsExample: gate.letThroughAsExample,
        }),
        gate,
      };
    },
    switchIssuer: async ({ anchorId, enabled }) => {
      const organisation = await policy.readOrganisation();
      if (!organisation!.trustAnchors.some((each) => each.id === anchorId))
        throw new AdminProblem(`There is no trust anchor ${anchorId}`);
      const trustAnchors = organisation!.trustAnchors.map((each) =>
        each.id === anchorId ? { ...each, enabled } : each,
      );
      await database.transaction(async () => {
        const saved = await policy.saveOrganisation({
          policy: { ...organisation!, trustAnchors },
          expectedVersion: organisation!.version,
          by: actor,
          now: now(),
        });
        if (!saved) throw new AdminProblem('Somebody else changed the policy at the same moment; try again');
        await record('admin.issuerSwitched', { anchor: anchorId, enabled });
      });
    },
    issuePass: async ({ accountName, ...order }) => {
      const account = await builtInDirectory.accounts.find(accountName);
      if (account === null || !account.enabled)
        throw new AdminProblem(`There is no enabled account ${accountName}`);
      return await database.transaction(async () => {
        const pass = await builtInDirectory.passes.issue({
          accountId: account.id,
          issuedBy: actor,
          ...order,
        });
        if (typeof pass === 'string') throw new AdminProblem(`The pass policy does not allow that: ${pass}`);
        await record('admin.passIssued', { account: account.id, pass: pass.passId });
        return { value: pass.value, expiresAt: pass.expiresAt };
      });
    },
    freezeAccount: async ({ accountName, frozen }) => {
      const account = await builtInDirectory.accounts.find(accountName);
      if (account === null) throw new AdminProblem(`There is no account ${accountName}`);
      await database.transaction(async () => {
        await builtInDirectory.accounts.edit({ id: account.id, changes: { frozen } });
        await record(frozen ? 'admin.accountFrozen' : 'admin.accountUnfrozen', { account: account.id });
      });
    },

    verifyAudit: (request) => verifyAudit({ store: audit, publicKey: keys.auditPublicKey, ...request }),
  };

  async function find(caseNumber: string): Promise<RecoveryListing> {
    const found = await store.readByCaseNumber(caseNumber);
    if (found === null) throw new AdminProblem(`There is no recovery ${caseNumber}`);
    return found;
  }

  async function findProfile(id: string): Promise<Profile> {
    const profile = (await policy.readProfiles()).find((each) => each.id === id || each.name === id);
    if (profile === undefined) throw new AdminProblem(`There is no profile ${id}`);
    return profile;
  }

  async function save(
    before: Profile,
    after: Profile,
    activity: string,
    data: AuditEntry['data'],
  ): Promise<Profile> {
    await database.transaction(async () => {
      const saved = await policy.saveProfile({
        profile: after,
        expectedVersion: before.version,
        by: actor,
        now: now(),
      });
      if (!saved)
        throw new AdminProblem('Somebody else changed this profile at the same moment; read it again');
      await record(activity, { profile: before.id, version: before.version + 1, ...data });
    });
    return findProfile(before.id);
  }

  async function everyAccount(): Promise<readonly DirectoryAccount[]> {
    const all: DirectoryAccount[] = [];
    for (;;) {
      const last = all.at(-1)?.id;
      const page = await builtInDirectory.accounts.list({
        limit: 1_000,
        ...(last !== undefined && { after: last }),
      });
      all.push(...page);
      if (page.length < 1_000) return all;
    }
  }

  function providers() {
    return config.sandboxOrigin === null ? [] : [{ id: 'sandbox', sandbox: true }];
  }

  async function assessGate(profile: Profile): Promise<ProductionGate> {
    const organisation = await policy.readOrganisation();
    const accounts = await everyAccount();
    const inScope = accounts.filter(
      (each) => chooseProfile([profile], each) !== null && !isExcluded(organisation!, each),
    );
    const outside = inScope.filter((each) => !isInPassScope(organisation!, each));
    return assessProductionGate({
      profile,
      organisation: organisation!,
      example: config.example,
      providers: providers(),
      rehearsalsPassed: await store.countRehearsals({ id: profile.id, version: profile.version }),
      faceMatcher,
      people: { inScope: inScope.length, outsidePassScope: outside.length },
      approvals: [{ by: actor }],
      secondPersonRequired: true,
      now: now(),
    });
  }
}
