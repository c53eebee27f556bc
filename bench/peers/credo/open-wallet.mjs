/**
 * Credo 0.6.3 as a wallet, for the tests in `interop/`. Not part of Regain: it is installed on its own, in this folder.
 */
import { Kms } from '@credo-ts/core';
import { createAgent, version } from './create-agent.mjs';

/** @param {{ trustedCertificates: string[] }} options whom it believes, issuers and verifiers: PEM or base64 */
export async function openWallet({ trustedCertificates }) {
  const agent = await createAgent({ trustedCertificates });
  const { holder } = agent.openid4vc;
  return {
    version,
    /** Takes what an offer holds (OpenID4VCI 1.0, pre-authorised code), keeps it, and says what it kept. */
    receive: async ({ offer, txCode }) => {
      const resolvedCredentialOffer = await holder.resolveCredentialOffer(offer);
      const token = await holder.requestToken({ resolvedCredentialOffer, txCode });
      const { credentials } = await holder.requestCredentials({
        ...{ resolvedCredentialOffer, ...token },
        verifyCredentialStatus: false,
        credentialBindingResolver: async ({ supportsJwk, supportedDidMethods = [] }) => {
          const { keyId, publicJwk } = await agent.kms.createKey({ type: { kty: 'EC', crv: 'P-256' } });
          if (supportsJwk) return { method: 'jwk', keys: [Kms.PublicJwk.fromPublicJwk(publicJwk)] };
          if (!supportedDidMethods.includes('did:jwk'))
            throw new TypeError('the issuer binds to no such key');
          const { didState } = await agent.dids.create({ method: 'jwk', options: { keyId } });
          return { method: 'did', didUrls: [`${didState.did}#0`] };
        },
      });
      for (const { record } of credentials) await keep(record);
      return credentials.map(({ credentialConfigurationId, record }) => ({
        configuration: credentialConfigurationId,
        kind: record.type,
      }));
    },
    /** Answers a request with what the wallet would choose by itself. */
    present: async (address) => {
      const resolved = await holder.resolveOpenId4VpAuthorizationRequest(address);
      const { queryResult } = resolved.dcql;
      if (!queryResult.can_be_satisfied) throw new TypeError('nothing in the wallet answers this');
      const answered = await holder.acceptOpenId4VpAuthorizationRequest({
        authorizationRequestPayload: resolved.authorizationRequestPayload,
        dcql: { credentials: holder.selectCredentialsForDcqlRequest(queryResult) },
      });
      return {
        clientIdPrefix: resolved.verifier.clientIdPrefix,
        status: answered.serverResponse.status,
        redirectUri: answered.redirectUri ?? null,
      };
    },
    close: () => agent.shutdown(),
  };

  async function keep(record) {
    if (record.type === 'SdJwtVcRecord') return await agent.sdJwtVc.store({ record });
    if (record.type === 'MdocRecord') return await agent.mdoc.store({ record });
    if (record.type === 'W3cCredentialRecord') return await agent.w3cCredentials.store({ record });
    throw new TypeError(`what to keep a ${record.type} in is not known`);
  }
}
