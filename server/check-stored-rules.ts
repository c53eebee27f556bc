import { type PolicyProblem, parseOrganisationPolicy, parseProfiles } from '../recovery/policy/index.ts';
import type { PolicyStore } from '../recovery/store/index.ts';
import { ConfigProblem } from './config.ts';

/**
 * Judges the stored rules before anything listens: somebody who wrote to the database must not have switched a check off
 * or added an issuer in a shape no door would have let through (T15, T23). Throws `ConfigProblem` with the first thing that is wrong.
 */
export async function checkStoredRules(parts: {
  readonly policy: PolicyStore;
  readonly providerIds: readonly string[];
  /** Of the face checks, the built-in one included. */
  readonly faceCheckIds: readonly string[];
  readonly example: boolean;
}): Promise<void> {
  const { policy, providerIds, faceCheckIds, example } = parts;
  const organisation = parseOrganisationPolicy(await policy.readOrganisation());
  if (organisation.kind === 'invalid') throw problem('organisation', organisation.problems);
  const profiles = parseProfiles(await policy.readProfiles(), {
    organisation: organisation.value,
    providerIds,
    faceCheckIds,
    example,
  });
  if (profiles.kind === 'invalid') throw problem('profiles', profiles.problems);
}

function problem(subject: string, [first]: readonly PolicyProblem[]): ConfigProblem {
  return new ConfigProblem(
    `The stored rules are not valid: ${subject}.${first?.path ?? ''}: ${first?.message ?? ''}`,
  );
}
