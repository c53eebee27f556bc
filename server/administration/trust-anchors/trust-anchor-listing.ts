import type { OrganisationPolicy, Profile, TrustAnchor } from '../../../recovery/policy/index.ts';
import { type CertificateFacts, readCertificate } from './read-certificate.ts';

/** How an anchor stands: `expiresSoon` is within 60 days. A DID has no dates of its own. */
export type TrustAnchorState = 'on' | 'off' | 'expiresSoon' | 'expired' | 'notYetValid';

export interface TrustAnchorListing {
  readonly anchor: TrustAnchor;
  readonly state: TrustAnchorState;
  /** Null for a DID, and for a certificate that cannot be read. */
  readonly certificate: CertificateFacts | null;
  readonly usedBy: readonly Pick<Profile, 'id' | 'name' | 'mode'>[];
}

const soon = 60 * 24 * 60 * 60_000;

export function listAnchors(parts: {
  readonly organisation: OrganisationPolicy;
  readonly profiles: readonly Profile[];
  readonly now: number;
}): readonly TrustAnchorListing[] {
  return parts.organisation.trustAnchors.map((anchor) => {
    const read = anchor.kind === 'x509' ? readCertificate(anchor.certificatePem) : null;
    const certificate = typeof read === 'object' && read !== null ? read.facts : null;
    return {
      anchor,
      certificate,
      state: anchor.enabled ? stateOf(certificate, parts.now) : 'off',
      usedBy: profilesUsing(parts.profiles, anchor.id).map(({ id, name, mode }) => ({ id, name, mode })),
    };
  });
}

export function profilesUsing(profiles: readonly Profile[], anchorId: string): readonly Profile[] {
  return profiles.filter(({ acceptedCredentials }) =>
    acceptedCredentials.some(({ anchorIds }) => anchorIds.includes(anchorId)),
  );
}

function stateOf(certificate: CertificateFacts | null, now: number): TrustAnchorState {
  if (certificate === null) return 'on';
  if (now < certificate.validFrom) return 'notYetValid';
  if (now > certificate.validUntil) return 'expired';
  return certificate.validUntil - now < soon ? 'expiresSoon' : 'on';
}
