/** Formats a credential can come in: SD-JWT VC, ISO 18013-5 mdoc, W3C JWT VC (names as in OpenID4VP 1.0, appendix B). */
export const credentialFormats = ['dc+sd-jwt', 'mso_mdoc', 'jwt_vc_json'] as const;
export type CredentialFormat = (typeof credentialFormats)[number];

/** One kind of credential: a format, and in it a type (`vct`, document type, or the W3C type beside `VerifiableCredential`). */
export interface CredentialKind {
  readonly format: CredentialFormat;
  readonly type: string;
}

interface AnchorRules {
  readonly id: string;
  readonly name: string;
  /** What it is trusted to issue; 'any' = whatever a profile accepts from it. A profile can only accept what stands here (T6). */
  readonly mayIssue: 'any' | readonly CredentialKind[];
  /**
   * Countries it may issue for, ISO 3166-1 alpha-2. Every country that the credential or its signer's certificate names must
   * be one of them, and one must be named, unless it is 'any'.
   */
  readonly countries: 'any' | readonly string[];
  /** Switched off = nothing it signed is accepted, recoveries under way included (T24). */
  readonly enabled: boolean;
  /** True for the sandbox provider's authority: refused by the production gate outside an example (D2, D3). */
  readonly sandbox: boolean;
}

/** An authority whose certificate stands above an issuer's: one X.509 root. */
export interface X509Anchor extends AnchorRules {
  readonly kind: 'x509';
  readonly certificatePem: string;
}

/** An issuer named by a DID: `did:web:…` (its keys are fetched) or `did:jwk:…` (it is its key). */
export interface DidAnchor extends AnchorRules {
  readonly kind: 'did';
  readonly did: string;
}

/** An issuing authority the organisation trusts. */
export type TrustAnchor = X509Anchor | DidAnchor;

/** Which kind of authority signs which format: a certificate signs SD-JWT VC and mdoc, a DID signs W3C JWT VC. */
export const formatsOf: Readonly<Record<TrustAnchor['kind'], readonly CredentialFormat[]>> = {
  x509: ['dc+sd-jwt', 'mso_mdoc'],
  did: ['jwt_vc_json'],
};

/** Is this authority trusted for this kind of credential, by the rules as they are now (T6)? */
export function mayIssue(anchor: TrustAnchor, kind: CredentialKind): boolean {
  if (!formatsOf[anchor.kind].includes(kind.format)) return false;
  return (
    anchor.mayIssue === 'any' ||
    anchor.mayIssue.some(({ format, type }) => format === kind.format && type === kind.type)
  );
}

/** Is this authority trusted to issue for these countries, which are all that a credential and its signer name (T6)? */
export function mayIssueFor(anchor: TrustAnchor, named: readonly string[]): boolean {
  const { countries } = anchor;
  return countries === 'any' || (named.length > 0 && named.every((country) => countries.includes(country)));
}
