import { describe, expect, test } from 'vitest';
import { employeeType, licence, sandboxType } from './fixtures/index.ts';
import { parseQuery } from './parse-query.ts';

const anchorIds = ['root'];
const sdJwt = { id: 'pid', format: 'dc+sd-jwt', meta: { vct_values: [sandboxType, 'urn:other'] } };
const mdoc = { id: 'mdl', format: 'mso_mdoc', meta: { doctype_value: licence.type } };
const types = [['VerifiableCredential', employeeType]];
const jwtVc = { id: 'card', format: 'jwt_vc_json', meta: { type_values: types } };

const problemIn = (query: unknown) => {
  const parsed = parseQuery(query, anchorIds);
  return parsed.kind === 'notAskable' ? parsed.problem : 'none';
};

describe('a query from outside that can be asked', () => {
  test.each([
    [sdJwt, [sandboxType, 'urn:other']],
    [mdoc, [licence.type]],
    [jwtVc, [employeeType]],
  ])('one credential: %j', (credential, kinds) => {
    const { id, format } = credential;
    expect(parseQuery({ credentials: [credential] }, anchorIds)).toMatchObject({
      kind: 'askable',
      questions: [{ id, format, acceptedCredentials: kinds.map((type) => ({ format, type, anchorIds })) }],
    });
  });

  test('any one of several', () => {
    const query = {
      credentials: [sdJwt, mdoc, jwtVc],
      credential_sets: [{ options: [['pid'], ['mdl'], ['card']] }],
    };
    expect(parseQuery(query, anchorIds)).toMatchObject({
      kind: 'askable',
      questions: [{ id: 'pid' }, { id: 'mdl' }, { id: 'card' }],
    });
  });
});

const several = 'several credentials at once: list them as alternatives in one credential_sets entry';
describe('and one that cannot, since its answers would not be verified as it asks', () => {
  test.each([
    ['nothing', undefined, 'not DCQL: '],
    ['no credential', { credentials: [] }, 'not DCQL: '],
    ['a set of nobody', { credentials: [sdJwt], credential_sets: [{ options: [['x']] }] }, 'not DCQL: '],
    ['the same id twice', { credentials: [sdJwt, sdJwt] }, 'not DCQL: Duplicate'],
    ['two at once', { credentials: [sdJwt, mdoc] }, several],
    [
      'two at once, as a set',
      { credentials: [sdJwt, mdoc], credential_sets: [{ options: [['pid', 'mdl'], ['pid'], ['mdl']] }] },
      several,
    ],
    [
      'one, and another set',
      { credentials: [sdJwt, mdoc], credential_sets: [{ options: [['pid']] }, { options: [['mdl']] }] },
      several,
    ],
    [
      'nothing would do',
      { credentials: [sdJwt], credential_sets: [{ options: [['pid']], required: false }] },
      several,
    ],
    ['a format of others', { credentials: [{ ...jwtVc, format: 'ldp_vc' }] }, 'card: no format ldp_vc here'],
    ['several presentations', { credentials: [{ ...sdJwt, multiple: true }] }, 'pid: multiple: '],
    [
      'unbound',
      { credentials: [{ ...sdJwt, require_cryptographic_holder_binding: false }] },
      'pid: require_cryptographic_holder_binding: ',
    ],
    [
      'trust by other means',
      { credentials: [{ ...sdJwt, trusted_authorities: [{ type: 'aki', values: ['AA'] }] }] },
      'pid: trusted_authorities: ',
    ],
    ['no vct', { credentials: [{ ...sdJwt, meta: {} }] }, 'pid: meta.vct_values is missing'],
    ['no document type', { credentials: [{ ...mdoc, meta: {} }] }, 'mdl: meta.doctype_value is missing'],
    [
      'two types at once',
      { credentials: [{ ...jwtVc, meta: { type_values: [['VerifiableCredential', 'A', 'B']] } }] },
      'card: meta.type_values: one type beside VerifiableCredential',
    ],
  ])('%s', (_title, query, problem) => {
    expect(problemIn(query)).toContain(problem);
  });
});
