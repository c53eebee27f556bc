import { createHash, randomBytes } from 'node:crypto';
import { clientAuthenticationAnonymous } from '@openid4vc/oauth2';
import { Openid4vciClient, setGlobalConfig } from '@openid4vc/openid4vci';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { goToOffer } from '../test-browser.ts';
import { startTestInstallation, type TestInstallation } from '../test-installation.ts';

let installation: TestInstallation;
beforeAll(async () => {
  setGlobalConfig({ allowInsecureUrls: true });
  installation = await startTestInstallation();
});
afterAll(() => installation.close());

test('a library wallet, written by others, reads our metadata and gets its credential', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const publicJwk = (await exportJWK(publicKey)) as { kty: string };
  const client = new Openid4vciClient({
    callbacks: {
      hash: (data, algorithm) => createHash(algorithm.replace('-', '')).update(data).digest(),
      generateRandom: (length) => randomBytes(length),
      signJwt: async (_signer, { header, payload }) => ({
        jwt: await new SignJWT(payload as Record<string, unknown>)
          .setProtectedHeader(header as never)
          .sign(privateKey),
        signerJwk: publicJwk,
      }),
      clientAuthentication: clientAuthenticationAnonymous(),
    },
  });
  const { offerUri, txCode } = await goToOffer(installation);
  const link = `openid-credential-offer://?${new URLSearchParams({ credential_offer_uri: offerUri })}`;
  const credentialOffer = await client.resolveCredentialOffer(link);
  const issuerMetadata = await client.resolveIssuerMetadata(credentialOffer.credential_issuer);
  const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
    credentialOffer,
    issuerMetadata,
    txCode,
  });
  const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata });
  const credentialConfigurationId = credentialOffer.credential_configuration_ids[0] ?? '';
  const { jwt } = await client.createCredentialRequestJwtProof({
    issuerMetadata,
    credentialConfigurationId,
    nonce,
    signer: { method: 'jwk', alg: 'ES256', publicJwk },
  });
  const { credentialResponse } = await client.retrieveCredentials({
    issuerMetadata,
    credentialConfigurationId,
    accessToken: accessTokenResponse.access_token,
    proofs: { jwt: [jwt] },
  });
  const [issued] = credentialResponse.credentials as { credential: string }[];
  const holder = new SDJwtVcInstance({
    hasher: (data, algorithm) =>
      createHash(algorithm.replace('-', ''))
        .update(new Uint8Array(Buffer.from(data as string)))
        .digest(),
    hashAlg: 'sha-256',
  });
  expect(await holder.getClaims(issued?.credential ?? '')).toMatchObject({
    vct: 'urn:regain:sandbox:identity:1',
    given_name: 'Mara',
    cnf: { jwk: publicJwk },
  });
});
