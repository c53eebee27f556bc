import { expect, test } from 'vitest';
import { createBrowserRequest } from './create-browser-request.ts';
import { createCredentialQuery } from './create-credential-query.ts';
import { createPresentationRequest } from './create-presentation-request.ts';
import { audience, now, policyOf, seconds } from './fixtures/index.ts';

const query = createCredentialQuery(policyOf());
const encryptionKey = { kid: 'kid', x: 'x', y: 'y' };
const request = {
  clientId: audience,
  ...{ query, encryptionKey, nonce: 'nonce', now: now + 999 },
  expectedOrigins: ['https://recover.example.org'],
} as const;

test('a request by way of the browser says exactly this: no state, no address to answer to (OpenID4VP 1.0, A.2)', () => {
  const { client_metadata, dcql_query } = createPresentationRequest({
    ...request,
    ...{ responseUri: 'https://recover.example.org/openid4vp/response/1', state: 'state' },
  });
  expect(createBrowserRequest(request)).toEqual({
    response_type: 'vp_token',
    response_mode: 'dc_api.jwt',
    client_id: audience,
    expected_origins: ['https://recover.example.org'],
    nonce: 'nonce',
    iat: seconds,
    exp: seconds + 300,
    aud: 'https://self-issued.me/v2',
    dcql_query,
    client_metadata,
  });
});

test('a private part of the key has no way into it', () => {
  const asked = createBrowserRequest({
    ...request,
    encryptionKey: { ...encryptionKey, d: 'secret' } as never,
  });
  expect(JSON.stringify(asked)).not.toContain('secret');
});
