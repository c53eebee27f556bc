import { createHash } from 'node:crypto';
import type { ProviderHealth } from '../../connectors/storage/postgres/index.ts';
import {
  type CredentialKind,
  mayIssue,
  type OrganisationPolicy,
  type Profile,
  type Provider,
} from '../../recovery/policy/index.ts';
import { askProvider, providerSubject, readProviders } from '../providers/index.ts';
import type { Acting } from './acting.ts';
import { AdminProblem } from './admin-problem.ts';
import { changedMeanwhile } from './change-organisation.ts';
import { changeProvider, type ProviderEdit, profilesUsing } from './change-provider.ts';
import {
  acceptanceOf,
  findProvider,
  type ProviderActivity,
  type ProviderEntry,
  storeProvider,
} from './store-provider.ts';

export type { ProviderEntry } from './store-provider.ts';

/**
 * - `disabled` switched off · `sandbox` pretends · `notConfigured` no trust anchor would take what it issues, or it was never asked
 * - `degraded` did not answer when it was last asked · `ready`
 */
export type ProviderState = 'disabled' | 'sandbox' | 'notConfigured' | 'degraded' | 'ready';

export interface ProviderListing {
  readonly provider: Provider;
  readonly state: ProviderState;
  readonly health: ProviderHealth | null;
  /** What it issues and no enabled trust anchor vouches for. */
  readonly untrusted: readonly CredentialKind[];
  readonly usedBy: readonly Pick<Profile, 'id' | 'name' | 'mode'>[];
}

/** The provider catalogue (behaviour.md 2.2). */
export function providerActs(acting: Acting) {
  const { installation, actor, record } = acting;
  const { settings, providerHealth, policy, database, now } = installation;

  const find = (id: string) => findProvider(acting, id);
  const save = (provider: Provider, expectedVersion: number, activity: ProviderActivity) =>
    storeProvider(acting, { provider, expectedVersion, activity });

  async function ask(provider: Pick<Provider, 'id' | 'statusAddress'>): Promise<ProviderHealth> {
    const { problem, tookMs } = await askProvider(installation, provider);
    await providerHealth.note({ providerId: provider.id, checkedAt: now(), problem, tookMs });
    return (await providerHealth.list()).find((each) => each.providerId === provider.id)!;
  }

  return {
    listProviderCatalogue: async (): Promise<readonly ProviderListing[]> => {
      const organisation = (await policy.readOrganisation())!;
      const [profiles, health] = [await policy.readProfiles(), await providerHealth.list()];
      return (await readProviders(installation)).map((provider) =>
        describeProvider({
          provider,
          organisation,
          profiles,
          health: health.find(({ providerId }) => providerId === provider.id) ?? null,
        }),
      );
    },
    addProvider: async (entry: ProviderEntry) => {
      const id = toId(entry.name, entry.address);
      const known = await readProviders(installation);
      if (known.some((each) => each.id === id))
        throw new AdminProblem('There is a provider of this name at this address', {
          code: 'invalid',
          fields: [{ field: 'name', code: 'taken', message: 'is there already, at the same address' }],
        });
      const acceptedWithoutReport = acceptanceOf(acting, entry, null);
      const provider = { ...entry, id, version: 1, sandbox: false, enabled: true, acceptedWithoutReport };
      return save(provider, 0, 'admin.providerAdded');
    },
    changeProvider: (request: ProviderEdit) => changeProvider(acting, request),
    /** Holds for the next person who would be sent there. Who is there already may come back. */
    switchProvider: async ({ id, enabled }: { id: string; enabled: boolean }) => {
      const before = await find(id);
      if (before.enabled === enabled) return before;
      return save({ ...before, enabled }, before.version, 'admin.providerSwitched');
    },
    removeProvider: async ({ id, expectedVersion }: { id: string; expectedVersion: number }) => {
      const provider = await findProvider(acting, id, expectedVersion);
      const users = profilesUsing(await policy.readProfiles(), id).map(({ name }) => name);
      if (users.length > 0)
        throw new AdminProblem(`Profiles still use this provider: ${users.join(', ')}`, {
          reason: 'providerInUse',
        });
      if (provider.sandbox)
        throw new AdminProblem('The pretend provider belongs to the example; switch it off instead', {
          reason: 'sandboxStays',
        });
      await database.transaction(async () => {
        const subject = providerSubject(id);
        if (!(await settings.remove({ subject, expectedVersion, by: actor, now: now() })))
          throw changedMeanwhile();
        await providerHealth.remove(id);
        await record('admin.providerRemoved', { provider: id });
      });
    },
    /** Asks a provider of the catalogue now, and keeps what it said. */
    testProvider: async ({ id }: { id: string }) => {
      const health = await ask(await find(id));
      await record('admin.providerTested', { provider: id, problem: health.problem ?? '' });
      return health;
    },
    /** Asks an address before it is saved; keeps nothing but the entry. */
    testAddress: async ({ statusAddress }: { statusAddress: string }) => {
      const answer = await askProvider(installation, { statusAddress });
      await record('admin.providerTested', { provider: '', problem: answer.problem ?? '' });
      return answer;
    },
  };
}

function describeProvider(parts: {
  readonly provider: Provider;
  readonly organisation: OrganisationPolicy;
  readonly profiles: readonly Profile[];
  readonly health: ProviderHealth | null;
}): ProviderListing {
  const { provider, organisation, profiles, health } = parts;
  const anchors = organisation.trustAnchors.filter(({ enabled }) => enabled);
  const untrusted = provider.credentials.filter((kind) => !anchors.some((anchor) => mayIssue(anchor, kind)));
  const usedBy = profilesUsing(profiles, provider.id).map(({ id, name, mode }) => ({ id, name, mode }));
  const isSetUp = untrusted.length < provider.credentials.length && health !== null;
  const state = !provider.enabled
    ? 'disabled'
    : health !== null && health.problem !== null
      ? 'degraded'
      : provider.sandbox
        ? 'sandbox'
        : isSetUp
          ? 'ready'
          : 'notConfigured';
  return { provider, state, health, untrusted, usedBy };
}

/** `example-id-1a2b3c4d`: readable in the record, and never that of another address. */
function toId(name: string, address: string): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40);
  const digest = createHash('sha256').update(`${name}|${address}`).digest('hex').slice(0, 8);
  return `${words}-${digest}`.replaceAll(/-+/g, '-').replace(/^-/, '');
}
