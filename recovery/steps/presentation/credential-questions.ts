import type { AcceptedCredential, CredentialFormat, Profile } from '../../policy/index.ts';

/** One of the credentials that would do. */
export interface CredentialQuestion {
  /** Key in `vp_token`. */
  readonly id: string;
  readonly format: CredentialFormat;
  /** Kinds of that format that answer it. */
  readonly acceptedCredentials: readonly AcceptedCredential[];
}

/**
 * What a profile asks for, as alternatives: any one of them is an answer. SD-JWT VCs of several types fit into one question
 * (DCQL's `vct_values`); an mdoc or a W3C credential is one question for each type. The first is always called `idv`.
 */
export function credentialQuestions(profile: Profile): readonly CredentialQuestion[] {
  const groups = new Map<string, readonly AcceptedCredential[]>();
  for (const accepted of profile.acceptedCredentials) {
    const { format, type } = accepted;
    const group = format === 'dc+sd-jwt' ? format : `${format} ${type}`;
    groups.set(group, [...(groups.get(group) ?? []), accepted]);
  }
  return [...groups.values()].map((acceptedCredentials, index) => ({
    id: index === 0 ? 'idv' : `idv${index + 1}`,
    format: acceptedCredentials[0]?.format as CredentialFormat,
    acceptedCredentials,
  }));
}
