import { describe, expect, test } from 'vitest';
import { createScene, sandboxType } from '../../recovery/steps/presentation/fixtures/index.ts';
import { parseTestProfile } from './parse-test-profile.ts';

const { root, leaf } = await createScene();
const query = { credentials: [{ id: 'one', format: 'dc+sd-jwt', meta: { vct_values: [sandboxType] } }] };
const did = 'did:web:id.issuer.example';
const certificatePem = root.pem;

const problems = (input: unknown) => {
  const parsed = parseTestProfile(input);
  return parsed.kind === 'invalid' ? parsed.problems : [];
};

describe('a test profile', () => {
  test('needs whom to believe and what to ask; the rest has its usual value', () => {
    const parsed = parseTestProfile({ trustAnchors: [{ did, countries: ['DE'] }], query });
    const rules = { id: 'anchor-1', name: 'anchor-1', mayIssue: 'any', enabled: true, sandbox: false };
    expect(parsed).toMatchObject({
      kind: 'parsed',
      profile: {
        trustAnchors: [{ kind: 'did', did, countries: ['DE'], ...rules }],
        ...{ responseMode: 'direct_post.jwt', clientIdPrefix: 'x509_hash', requestUriMethod: 'post' },
        ...{ walletAddress: 'openid4vp://', maximumAgeHours: 87_600 },
      },
    });
  });

  test('a document signer that is believed by itself is no authority', () => {
    const parsed = parseTestProfile({ trustAnchors: [{ did }, { documentSignerPem: leaf.pem }], query });
    expect(parsed).toMatchObject({
      profile: {
        trustAnchors: [{ id: 'anchor-1', kind: 'did' }],
        pinnedSigners: [{ id: 'anchor-2', kind: 'x509' }],
        asked: { questions: [{ acceptedCredentials: [{ anchorIds: ['anchor-1', 'anchor-2'] }] }] },
      },
    });
  });

  test('each certificate of a PEM file is an anchor', () => {
    const parsed = parseTestProfile({ trustAnchors: [{ certificatePem: root.pem + leaf.pem }], query });
    expect(parsed).toMatchObject({
      profile: {
        trustAnchors: [
          { kind: 'x509', id: 'anchor-1', countries: 'any' },
          { kind: 'x509', id: 'anchor-2' },
        ],
      },
    });
  });

  test.each([
    ['nothing', undefined, 'expected object'],
    ['nobody', { trustAnchors: [], query }, 'trustAnchors: must name at least one'],
    [
      'a path',
      { trustAnchors: [{ file: '/etc/root.pem' }], query },
      "trustAnchors.0: must be {certificatePem}, {documentSignerPem} or {did}, with or without 'countries'",
    ],
    [
      'no certificate',
      { trustAnchors: [{ certificatePem: 'x' }], query },
      'trustAnchors: certificatePem: must be one certificate in PEM',
    ],
    [
      'an unreadable certificate',
      { trustAnchors: [{ certificatePem: certificatePem.replace(/MII/, 'AII') }], query },
      'trustAnchors: a certificate that cannot be read',
    ],
    [
      'no country',
      { trustAnchors: [{ did, countries: ['Germany'] }], query },
      'trustAnchors: countries.0: is no ISO 3166-1 alpha-2 country code',
    ],
    ['no query', { trustAnchors: [{ did }] }, 'query: '],
    ['a misspelt setting', { trustAnchors: [{ did }], query, response_mode: 'x' }, 'response_mode'],
    ['another mode', { trustAnchors: [{ did }], query, responseMode: 'fragment' }, 'responseMode: '],
    [
      'another prefix',
      { trustAnchors: [{ did }], query, clientIdPrefix: 'redirect_uri' },
      'clientIdPrefix: ',
    ],
    ['a script', { trustAnchors: [{ did }], query, walletAddress: 'javascript://x' }, 'walletAddress: '],
    ['a fragment', { trustAnchors: [{ did }], query, walletAddress: 'https://x/#y' }, 'walletAddress: '],
  ])('is refused: %s', (_title, input, problem) => {
    expect(problems(input)[0]).toContain(problem);
  });
});
