import type { Refusal } from '../../../outcome.ts';
import type { CredentialFormat } from '../../../policy/index.ts';
import type { CredentialCheck, VerifiedCredential } from '../credential-check.ts';
import type { IssuerKeys } from '../did/index.ts';
import type { PresentationRefusalCode } from '../presentation-refusal-codes.ts';
import type { ClaimMap } from './claim-map.ts';
import * as jwtVc from './jwt-vc/index.ts';
import * as mdoc from './mdoc/index.ts';
import * as sdJwtVc from './sd-jwt-vc/index.ts';

type Verified = VerifiedCredential | Refusal<PresentationRefusalCode>;

interface Format {
  readonly verify: (
    check: CredentialCheck & { readonly issuerKeys: IssuerKeys },
  ) => Verified | Promise<Verified>;
  /** Where the claims stand in a credential of this type. */
  readonly claimMapFor: (type: string) => ClaimMap;
  /** Algorithms we take, in the words of `vp_formats_supported` (OpenID4VP 1.0, appendix B). ES256 is -7 in COSE. */
  readonly algorithms: Readonly<Record<string, readonly (string | number)[]>>;
}

export const formats: Readonly<Record<CredentialFormat, Format>> = {
  'dc+sd-jwt': {
    verify: sdJwtVc.verifySdJwtVc,
    claimMapFor: sdJwtVc.claimMapFor,
    algorithms: { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
  },
  mso_mdoc: {
    verify: mdoc.verifyMdoc,
    claimMapFor: mdoc.claimMapFor,
    algorithms: { issuerauth_alg_values: [-7], deviceauth_alg_values: [-7] },
  },
  jwt_vc_json: {
    verify: jwtVc.verifyJwtVc,
    claimMapFor: jwtVc.claimMapFor,
    algorithms: { alg_values: ['ES256'] },
  },
};
