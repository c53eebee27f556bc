import { DcqlPresentationResult, DcqlQuery } from 'dcql';
import { describe, expect, test } from 'vitest';
import type { AcceptedCredential } from '../../policy/index.ts';
import { createCredentialQuery } from './create-credential-query.ts';
import { createPresentationRequest } from './create-presentation-request.ts';
import {
  audience,
  employeeType,
  encryptionKey,
  honestClaims,
  honestSubject,
  licence,
  now,
  pid,
  policyOf,
  responseUri,
  sandboxType,
} from './fixtures/index.ts';

const accept = (format: AcceptedCredential['format'], type: string): AcceptedCredential => ({
  ...{ format, type },
  anchorIds: ['root'],
});
const namesOnly = [
  { attribute: 'names', claim: 'names', matchConfidenceLevel: 'exact', required: true },
] as const;
const every = [
  accept('dc+sd-jwt', sandboxType),
  accept('mso_mdoc', pid.type),
  accept('mso_mdoc', licence.type),
  accept('dc+sd-jwt', 'urn:other'),
  accept('jwt_vc_json', employeeType),
];
const queryFor = (
  acceptedCredentials: readonly AcceptedCredential[],
  claimBindings = policyOf().profile.claimBindings,
) => createCredentialQuery(policyOf({ acceptedCredentials, claimBindings }));

describe('what is asked for', () => {
  test('a driving licence, by namespace and element, to be forgotten', () => {
    const claim = (name: string) => ({ path: [licence.namespace, name], intent_to_retain: false });
    expect(queryFor([accept('mso_mdoc', licence.type)])).toEqual({
      credentials: [
        {
          id: 'idv',
          format: 'mso_mdoc',
          meta: { doctype_value: licence.type },
          claims: ['given_name', 'family_name', 'birth_date', 'portrait'].map(claim),
        },
      ],
    });
  });

  test('a W3C credential, by its type', () => {
    expect(queryFor([accept('jwt_vc_json', employeeType)], namesOnly)).toEqual({
      credentials: [
        {
          id: 'idv',
          format: 'jwt_vc_json',
          meta: { type_values: [['VerifiableCredential', employeeType]] },
          claims: ['givenName', 'surname', 'photo'].map((name) => ({ path: ['credentialSubject', name] })),
        },
      ],
    });
  });

  test('any one of several kinds: no wallet shows two', () => {
    const query = queryFor(every, namesOnly);
    expect(query.credentials.map(({ id, format, meta }) => [id, format, meta])).toEqual([
      ['idv', 'dc+sd-jwt', { vct_values: [sandboxType, 'urn:other'] }],
      ['idv2', 'mso_mdoc', { doctype_value: pid.type }],
      ['idv3', 'mso_mdoc', { doctype_value: licence.type }],
      ['idv4', 'jwt_vc_json', { type_values: [['VerifiableCredential', employeeType]] }],
    ]);
    expect(query.credential_sets).toEqual([{ options: [['idv'], ['idv2'], ['idv3'], ['idv4']] }]);
  });

  test('in words that another implementation understands', () => {
    expect(() => DcqlQuery.validate(DcqlQuery.parse(queryFor(every)))).not.toThrow();
  });

  test('and only algorithms that we take, format by format', () => {
    const request = createPresentationRequest({
      ...{ clientId: audience, responseUri, nonce: 'n', state: 's', now },
      encryptionKey: { kid: 'k', ...encryptionKey },
      query: queryFor(every),
    });
    expect(request.client_metadata).toMatchObject({
      vp_formats_supported: {
        'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
        mso_mdoc: { issuerauth_alg_values: [-7], deviceauth_alg_values: [-7] },
        jwt_vc_json: { alg_values: ['ES256'] },
      },
    });
  });
});

describe('beside the library that wallets match with', () => {
  const answers = {
    idv: {
      ...{ credential_format: 'dc+sd-jwt', vct: sandboxType, claims: honestClaims },
      cryptographic_holder_binding: true,
    },
    idv2: {
      ...{ credential_format: 'mso_mdoc', doctype: pid.type, cryptographic_holder_binding: true },
      namespaces: { [pid.namespace]: { given_name: 'a', family_name: 'b', portrait: 'c' } },
    },
    idv4: {
      ...{ credential_format: 'jwt_vc_json', type: ['VerifiableCredential', employeeType] },
      ...{ claims: { credentialSubject: honestSubject }, cryptographic_holder_binding: true },
    },
  } as const;
  const satisfied = (shown: object) =>
    DcqlPresentationResult.fromDcqlPresentation(shown as never, {
      dcqlQuery: DcqlQuery.parse(queryFor(every, namesOnly)),
    }).can_be_satisfied;

  test.each(['idv', 'idv2', 'idv4'] as const)('%s alone is an answer', (id) => {
    expect(satisfied({ [id]: [answers[id]] })).toBe(true);
  });

  test('nothing is none', () => {
    expect(satisfied({})).toBe(false);
    expect(satisfied({ idv2: [{ ...answers.idv2, namespaces: { [pid.namespace]: {} } }] })).toBe(false);
  });
});
