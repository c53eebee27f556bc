import type { SettingStore } from '../../connectors/storage/postgres/index.ts';
import { ConfigProblem } from '../config.ts';
import { type PrivateAddresses, type SectionName, type SectionValue, sections } from './sections.ts';

/** A section as it is now. Version 0: nobody decided yet. Throws `ConfigProblem` for one that no door would have let through. */
export async function readSection<Name extends SectionName>(
  { settings }: { readonly settings: SettingStore },
  name: Name,
): Promise<{ readonly version: number; readonly value: SectionValue<Name> }> {
  const stored = await settings.read(name);
  const { schema, standard } = sections[name];
  if (stored === null) return { version: 0, value: standard as SectionValue<Name> };
  const parsed = schema.safeParse(stored.content);
  if (parsed.success) return { version: stored.version, value: parsed.data as SectionValue<Name> };
  const [first] = parsed.error.issues;
  throw new ConfigProblem(
    `The stored rules are not valid: ${name}.${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`,
  );
}

/** What the guard of outgoing requests may let into the organisation's own network, as it is at this moment (D36). */
export async function readPrivateAddresses(installation: {
  readonly settings: SettingStore;
}): Promise<PrivateAddresses['entries']> {
  return (await readSection(installation, 'privateAddresses')).value.entries;
}

/** What people may choose from; the organisation's own language is always among them. */
export async function offeredLanguages(
  installation: { readonly settings: SettingStore },
  language: string,
): Promise<readonly string[]> {
  const { value } = await readSection(installation, 'languages');
  const [own = 'en'] = language.split('-');
  return value.offered.some((each) => each === own) ? value.offered : [own, ...value.offered];
}
