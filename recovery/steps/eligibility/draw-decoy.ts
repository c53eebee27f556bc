import { createHash } from 'node:crypto';
import type { OrganisationPolicy, Profile } from '../../policy/index.ts';
import { defaultProfile, enabledByPriority, inOrderTried } from '../../policy/index.ts';

/** How many people a group has in a country (`Directory.readPopulation`). */
export interface PopulationRow {
  readonly group: string;
  readonly country: string | null;
  readonly people: number;
}

/** The rules and the country that a decoy shows. */
export interface DecoyFace {
  readonly profile: Profile;
  readonly country: string;
}

/**
 * Picks what a stranger sees out of the real distribution of profiles and countries (D14, T17): the same for the same
 * identifier each time. Weighted rendezvous hashing, so that it also stays the same when other people join or leave:
 * a face that changes with the head count would give the decoy away.
 *
 * Without any enabled profile everybody gets one closed face: no provider, evaluation, default country.
 */
export function drawDecoy(question: {
  readonly identifierHash: Uint8Array;
  readonly profiles: readonly Profile[];
  readonly organisation: OrganisationPolicy;
  readonly population: readonly PopulationRow[];
}): DecoyFace {
  const enabled = enabledByPriority(inOrderTried(question.profiles, question.organisation));
  if (enabled.length === 0) return { profile: closedProfile, country: question.organisation.defaultCountry };

  const weighted = weigh(enabled, question);
  const faces =
    weighted.length > 0 ? weighted : enabled.map((profile) => evenly(profile, question.organisation));
  const drawn = faces
    .map((face) => ({ ...face, lot: drawLot(question.identifierHash, face) }))
    .reduce((best, face) => (face.lot < best.lot ? face : best));
  return { profile: drawn.profile, country: drawn.country };
}

interface WeightedFace extends DecoyFace {
  readonly weight: number;
}

const closedProfile: Profile = {
  ...defaultProfile({ id: 'closed', name: 'Closed', priority: 0, providerIds: [], acceptedCredentials: [] }),
  enabled: false,
};

function evenly(profile: Profile, organisation: OrganisationPolicy): WeightedFace {
  return { profile, country: organisation.defaultCountry, weight: 1 };
}

/** A group counts for the first profile that includes it; excluded groups count for none, as nobody of them is recovered. */
function weigh(
  enabled: readonly Profile[],
  { organisation, population }: { organisation: OrganisationPolicy; population: readonly PopulationRow[] },
): readonly WeightedFace[] {
  const faces = new Map<string, WeightedFace>();
  for (const row of population) {
    if (row.people <= 0 || organisation.excludedGroups.includes(row.group)) continue;
    const profile = enabled.find(
      ({ includeGroups }) => includeGroups === 'everyone' || includeGroups.includes(row.group),
    );
    if (profile === undefined) continue;
    const country = row.country ?? organisation.defaultCountry;
    const key = `${profile.id} ${country}`;
    faces.set(key, { profile, country, weight: (faces.get(key)?.weight ?? 0) + row.people });
  }
  return [...faces.values()];
}

/** Exponential lot with rate `weight`: the smallest wins with probability weight ÷ sum of weights. */
function drawLot(identifierHash: Uint8Array, { profile, country, weight }: WeightedFace): number {
  const digest = createHash('sha256').update(identifierHash).update(`${country} ${profile.id}`).digest();
  const uniform = (digest.readUIntBE(0, 6) + 0.5) / 2 ** 48;
  return -Math.log(uniform) / weight;
}
