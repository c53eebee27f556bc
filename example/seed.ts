import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { BuiltInDirectory } from '../directory/index.ts';
import type { OrganisationPolicy } from '../recovery/policy/index.ts';
import type { PolicyStore } from '../recovery/store/index.ts';
import {
  type ExamplePerson,
  examplePolicy,
  exampleProfiles,
  people,
  type SandboxAuthorities,
} from './organisation.ts';

const hour = 60 * 60_000;

/**
 * Fills a new example: people, their lost methods, the rules. Runs inside the transaction that marks the installation as an
 * example, so there is either all of it or nothing. No password is guessable and none is printed (D11).
 */
export async function seedExample(options: {
  readonly directory: BuiltInDirectory;
  readonly policy: PolicyStore;
  readonly sandbox: SandboxAuthorities;
  /** False: people alone. Anchors, profiles and exclusions are then an admin's to set up. */
  readonly rules: boolean;
  readonly now: number;
}): Promise<void> {
  const { directory, policy, now, rules } = options;
  const by = 'example';
  await policy.saveOrganisation({
    policy: rules ? examplePolicy(options.sandbox) : withoutRules(options.sandbox),
    expectedVersion: 0,
    by,
    now,
  });
  for (const profile of rules ? exampleProfiles(new Date(now), options.sandbox) : [])
    await policy.saveProfile({ profile, expectedVersion: 0, by, now });

  const accounts = await directory.accounts.createMany(
    people.map((person) => ({
      accountName: person.accountName,
      givenName: person.givenName,
      surname: person.surname,
      mails: [{ mail: `${person.accountName}@alderfinch.example`, confirmed: true }],
      birthDate: person.birthDate,
      country: person.country,
      employeeNumber: person.employeeNumber,
      enabled: person.enabled ?? true,
      groups: person.groups,
      roles: person.roles ?? [],
      firstSignedInAt: person.neverSignedIn ? null : now - 400 * 24 * hour,
    })),
  );
  for (const [index, person] of people.entries())
    await addLostMethods(directory, accounts[index]!, person, now);
}

function withoutRules(sandbox: SandboxAuthorities): OrganisationPolicy {
  return { ...examplePolicy(sandbox), excludedGroups: [], trustAnchors: [] };
}

/** What was on the phone that is gone: a passkey, an authenticator app, a password, and two sessions (D11). */
async function addLostMethods(
  directory: BuiltInDirectory,
  accountId: string,
  person: ExamplePerson,
  now: number,
): Promise<void> {
  const { methods, sessions } = directory;
  const lastUsedAt = now - 3 * hour;
  const passkey = await methods.addPasskey({
    accountId,
    label: `${person.givenName}’s phone`,
    credentialId: randomBytes(16).toString('base64url'),
    publicKey: coseKeyNobodyHolds(),
    counter: 0,
    ...(person.neverSignedIn ? {} : { lastUsedAt }),
  });
  await methods.addTotp({ accountId, secret: randomBytes(20) });
  await methods.addPassword({ accountId, password: randomBytes(24).toString('base64url') });
  if (passkey === null || person.neverSignedIn) return;
  for (const userAgent of [
    'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/605.1',
  ]) {
    await sessions.open({ accountId, methodId: passkey, userAgent });
  }
}

/** A P-256 COSE key (RFC 9053 7.1) whose private half is dropped here: the phone is at the bottom of a lake. */
function coseKeyNobodyHolds(): Uint8Array {
  const { x, y } = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const coordinate = (value: string | undefined) => Buffer.from(value!, 'base64url');
  return Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    coordinate(x),
    Buffer.from('225820', 'hex'),
    coordinate(y),
  ]);
}
