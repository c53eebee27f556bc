import type { AnchorLine, ProfileDraft, ProfileView, ProviderLine } from './answers.ts';

/** A draft and the version it began from: a reload must not make an old draft look new. */
export type KeptDraft = ProfileDraft & { readonly etag: string };

export function toDraft(profile: ProfileView, etag: string): KeptDraft {
  const { id: _id, version: _version, mode: _mode, faceCheck, ...decided } = profile;
  return {
    ...decided,
    // Only what the wizard asks: a listed profile has its place besides.
    faceCheck: {
      provider: faceCheck.provider,
      threshold: faceCheck.threshold,
      acceptWithoutLiveness: faceCheck.acceptedWithoutLiveness !== null,
    },
    etag,
  };
}

/** What is sent: the draft without its version. */
export function toBody({ etag: _, ...draft }: KeptDraft): ProfileDraft {
  return draft;
}

/** Evaluation, names relaxed and birth date, 70, same device: strict where it can be. It includes nobody yet (R21, R39, D22, D25). */
export function newDraft(providers: readonly ProviderLine[], anchors: readonly AnchorLine[]): KeptDraft {
  const usable = providers.filter(({ state }) => state === 'ready' || state === 'sandbox');
  const kinds = usable.flatMap(({ credentials }) => credentials);
  const distinct = kinds.filter(
    (kind, place) =>
      kinds.findIndex((each) => each.format === kind.format && each.type === kind.type) === place,
  );
  return {
    name: '',
    description: '',
    enabled: true,
    includeGroups: [],
    providersByCountry: { default: usable.map(({ id }) => id) },
    claimBindings: [
      { attribute: 'names', claim: 'names', matchConfidenceLevel: 'relaxed', required: true },
      { attribute: 'birthDate', claim: 'birthDate', matchConfidenceLevel: 'exact', required: true },
    ],
    acceptedCredentials: distinct.flatMap((kind) => {
      const anchorIds = anchors.filter((each) => each.enabled && mayIssue(each, kind)).map(({ id }) => id);
      return anchorIds.length === 0 ? [] : [{ ...kind, anchorIds }];
    }),
    maximumCredentialAgeHours: { provider: 24, walletFirst: 90 * 24 },
    walletFirst: false,
    crossDevice: false,
    crossDeviceWaitHours: 0,
    faceCheck: { provider: 'built-in', threshold: 70, acceptWithoutLiveness: false },
    etag: '',
  };
}

/** Which authority may sign which format: certificates SD-JWT VC and mdoc, DIDs JWT VC. */
const formatsOf = { x509: ['dc+sd-jwt', 'mso_mdoc'], did: ['jwt_vc_json'] } as const;

export function mayIssue(
  anchor: AnchorLine,
  kind: { readonly format: string; readonly type: string },
): boolean {
  if (!(formatsOf[anchor.kind] as readonly string[]).includes(kind.format)) return false;
  if (anchor.mayIssue === 'any') return true;
  return anchor.mayIssue.some(({ format, type }) => format === kind.format && type === kind.type);
}
