import { z } from 'zod';
import type { Profile, Provider } from '../../recovery/policy/index.ts';
import type { Acting } from './acting.ts';
import { type Asked, askSecondPerson } from './approvals.ts';
import type { ApprovalChange, SecondPersonAct } from './second-person-act.ts';
import {
  acceptanceOf,
  findProvider,
  judgeProvider,
  type ProviderEntry,
  storeProvider,
} from './store-provider.ts';

export interface ProviderEdit {
  readonly id: string;
  readonly expectedVersion: number;
  readonly entry: ProviderEntry;
}

/** Changes an entry; where a profile in production sends people, another address takes two. */
export async function changeProvider(acting: Acting, request: ProviderEdit): Promise<Asked<Provider>> {
  const { policy, config } = acting.installation;
  const before = await findProvider(acting, request.id, request.expectedVersion);
  // What cannot be is told now, not to the second person.
  const after = judgeProvider(
    { ...toProvider(acting, before, request.entry), version: before.version + 1 },
    config.example,
  );
  const isRelied = profilesUsing(await policy.readProfiles(), before.id).some(
    ({ mode }) => mode === 'production',
  );
  if (before.address === after.address || !isRelied)
    return { kind: 'performed', result: await moveProvider.perform(acting, request, []) };
  return askSecondPerson(acting, {
    act: moveProvider,
    subject: { kind: 'provider', id: before.id, name: before.name, version: before.version },
    changes: compareProviders(before, after),
    payload: request,
  });
}

/** Judged as a whole when it is saved. */
const entryPayload = z.custom<ProviderEntry>((value) => typeof value === 'object' && value !== null);

/** Whoever holds the address sees every applicant, with what they show of themselves: that takes two (T23). */
export const moveProvider: SecondPersonAct<ProviderEdit, Provider> = {
  name: 'provider.change',
  payload: z.strictObject({ id: z.string(), expectedVersion: z.int(), entry: entryPayload }),
  perform: async (acting, { id, expectedVersion, entry }) => {
    const before = await findProvider(acting, id, expectedVersion);
    return storeProvider(acting, {
      provider: toProvider(acting, before, entry),
      expectedVersion,
      activity: 'admin.providerChanged',
    });
  },
};

const toProvider = (acting: Acting, before: Provider, entry: ProviderEntry): Provider => ({
  ...before,
  ...entry,
  acceptedWithoutReport: acceptanceOf(acting, entry, before),
});

/** Every line that would be another one. */
function compareProviders(before: Provider, after: Provider): readonly ApprovalChange[] {
  const said = (provider: Provider) => ({
    name: provider.name,
    providerAddress: provider.address,
    providerStatusAddress: provider.statusAddress,
    countries: provider.countries === 'any' ? 'any' : provider.countries.join(', '),
    documents: provider.documents.join(', '),
    acceptedCredentials: provider.credentials.map(({ format, type }) => `${format} ${type}`).join(', '),
    assurance: provider.assurance,
    chargesPerCheck: String(provider.chargesPerCheck),
    price: provider.price,
    reports: provider.reports.map((report) => Object.values(report).join(' ')).join(', '),
    reason: provider.acceptedWithoutReport?.reason ?? '',
    contact: Object.values(provider.contact).join(' '),
  });
  const [old, next] = [said(before), said(after)];
  return (Object.keys(old) as (keyof typeof old)[])
    .filter((field) => old[field] !== next[field])
    .map((field) => ({ field, before: old[field] || null, after: next[field] || null }));
}

export function profilesUsing(profiles: readonly Profile[], providerId: string): readonly Profile[] {
  return profiles.filter(({ providersByCountry }) =>
    Object.values(providersByCountry).some((ids) => ids.includes(providerId)),
  );
}
