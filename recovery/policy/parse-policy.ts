import { z } from 'zod';
import { boundAttributes, boundClaims, claimsFor, matchConfidenceLevels, mayLack } from './claim-binding.ts';
import { isCountryCode } from './country-codes.ts';
import { waitingTimeHours } from './cross-device.ts';
import { because, describeIssue, type PolicyProblem } from './describe-issue.ts';
import { credentialKind, namesKindTwice, trustAnchor } from './parse-trust-anchor.ts';
import type { OrganisationPolicy, Profile } from './profile.ts';
import { mayIssue } from './trust-anchor.ts';

export type Parsed<T> =
  | { readonly kind: 'parsed'; readonly value: T }
  | { readonly kind: 'invalid'; readonly problems: readonly PolicyProblem[] };

/** What a profile is judged against: configuration is valid as a whole or not at all (T15). */
export interface ProfileSurroundings {
  readonly organisation: OrganisationPolicy;
  /** Ids of the providers this installation knows. */
  readonly providerIds: readonly string[];
  /** Of the face checks, the built-in one included. */
  readonly faceCheckIds: readonly string[];
  /** An example organisation may hold what the production gate would refuse elsewhere (D3). */
  readonly example: boolean;
}

const notACountry = 'is no ISO 3166-1 alpha-2 country code';
const text = z.string().trim().min(1, 'must not be empty');
const count = z.int().min(0);
const hours = z.number().gt(0, 'must be more than 0 hours');
const country = z.string().refine(isCountryCode, because('notACountry', notACountry));
const groups = z.union([z.literal('everyone'), z.array(text)], "must be 'everyone' or a list of group names");

/** A list of ids that holds at least one, and none twice. */
function idList(none: string) {
  return z
    .array(text)
    .min(1, none)
    .refine((ids) => new Set(ids).size === ids.length, because('twice', 'names the same id twice'));
}

function isWaitingTime(asked: number): boolean {
  const { none, least, most } = waitingTimeHours;
  return asked === none || (asked >= least && asked <= most);
}

const claimBinding = z
  .strictObject({
    attribute: z.enum(boundAttributes),
    claim: z.enum(boundClaims),
    matchConfidenceLevel: z.enum(matchConfidenceLevels),
    required: z.boolean(),
  })
  .refine(
    ({ attribute, claim }) => claimsFor[attribute].includes(claim),
    because('notWithClaim', 'this attribute cannot be compared with this claim'),
  )
  .refine(
    ({ attribute, required }) => attribute !== 'names' || required,
    because('namesRequired', 'names are always required'),
  )
  .refine(
    ({ attribute, matchConfidenceLevel }) => attribute === 'names' || matchConfidenceLevel === 'exact',
    because('onlyNamesRelaxed', 'only names can be compared relaxed'),
  );

const claimBindings = z
  .array(claimBinding)
  .refine(
    (bindings) => bindings.some(({ attribute }) => attribute === 'names'),
    because('namesRequired', 'names must be bound'),
  )
  .refine(
    (bindings) => new Set(bindings.map(({ attribute }) => attribute)).size === bindings.length,
    because('twice', 'binds the same attribute twice'),
  );

const faceCheck = z.strictObject({
  provider: text,
  threshold: z.int().min(50, 'must be 50 to 100').max(100, 'must be 50 to 100'),
  acceptedWithoutLiveness: z.strictObject({ by: text, at: z.iso.datetime() }).nullable(),
});

/** Strict objects throughout: a key that switches a step off does not exist, and one that is invented is refused (T15). */
const profileSchema = z.strictObject({
  id: text,
  name: text,
  description: z.string(),
  version: z.int().min(1),
  enabled: z.boolean(),
  mode: z.enum(['evaluation', 'production']),
  priority: count,
  includeGroups: groups,
  providersByCountry: z
    .object({ default: idList('must name at least one provider') })
    .catchall(idList('must name at least one provider')),
  claimBindings,
  acceptedCredentials: z
    .array(z.strictObject({ ...credentialKind, anchorIds: idList('must name at least one trust anchor') }))
    .min(1, 'must accept at least one credential')
    .refine(
      (credentials) => !namesKindTwice(credentials),
      because('twice', 'accepts the same credential twice'),
    ),
  faceCheck,
  maximumCredentialAgeHours: z.strictObject({ provider: hours, walletFirst: hours }),
  walletFirst: z.boolean(),
  crossDevice: z.boolean(),
  crossDeviceWaitHours: z
    .int()
    .refine(
      isWaitingTime,
      because('waitingTime', `must be 0, or ${waitingTimeHours.least} to ${waitingTimeHours.most} hours`),
    ),
});

