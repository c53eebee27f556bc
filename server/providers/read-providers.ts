import { type Provider, parseProvider } from '../../recovery/policy/index.ts';
import type { Config } from '../config.ts';
import { ConfigProblem } from '../config.ts';
import type { Installation } from '../installation.ts';

/** Where one of them is stored. */
export const providerSubject = (id: string) => `provider:${id}`;

/**
 * Everybody in the catalogue, by name. What was stored is judged again each time: somebody who wrote to the database must not send
 * people to an address that no door would have let through (T15).
 */
export async function readProviders({
  config,
  settings,
}: Pick<Installation, 'config' | 'settings'>): Promise<readonly Provider[]> {
  const stored = await settings.list(providerSubject(''));
  const providers = stored.map(({ content, subject, version }) => {
    const parsed = parseProvider({ ...content, version }, { example: config.example });
    if (parsed.kind === 'parsed' && providerSubject(parsed.value.id) === subject) return parsed.value;
    const [first] = parsed.kind === 'invalid' ? parsed.problems : [];
    throw new ConfigProblem(
      `The stored rules are not valid: ${subject}.${first?.path ?? 'id'}: ${first?.message ?? ''}`,
    );
  });
  const sandbox = sandboxOf(config);
  const all =
    sandbox === null
      ? providers
      : [
          // Its place moves with the port of the example; what an admin switched stays.
          { ...(providers.find(({ id }) => id === sandbox.id) ?? sandbox), ...placeOf(sandbox) },
          ...providers.filter(({ id }) => id !== sandbox.id),
        ];
  return all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The pretend provider of an example, before anybody edited it. Its credentials are those of its authority's anchor. */
function sandboxOf({ sandboxOrigin }: Config): Provider | null {
  if (sandboxOrigin === null) return null;
  return {
    id: 'sandbox',
    version: 0,
    name: 'Specimen ID',
    sandbox: true,
    enabled: true,
    address: `${sandboxOrigin}/start`,
    statusAddress: `${sandboxOrigin}/healthz`,
    countries: 'any',
    documents: ['passport', 'identityCard', 'drivingLicence'],
    credentials: [{ format: 'dc+sd-jwt', type: 'urn:regain:sandbox:identity:1' }],
    assurance: 'unstated',
    chargesPerCheck: false,
    price: '',
    reports: [],
    acceptedWithoutReport: null,
    contact: { name: '', email: '', phone: '' },
  };
}

const placeOf = ({ address, statusAddress, sandbox }: Provider) => ({ address, statusAddress, sandbox });
