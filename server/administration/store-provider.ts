import { type Provider, parseProvider } from '../../recovery/policy/index.ts';
import { providerSubject, readProviders } from '../providers/index.ts';
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

export type ProviderActivity = 'admin.providerAdded' | 'admin.providerChanged' | 'admin.providerSwitched';

/** The one of that id, and of that version if one is expected. */
export async function findProvider(
  { installation }: Acting,
  id: string,
  expectedVersion?: number,
): Promise<Provider> {
  const provider = (await readProviders(installation)).find((each) => each.id === id);
  if (provider === undefined) throw new AdminProblem(`There is no provider ${id}`, { code: 'notFound' });
  if (expectedVersion !== undefined && provider.version !== expectedVersion) throw changedMeanwhile();
  return provider;
}

/** Saves it, judged, at the version it was read at, with its entry. */
export async function storeProvider(
  { installation, actor, record }: Acting,
  request: {
    readonly provider: Provider;
    readonly expectedVersion: number;
    readonly activity: ProviderActivity;
  },
): Promise<Provider> {
  const { config, settings, database, now } = installation;
  const { provider, expectedVersion, activity } = request;
  const content = judgeProvider({ ...provider, version: expectedVersion + 1 }, config.example);
  await database.transaction(async () => {
    const subject = providerSubject(provider.id);
    if (!(await settings.save({ subject, content, expectedVersion, by: actor, now: now() })))
      throw changedMeanwhile();
    await record(activity, { provider: provider.id, version: content.version, enabled: content.enabled });
  });
  return content;
}

export function judgeProvider(provider: Provider, example: boolean): Provider {
  const parsed = parseProvider(provider, { example });
  if (parsed.kind === 'parsed') return parsed.value;
  throw invalidFields(parsed.problems);
}

/** An acceptance stays with who gave it, unless its reason is another one. */
export function acceptanceOf(
  { installation, actor }: Acting,
  entry: ProviderEntry,
  before: Provider | null,
): Provider['acceptedWithoutReport'] {
  const reason = entry.acceptedWithoutReport?.reason.trim();
  if (reason === undefined) return null;
  const known = before?.acceptedWithoutReport ?? null;
  if (known?.reason === reason) return known;
  return { reason, by: actor, at: new Date(installation.now()).toISOString() };
}
