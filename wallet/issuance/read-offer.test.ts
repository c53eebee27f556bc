import { describe, expect, test } from 'vitest';
import type { Ask } from '../network/index.ts';
import { readIssuer } from './read-issuer.ts';
import { type CredentialOffer, parseOffer, readOffer } from './read-offer.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
const ISSUER = 'https://issuer.example/tenant';

const offerOf = (change: object = {}, grant: object = { 'pre-authorized_code': 'c-1' }) => ({
  credential_issuer: ISSUER,
  credential_configuration_ids: ['identity'],
  grants: { [GRANT]: grant },
  ...change,
});

const parsed: CredentialOffer = {
  issuer: new URL(ISSUER),
  issuerIdentifier: ISSUER,
  configurationIds: ['identity'],
  preAuthorizedCode: 'c-1',
  authorizationServer: undefined,
  transactionCode: undefined,
};
const refused = (code: string) => ({ kind: 'refused', code });

/** Answers by address; everything else is 404. */
const askOf =
  (answers: Readonly<Record<string, unknown>>): Ask =>
  async (url) => {
    const body = answers[url.href];
    return {
      status: body === undefined ? 404 : 200,
      type: 'application/json',
      text: JSON.stringify(body ?? {}),
    };
  };

describe('reading an offer (OpenID4VCI 4.1)', () => {
  test('without and with a transaction code', () => {
    expect(parseOffer(JSON.stringify(offerOf()))).toEqual(parsed);
    const grant = { 'pre-authorized_code': 'c-1', tx_code: { input_mode: 'numeric', length: 6 } };
    expect(parseOffer(JSON.stringify(offerOf({}, grant)))).toEqual({
      ...parsed,
      transactionCode: { numeric: true, length: 6 },
    });
    expect(parseOffer(JSON.stringify(offerOf({}, { ...grant, tx_code: { input_mode: 'text' } })))).toEqual({
      ...parsed,
      transactionCode: { numeric: false, length: undefined },
    });
  });

  test.each<[string, string, string]>([
    ['no JSON', 'hello', 'malformedOffer'],
    [
      'an issuer over plain http',
      JSON.stringify(offerOf({ credential_issuer: 'http://a.example' })),
      'malformedOffer',
    ],
    [
      'an issuer with a query',
      JSON.stringify(offerOf({ credential_issuer: `${ISSUER}?a=b` })),
      'malformedOffer',
    ],
    ['nothing offered', JSON.stringify(offerOf({ credential_configuration_ids: [] })), 'malformedOffer'],
    ['another grant', JSON.stringify(offerOf({ grants: { authorization_code: {} } })), 'unsupportedGrant'],
  ])('%s', (_what, text, code) => expect(parseOffer(text)).toEqual(refused(code)));

  test('by reference', async () => {
    const address = 'https://issuer.example/offer/1';
    const search = new URLSearchParams({ credential_offer_uri: address });
    expect(await readOffer(search, askOf({ [address]: offerOf() }))).toEqual(parsed);
    expect(await readOffer(search, askOf({}))).toEqual(refused('offerGone'));
  });

  test.each([
    '',
    'credential_offer_uri=javascript:alert(1)',
    'credential_offer=%7B%7D&credential_offer_uri=https%3A%2F%2Fa.example',
  ])('not one offer: "%s"', async (search) => {
    expect(await readOffer(new URLSearchParams(search), askOf({}))).toEqual(refused('noOffer'));
  });
});

describe('reading the issuer (OpenID4VCI 12.2)', () => {
  const METADATA = 'https://issuer.example/.well-known/openid-credential-issuer/tenant';
  const SERVER = 'https://issuer.example/.well-known/oauth-authorization-server/tenant';
  const configuration = {
    format: 'dc+sd-jwt',
    vct: 'urn:x',
    credential_metadata: { display: [{ name: 'Identity' }] },
  };
  const metadata = {
    credential_issuer: ISSUER,
    credential_endpoint: `${ISSUER}/credential`,
    nonce_endpoint: `${ISSUER}/nonce`,
    display: [
      { name: 'Office', locale: 'en-GB' },
      { name: 'Amt', locale: 'de' },
    ],
    credential_configurations_supported: { identity: configuration },
  };
  const server = { issuer: ISSUER, token_endpoint: `${ISSUER}/token` };
  const read = (change: object = {}, serverChange: object = {}, offer: object = {}) =>
    readIssuer(
      { ...parsed, ...offer },
      {
        ask: askOf({ [METADATA]: { ...metadata, ...change }, [SERVER]: { ...server, ...serverChange } }),
        language: 'de',
      },
    );

  test("who issues what, in the person's language", async () => {
    expect(await read()).toEqual({
      name: 'Amt',
      tokenEndpoint: new URL(`${ISSUER}/token`),
      credentialEndpoint: new URL(`${ISSUER}/credential`),
      nonceEndpoint: new URL(`${ISSUER}/nonce`),
      credentials: [{ configurationId: 'identity', format: 'dc+sd-jwt', type: 'urn:x', name: 'Identity' }],
    });
  });

  test.each<[string, () => Promise<unknown>, string]>([
    [
      'metadata about another issuer',
      () => read({ credential_issuer: 'https://other.example' }),
      'wrongIssuer',
    ],
    ['a server about another issuer', () => read({}, { issuer: 'https://other.example' }), 'wrongIssuer'],
    [
      'a server that the issuer does not list',
      () => read({}, {}, { authorizationServer: 'https://o.example' }),
      'wrongIssuer',
    ],
    ['no credential endpoint', () => read({ credential_endpoint: undefined }), 'malformedIssuer'],
    [
      'an offer of something unknown',
      () => read({}, {}, { configurationIds: ['other'] }),
      'unsupportedCredential',
    ],
    [
      'another format',
      () =>
        read({ credential_configurations_supported: { identity: { ...configuration, format: 'mso_mdoc' } } }),
      'unsupportedCredential',
    ],
    [
      'proofs that this wallet cannot make',
      () =>
        read({
          credential_configurations_supported: {
            identity: { ...configuration, proof_types_supported: { attestation: {} } },
          },
        }),
      'unsupportedCredential',
    ],
  ])('%s', async (_what, reading, code) => expect(await reading()).toEqual(refused(code)));

  test('metadata that is not there is a fault, not a refusal', async () => {
    await expect(readIssuer(parsed, { ask: askOf({}), language: 'en' })).rejects.toMatchObject({
      code: 'brokenPeer',
    });
  });
});
