/**
 * Credo 0.6.3 as a verifier, for the bench, the tests in `interop/` and `docs/interoperability.md`. Not part of Regain: it is installed
 * on its own, in this folder.
 */
import { X509Certificate } from '@credo-ts/core';
import express from 'express';
import { createAgent, version } from './create-agent.mjs';

/**
 * @param {{ trustedCertificates: string[], signer: { certificate: string, privateJwk: object }, listens?: boolean }} options
 *   certificates in base64; `listens`: answers wallets over HTTP, on a port of its own choice
 */
export async function openCredo({ trustedCertificates, signer, listens = false }) {
  const app = express();
  const server = listens ? app.listen(0, '127.0.0.1') : null;
  if (server !== null) await new Promise((listening) => server.once('listening', listening));
  const origin = `http://localhost:${server?.address().port ?? 1}`;
  const verifier = { baseUrl: `${origin}/oid4vp` };
  const agent = await createAgent({ trustedCertificates, openid4vc: { app, verifier } });
  const { keyId } = await agent.kms.importKey({ privateJwk: signer.privateJwk });
  const certificate = X509Certificate.fromEncodedCertificate(signer.certificate);
  certificate.keyId = keyId;
  const { verifierId } = await agent.openid4vc.verifier.createVerifier();
  return {
    version,
    origin,
    /** A new request: its payload, the address that opens a wallet, what verifies an answer to it, and what became of it over HTTP. */
    ask: async (query) => {
      const { verificationSession, authorizationRequest } =
        await agent.openid4vc.verifier.createAuthorizationRequest({
          verifierId,
          requestSigner: { method: 'x5c', x5c: [certificate], clientIdPrefix: 'x509_hash' },
          responseMode: 'direct_post.jwt',
          dcql: { query },
          version: 'v1',
        });
      return {
        address: authorizationRequest,
        request: JSON.parse(
          Buffer.from(verificationSession.authorizationRequestJwt.split('.')[1], 'base64url').toString(),
        ),
        verify: (response) => {
          // It takes an answer once; the bench brings the same one again.
          verificationSession.state = 'RequestCreated';
          return agent.openid4vc.verifier.verifyAuthorizationResponse({
            verificationSessionId: verificationSession.id,
            authorizationResponse: { response },
          });
        },
        readOutcome: async () => {
          const session = await agent.openid4vc.verifier.getVerificationSessionById(verificationSession.id);
          return { state: session.state, error: session.errorMessage ?? null };
        },
        readShown: async () => {
          const { verifier } = agent.openid4vc;
          const { dcql } = await verifier.getVerifiedAuthorizationResponse(verificationSession.id);
          const [[shown]] = Object.values(dcql.presentations);
          return (
            shown.prettyClaims ??
            Object.assign({}, ...Object.values(shown.documents[0].issuerSignedNamespaces))
          );
        },
      };
    },
    close: async () => {
      server?.closeAllConnections();
      await new Promise((closed) => (server === null ? closed() : server.close(closed)));
      await agent.shutdown();
    },
  };
}