const organisationSchema = z.strictObject({
  version: z.int().min(1),
  name: text,
  helpDesk: z.strictObject({ phone: z.string(), email: z.string() }),
  excludedGroups: z.array(text),
  excludedAccountIds: z.array(text),
  trustAnchors: z
    .array(trustAnchor)
    .refine(
      (anchors) => new Set(anchors.map(({ id }) => id)).size === anchors.length,
      because('twice', 'two trust anchors have the same id'),
    ),
  passScope: groups,
  defaultCountry: country,
  language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'is no language such as en or pt-BR'),
  secondPersonRequired: z.boolean().default(true),
  strictestFirst: z.boolean().optional(),
});

/**
 * A profile out of stored or imported configuration, judged together with what it refers to (T15): anchors and providers
 * exist, no step is missing, nothing unknown is in it. All problems at once.
 */
export function parseProfile(input: unknown, surroundings: ProfileSurroundings): Parsed<Profile> {
  const parsed = profileSchema.safeParse(input);
  if (!parsed.success) return { kind: 'invalid', problems: toProblems(parsed.error) };
  const profile: Profile = parsed.data;
  const problems = [
    ...danglingReferences(profile, surroundings),
    ...unfitForProduction(profile, surroundings),
  ];
  return problems.length === 0 ? { kind: 'parsed', value: profile } : { kind: 'invalid', problems };
}

/** The organisation's rules out of stored or imported configuration. All problems at once. */
export function parseOrganisationPolicy(input: unknown): Parsed<OrganisationPolicy> {
  const parsed = organisationSchema.safeParse(input);
  return parsed.success
    ? { kind: 'parsed', value: parsed.data }
    : { kind: 'invalid', problems: toProblems(parsed.error) };
}

/** All profiles together: no id twice, priorities counted up from 0 (behaviour.md 2.4). */
export function parseProfiles(
  inputs: readonly unknown[],
  surroundings: ProfileSurroundings,
): Parsed<readonly Profile[]> {
  const results = inputs.map((input) => parseProfile(input, surroundings));
  const problems = results.flatMap((result, index) =>
    result.kind === 'parsed'
      ? []
      : result.problems.map((each) => ({ ...each, path: `${index}${each.path && `.${each.path}`}` })),
  );
  if (problems.length > 0) return { kind: 'invalid', problems };
  const profiles = results.flatMap((result) => (result.kind === 'parsed' ? [result.value] : []));
  if (new Set(profiles.map(({ id }) => id)).size !== profiles.length) {
    return { kind: 'invalid', problems: [problem('', 'twice', 'two profiles have the same id')] };
  }
  const priorities = profiles.map(({ priority }) => priority).toSorted((a, b) => a - b);
  if (priorities.some((priority, index) => priority !== index)) {
    return {
      kind: 'invalid',
      problems: [problem('', 'priorities', 'priorities must count up from 0 without a gap')],
    };
  }
  return { kind: 'parsed', value: profiles };
}

function danglingReferences(profile: Profile, surroundings: ProfileSurroundings): PolicyProblem[] {
  const anchors = new Map(surroundings.organisation.trustAnchors.map((anchor) => [anchor.id, anchor]));
  const providers = new Set(surroundings.providerIds);
  const problems: PolicyProblem[] = [];
  profile.acceptedCredentials.forEach((credential, index) => {
    const path = `acceptedCredentials.${index}.anchorIds`;
    for (const id of credential.anchorIds) {
      const anchor = anchors.get(id);
      if (anchor === undefined) problems.push(problem(path, 'unknown', `no trust anchor has the id '${id}'`));
      else if (!mayIssue(anchor, credential)) {
        problems.push(
          problem(path, 'anchorMayNot', `the trust anchor '${id}' may not issue this credential`),
        );
      }
    }
  });
  for (const [key, ids] of Object.entries(profile.providersByCountry)) {
    const path = `providersByCountry.${key}`;
    if (key !== 'default' && !isCountryCode(key)) {
      problems.push(problem(path, 'notACountry', notACountry));
    }
    for (const id of ids) {
      if (!providers.has(id)) problems.push(problem(path, 'unknown', `no provider has the id '${id}'`));
    }
  }
  const { provider } = profile.faceCheck;
  if (!surroundings.faceCheckIds.includes(provider))
    problems.push(problem('faceCheck.provider', 'unknown', `no face check has the id '${provider}'`));
  return problems;
}

/** R21: names alone are storable and importable, and run in evaluation; never in production. */
function unfitForProduction(profile: Profile, { example }: ProfileSurroundings): PolicyProblem[] {
  if (example || profile.mode === 'evaluation' || bindsMoreThanNames(profile)) return [];
  const message = 'names alone cannot prove an identity in production: require birthDate too';
  return [problem('claimBindings', 'namesAlone', message)];
}

/** R21: is an attribute required that tells two people of one name apart? One that an account may lack does not count. */
export function bindsMoreThanNames(profile: Profile): boolean {
  return profile.claimBindings.some((binding) => binding.attribute !== 'names' && !mayLack(binding));
}

function toProblems(error: z.ZodError): PolicyProblem[] {
  return error.issues.map(describeIssue);
}

function problem(path: string, code: string, message: string): PolicyProblem {
  return { path, code, message, values: {} };
}
