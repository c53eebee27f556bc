import { createHash } from 'node:crypto';
import type { ProviderHealth } from '../../connectors/storage/postgres/index.ts';
import {
  type CredentialKind,
  mayIssue,
  type OrganisationPolicy,
  type Profile,
  type Provider,
  parseProvider,
} from '../../recovery/policy/index.ts';
import { askProvider, providerSubject, readProviders } from '../providers/index.ts';
import type { Acting } from './acting.ts';
import { AdminProblem, invalidFields } from './admin-problem.ts';
import { changedMeanwhile } from './change-organisation.ts';

/** What an admin says about a provider. */
export type ProviderEntry = Omit<
  Provider,
  'id' | 'version' | 'sandbox' | 'enabled' | 'acceptedWithoutReport'
> & {
  /** Why this provider is taken without a report in date; who says so, and when, is not theirs to write. Null: it is not. */
  readonly acceptedWithoutReport: { readonly reason: string } | null;
};

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
  const { config, settings, providerHealth, policy, database, now } = installation;

  async function find(id: string): Promise<Provider> {
    const provider = (await readProviders(installation)).find((each) => each.id === id);
    if (provider === undefined) throw new AdminProblem(`There is no provider ${id}`, { code: 'notFound' });
    return provider;
  }

  async function findForEdit(id: string, expectedVersion: number): Promise<Provider> {
    const provider = await find(id);
    if (provider.version !== expectedVersion) throw changedMeanwhile();
    return provider;
  }

  async function save(
    provider: Provider,
    expectedVersion: number,
    activity: 'admin.providerAdded' | 'admin.providerChanged' | 'admin.providerSwitched',
  ): Promise<Provider> {
    const content = judge({ ...provider, version: expectedVersion + 1 }, config.example);
    await database.transaction(async () => {
      const subject = providerSubject(provider.id);
      if (!(await settings.save({ subject, content, expectedVersion, by: actor, now: now() })))
        throw changedMeanwhile();
      await record(activity, { provider: provider.id, version: content.version, enabled: content.enabled });
    });
    return content;
  }

  /** An acceptance stays with who gave it, unless its reason is another one. */
  function accept(entry: ProviderEntry, before: Provider | null): Provider['acceptedWithoutReport'] {
    const reason = entry.acceptedWithoutReport?.reason.trim();
    if (reason === undefined) return null;
    const known = before?.acceptedWithoutReport ?? null;
    return known?.reason === reason ? known : { reason, by: actor, at: new Date(now()).toISOString() };
  }

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
      const acceptedWithoutReport = accept(entry, null);
      const provider = { ...entry, id, version: 1, sandbox: false, enabled: true, acceptedWithoutReport };
      return save(provider, 0, 'admin.providerAdded');
    },
    changeProvider: async (request: { id: string; expectedVersion: number; entry: ProviderEntry }) => {
      const before = await findForEdit(request.id, request.expectedVersion);
      const acceptedWithoutReport = accept(request.entry, before);
      const after = { ...before, ...request.entry, acceptedWithoutReport };
      return save(after, before.version, 'admin.providerChanged');
    },
    /** Holds for the next person who would be sent there. Who is there already may come back. */
    switchProvider: async ({ id, enabled }: { id: string; enabled: boolean }) => {
      const before = await find(id);
      if (before.enabled === enabled) return before;
      return save({ ...before, enabled }, before.version, 'admin.providerSwitched');
    },
    removeProvider: async ({ id, expectedVersion }: { id: string; expectedVersion: number }) => {
      const provider = await findForEdit(id, expectedVersion);
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

function judge(provider: Provider, example: boolean): Provider {
  const parsed = parseProvider(provider, { example });
  if (parsed.kind === 'parsed') return parsed.value;
  throw invalidFields(parsed.problems);
}

export function profilesUsing(profiles: readonly Profile[], providerId: string): readonly Profile[] {
  return profiles.filter(({ providersByCountry }) =>
    Object.values(providersByCountry).some((ids) => ids.includes(providerId)),
  );
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
