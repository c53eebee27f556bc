import { DcqlQuery } from 'dcql';
import { describe, expect, test } from 'vitest';
import { askedClaims } from './asked-claims.ts';
import { createCredentialQuery } from './create-credential-query.ts';
import { createPresentationRequest } from './create-presentation-request.ts';
import { audience, now, policyOf, sandboxType, seconds } from './fixtures/index.ts';

const request = {
  clientId: audience,
  responseUri: 'https://regain.example/openid4vp/response/1',
  nonce: 'nonce',
  state: 'state',
  encryptionKey: { kid: 'kid', x: 'x', y: 'y' },
  query: createCredentialQuery(policyOf()),
  now: now + 999,
};

describe('a request object (OpenID4VP 1.0, HAIP; interop.md 2.2)', () => {
  test('says exactly this and nothing that a conformance plan warns about', () => {
    expect(createPresentationRequest(request)).toEqual({
      response_type: 'vp_token',
      response_mode: 'direct_post.jwt',
      client_id: audience,
      response_uri: 'https://regain.example/openid4vp/response/1',
      nonce: 'nonce',
      state: 'state',
      iat: seconds,
      exp: seconds + 300,
      aud: 'https://self-issued.me/v2',
      dcql_query: {
        credentials: [
          {
            id: 'idv',
            format: 'dc+sd-jwt',
            meta: { vct_values: [sandboxType] },
            claims: [
              { path: ['given_name'] },
              { path: ['family_name'] },
              { path: ['birthdate'] },
              { path: ['portrait'] },
            ],
          },
        ],
      },
      client_metadata: {
        jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', kid: 'kid', alg: 'ECDH-ES', use: 'enc' }] },
        encrypted_response_enc_values_supported: ['A256GCM', 'A128GCM'],
        vp_formats_supported: {
          'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
        },
      },
    });
  });

  test('echoes the wallet’s nonce only when there is one (5.10)', () => {
    expect(createPresentationRequest({ ...request, walletNonce: 'w' })).toEqual({
      ...createPresentationRequest(request),
      wallet_nonce: 'w',
    });
  });

  test('without a key the answer comes in plain, and no key is offered (8.2)', () => {
    const plain = createPresentationRequest({ ...request, encryptionKey: null });
    const { client_metadata, ...encrypted } = createPresentationRequest(request);
    const { vp_formats_supported } = client_metadata as Record<string, unknown>;
    expect(plain).toEqual({
      ...encrypted,
      response_mode: 'direct_post',
      client_metadata: { vp_formats_supported },
    });
  });

  test('a private part of the key has no way into it', () => {
    const encryptionKey = { ...request.encryptionKey, d: 'secret' };
    expect(JSON.stringify(createPresentationRequest({ ...request, encryptionKey }))).not.toContain('secret');
  });

  test('asks for a birth date only where a rule compares it', () => {
    const policy = policyOf({
      claimBindings: [{ attribute: 'names', claim: 'names', matchConfidenceLevel: 'exact', required: true }],
    });
    expect(askedClaims(policyOf())).toEqual(['names', 'birthDate', 'portrait']);
    expect(askedClaims(policy)).toEqual(['names', 'portrait']);
    const query = createCredentialQuery(policy);
    expect(query.credentials[0]).toMatchObject({
      claims: [{ path: ['given_name'] }, { path: ['family_name'] }, { path: ['portrait'] }],
    });
  });

  test.each([
    ['nationalId', 'personal_administrative_number'],
    ['documentNumber', 'document_number'],
  ] as const)('asks for the %s when a rule compares it, also where an account may lack it', (claim, name) => {
    const policy = policyOf({
      claimBindings: [
        { attribute: 'names', claim: 'names', matchConfidenceLevel: 'exact', required: true },
        { attribute: 'employeeNumber', claim, matchConfidenceLevel: 'exact', required: false },
      ],
    });
    expect(askedClaims(policy)).toEqual(['names', claim, 'portrait']);
    const query = createCredentialQuery(policy);
    expect(query.credentials[0]).toMatchObject({
      claims: [{ path: ['given_name'] }, { path: ['family_name'] }, { path: [name] }, { path: ['portrait'] }],
    });
  });

  test('lists alternatives where accepted types name a claim differently, each once', () => {
    const acceptedCredentials = ['urn:eudi:pid:1', sandboxType, sandboxType].map((type) => ({
      format: 'dc+sd-jwt' as const,
      type,
      anchorIds: ['root'],
    }));
    const query = createCredentialQuery(policyOf({ acceptedCredentials }));
    expect(() => DcqlQuery.validate(DcqlQuery.parse(query))).not.toThrow();
    expect(query.credentials[0]).toMatchObject({
      meta: { vct_values: ['urn:eudi:pid:1', sandboxType] },
      claims: ['given_name', 'family_name', 'birthdate', 'birth_date', 'picture', 'portrait'].map((name) => ({
        id: name,
        path: [name],
      })),
      claim_sets: [
        ['given_name', 'family_name', 'birthdate', 'picture'],
        ['given_name', 'family_name', 'birthdate', 'portrait'],
        ['given_name', 'family_name', 'birth_date', 'picture'],
        ['given_name', 'family_name', 'birth_date', 'portrait'],
      ],
    });
  });

  test('a profile that accepts nothing is misuse', () => {
    const policy = policyOf({ acceptedCredentials: [] });
    expect(() => createCredentialQuery(policy)).toThrow(TypeError);
  });
});
