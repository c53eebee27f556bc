import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goToOffer } from '../sandbox-idv/test-browser.ts';
import { startTestInstallation } from '../sandbox-idv/test-installation.ts';

export type Kind = 'identity' | 'licence' | 'card';

/** What each kind of the sandbox's credentials is asked by (DCQL), least first. */
export const queries: Readonly<Record<Kind, { readonly id: string; readonly format: string }>> = {
  identity: {
    ...{ id: 'one', format: 'dc+sd-jwt' },
    ...{
      meta: { vct_values: ['urn:regain:sandbox:identity:1'] },
      claims: [{ path: ['family_name'] }, { path: ['birthdate'] }, { path: ['portrait'] }],
    },
  },
  licence: {
    ...{ id: 'one', format: 'mso_mdoc' },
    ...{
      meta: { doctype_value: 'org.iso.18013.5.1.mDL' },
      claims: ['family_name', 'birth_date', 'portrait'].map((name) => ({
        path: ['org.iso.18013.5.1', name],
        intent_to_retain: false,
      })),
    },
  },
  card: {
    ...{ id: 'one', format: 'jwt_vc_json' },
    ...{ meta: { type_values: [['VerifiableCredential', 'VerifiedIdentity']] } },
  },
};

/** The sandbox provider over HTTP, and a person who has gone through it with Mara's document. */
export async function openSandbox() {
  const installation = await startTestInstallation();
  const read = (file: string) => readFileSync(join(installation.dataDir, file), 'utf8').trim();
  return {
    origin: installation.origin,
    authorityPem: read('authority.pem'),
    issuerDid: read('issuer.did'),
    /** The link that opens a wallet, and the code that the person types there. */
    offer: async (kind: Kind) => {
      const { offerUri, txCode } = await goToOffer(installation, 'pass', kind);
      const link = new URLSearchParams({ credential_offer_uri: offerUri });
      return { offer: `openid-credential-offer://?${link}`, txCode };
    },
    close: () => installation.close(),
  };
}
