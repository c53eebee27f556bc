import { z } from 'zod';
import {
  because,
  boundAttributes,
  boundClaims,
  credentialFormats,
  matchConfidenceLevels,
  type Overlap,
  type ProductionGate,
  type Profile,
  productionGateCodes,
} from '../../../recovery/policy/index.ts';
import type { ProfileVersion } from '../../administration/index.ts';
import { line, lines } from '../../plain-text.ts';

/** The shape only: what each may say is judged by `recovery/policy`, which tells every problem at its field. */
const groupName = z.string().min(1).max(200);
export const includeGroups = z
  .union([z.literal('everyone'), z.array(groupName).max(500)])
  .describe('Group names; who is in one of them is in.');
const ids = z.array(z.string().max(200)).max(50);
const hours = z.number().max(100_000);

export const claimBindings = z
  .array(
    z.object({
      attribute: z.enum(boundAttributes).describe('Of the account.'),
      claim: z.enum(boundClaims).describe('Of the credential.'),
      matchConfidenceLevel: z.enum(matchConfidenceLevels).describe('Only names can be compared relaxed.'),
      required: z
        .boolean()
        .describe('False: an account without it passes on the rest. What it has, the credential must show.'),
    }),
  )
  .max(10);

const decided = {
  enabled: z.boolean(),
  includeGroups,
  providersByCountry: z
    .object({ default: ids })
    .catchall(ids)
    .describe('ISO 3166-1 alpha-2 → providers in order; `default` serves every other country.'),
  claimBindings,
  acceptedCredentials: z
    .array(z.object({ format: z.enum(credentialFormats), type: z.string().max(300), anchorIds: ids }))
    .max(50),
  maximumCredentialAgeHours: z.object({ provider: hours, walletFirst: hours }),
  walletFirst: z.boolean().describe('Who holds an accepted credential already need not go to a provider.'),
  crossDevice: z.boolean().describe('A second device may take part: wallet by QR, camera of a phone (D25).'),
  crossDeviceWaitHours: hours
    .default(0)
    .describe('Hours between proof and access when a second device took part: 0, or 12 to 72.'),
};
const threshold = z.number().describe('50 to 100, on the scale of this provider alone.');
const faceCheckId = z.string().max(200).describe('Who does the face check: `built-in` or a vendor.');

/** Group names as somebody writes them, for a rule: an admin reads them, and lets people in by them. */
export const groupNames = z
  .array(line(200).refine((name) => name !== '', because('required', 'must not be empty')))
  .max(500);

/** What is written is read by others; what was stored before is shown as it is. */
export const draftShape = z.object({
  ...decided,
  name: line(100),
  description: lines(1_000),
  includeGroups: z
    .union([z.literal('everyone'), groupNames])
    .describe('Group names; who is in one of them is in.'),
  faceCheck: z.object({
    provider: faceCheckId,
    threshold,
    acceptWithoutLiveness: z
      .boolean()
      .describe('You take the face check without certified liveness; your name and the day are kept.'),
  }),
});

const acceptance = z.object({ by: z.string(), displayName: z.string(), at: z.string() }).nullable();
export const profileShape = z.object({
  id: z.string(),
  version: z.number(),
  mode: z.enum(['evaluation', 'production']),
  ...decided,
  name: z.string(),
  description: z.string(),
  faceCheck: z.object({ provider: faceCheckId, threshold, acceptedWithoutLiveness: acceptance }),
});
export const listedShape = profileShape.extend({ priority: z.number().describe('Counts up from 0.') });

export const gateShape = z.object({
  open: z.boolean(),
  letThroughAsExample: z.boolean(),
  lines: z.array(
    z.object({
      code: z.enum(productionGateCodes),
      met: z.boolean(),
      detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
});
export const overlapShape = z.object({
  firstId: z.string().describe('Tried first, and weaker.'),
  laterId: z.string(),
  groups: z.union([z.literal('everyone'), z.array(z.string())]),
  weakerIn: z.array(z.string()),
});

export type NamesOf = ReadonlyMap<string, string>;

export function toVersionBody(profile: ProfileVersion, names: NamesOf) {
  const { faceCheck, includeGroups: groups, ...rest } = profile;
  const accepted = faceCheck.acceptedWithoutLiveness;
  return {
    ...rest,
    includeGroups: groups === 'everyone' ? groups : [...groups],
    providersByCountry: structuredClone(profile.providersByCountry) as {
      default: string[];
      [country: string]: string[];
    },
    claimBindings: profile.claimBindings.map((each) => ({ ...each })),
    acceptedCredentials: profile.acceptedCredentials.map((each) => ({
      ...each,
      anchorIds: [...each.anchorIds],
    })),
    maximumCredentialAgeHours: { ...profile.maximumCredentialAgeHours },
    faceCheck: {
      provider: faceCheck.provider,
      threshold: faceCheck.threshold,
      acceptedWithoutLiveness:
        accepted === null ? null : { ...accepted, displayName: names.get(accepted.by) ?? '' },
    },
  };
}

export const toListedBody = (profile: Profile, names: NamesOf) => ({
  ...toVersionBody(profile, names),
  priority: profile.priority,
});

export const toGateBody = ({ lines, ...gate }: ProductionGate) => ({
  ...gate,
  lines: lines.map((line) => ({ ...line, detail: { ...line.detail } })),
});

export const toOverlapBody = (overlap: Overlap) => ({
  ...overlap,
  groups: overlap.groups === 'everyone' ? overlap.groups : [...overlap.groups],
  weakerIn: [...overlap.weakerIn],
});

/** Who stands behind `admin:<account id>`; the command line and accounts that are gone have no name. */
export async function nameActors(
  accounts: { read(id: string): Promise<{ readonly givenName: string; readonly surname: string } | null> },
  actors: readonly (string | undefined)[],
): Promise<NamesOf> {
  const names = new Map<string, string>();
  for (const actor of new Set(actors.filter((each) => each !== undefined))) {
    const account = actor.startsWith('admin:') ? await accounts.read(actor.slice('admin:'.length)) : null;
    names.set(actor, account === null ? '' : `${account.givenName} ${account.surname}`.trim());
  }
  return names;
}
