import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  digestOf,
  disclosureOf,
  makeKeys,
  readVector,
  referenceSdJwt,
  vectorTitle,
} from '../../fixtures/index.ts';
import { resolveDisclosures } from './resolve-disclosures.ts';

const name = disclosureOf(['salt-1', 'given_name', 'Mara']);
const element = disclosureOf(['salt-2', 'DE']);
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const resolve = (payload: object, disclosures: string[]) =>
  resolveDisclosures(payload as Record<string, unknown>, disclosures);
const nest = (depth: number): unknown => (depth === 0 ? 1 : { x: nest(depth - 1) });

describe('honest disclosures (RFC 9901, 7.1)', () => {
  test('objects, arrays, nesting, decoys and withheld ones', () => {
    const inner = disclosureOf(['salt-3', 'locality', 'Lisboa']);
    const outer = disclosureOf(['salt-4', 'address', { _sd: [digestOf(inner)], country: 'PT' }]);
    const payload = {
      _sd_alg: 'sha-256',
      _sd: [digestOf(name), digestOf(outer), digestOf('a decoy')],
      vct: 'x',
      nationalities: [
        { '...': digestOf(element) },
        { '...': digestOf('withheld') },
        'PT',
        null,
        { code: 'BR' },
      ],
    };
    expect(plain(resolve(payload, [element, inner, outer, name]))).toEqual({
      claims: {
        vct: 'x',
        given_name: 'Mara',
        address: { country: 'PT', locality: 'Lisboa' },
        nationalities: ['DE', 'PT', null, { code: 'BR' }],
      },
    });
  });

  test('a claim named __proto__ is just a claim', () => {
    const proto = disclosureOf(['s', '__proto__', { admin: true }]);
    const resolved = resolve({ _sd: [digestOf(proto)] }, [proto]);
    expect(JSON.stringify(resolved)).toBe('{"claims":{"__proto__":{"admin":true}}}');
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
});

describe('hostile disclosures: every MUST-reject of RFC 9901', () => {
  const claim = (content: unknown) => disclosureOf(content);
  const one = (content: unknown, payload: object = {}): [object, string[]] => {
    const disclosure = claim(content);
    return [{ ...payload, _sd: [digestOf(disclosure)] }, [disclosure]];
  };
  const inArray = (content: unknown): [object, string[]] => {
    const disclosure = claim(content);
    return [{ list: [{ '...': digestOf(disclosure) }] }, [disclosure]];
  };

  test.each<[string, string, [object, string[]]]>([
    ['nothing points to it', 'unreferenced', [{ _sd: [] }, [name]]],
    ['sent twice', 'unreferenced', [{ _sd: [digestOf(name)] }, [name, name]]],
    ['only a withheld one points to it', 'unreferenced', [{ _sd: [digestOf('withheld')] }, [name]]],
    ['digest twice in one object', 'repeatedDigest', [{ _sd: [digestOf(name), digestOf(name)] }, [name]]],
    [
      'digest in two places',
      'repeatedDigest',
      [{ _sd: [digestOf(name)], a: { _sd: [digestOf(name)] } }, [name]],
    ],
    ['a withheld digest twice', 'repeatedDigest', [{ _sd: ['decoy', 'decoy'] }, []]],
    ['collides with a plain claim', 'collision', one(['s', 'sub', 1], { sub: 2 })],
    [
      'two of one name',
      'collision',
      [
        { _sd: [digestOf(name), digestOf(claim(['t', 'given_name', 'Eve']))] },
        [name, claim(['t', 'given_name', 'Eve'])],
      ],
    ],
    ['names a claim _sd', 'claimName', one(['s', '_sd', []])],
    ['names a claim ...', 'claimName', one(['s', '...', 'x'])],
    ['names a claim _sd_alg', 'claimName', one(['s', '_sd_alg', 'sha-256'])],
    ['names a claim 7', 'claimName', one(['s', 7, 'x'])],
    ['replaces vct', 'registeredClaim', one(['s', 'vct', 'x'])],
    ['replaces cnf', 'registeredClaim', one(['s', 'cnf', {}])],
    ['two members for an object', 'arity', one(['s', 'x'])],
    ['four members for an object', 'arity', one(['s', 'n', 'x', 'y'])],
    ['three members for an array', 'arity', inArray(['s', 'n', 'x'])],
    ['one member for an array', 'arity', inArray(['s'])],
    ['salt is a number', 'salt', one([1, 'n', 'x'])],
    ['salt is null, in an array', 'salt', inArray([null, 'x'])],
    ['is an object', 'malformed', one({ 0: 's', 1: 'n', 2: 'x', length: 3 })],
    ['is no JSON', 'malformed', [{ _sd: [digestOf('eA')] }, ['eA']]],
    ['is padded', 'malformed', [{ _sd: [digestOf(`${name}=`)] }, [`${name}=`]]],
    ['is empty', 'malformed', [{ _sd: [digestOf('')] }, ['']]],
    ['_sd is no list', 'digest', [{ _sd: digestOf(name) }, [name]]],
    ['_sd is null', 'digest', [{ _sd: null }, []]],
    ['digest is no text', 'digest', [{ _sd: [1] }, []]],
    ['placeholder digest is no text', 'digest', [{ list: [{ '...': [digestOf(element)] }] }, [element]]],
    [
      'placeholder with another member',
      'placeholder',
      [{ list: [{ '...': digestOf(element), a: 1 }] }, [element]],
    ],
    ['placeholder outside an array', 'reservedName', [{ x: { '...': digestOf(element) } }, [element]]],
    ['_sd_alg below the top', 'reservedName', [{ x: { _sd_alg: 'sha-256' } }, []]],
    ['_sd_alg inside a disclosure', 'reservedName', one(['s', 'x', { _sd_alg: 'sha-256' }])],
    ['_sd_alg md5', 'algorithm', [{ _sd_alg: 'md5' }, []]],
    ['_sd_alg sha-512', 'algorithm', [{ _sd_alg: 'sha-512' }, []]],
    ['_sd_alg null', 'algorithm', [{ _sd_alg: null }, []]],
    [
      'a digest inside a disclosure points to nothing that was sent',
      'unreferenced',
      [one(['s', 'x', { _sd: ['decoy'] }])[0], [...one(['s', 'x', { _sd: ['decoy'] }])[1], name]],
    ],
    ['too deep', 'depth', [{ x: nest(40) }, []]],
    ['too deep inside a disclosure', 'depth', one(['s', 'x', nest(40)])],
  ])('%s', (_title, problem, [payload, disclosures]) => {
    expect(resolve(payload, disclosures)).toBe(problem);
  });
});

const issuer = await makeKeys();

describe('differential: what @sd-jwt issues, both read alike', () => {
  const library = referenceSdJwt(issuer.privateKey, issuer.privateKey);
  const claimName = fc
    .stringMatching(/^[a-z]{1,8}$/)
    .filter((text) => !['vct', 'iss', 'nbf', 'exp', 'cnf', 'status', 'iat'].includes(text));
  const value = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.string()),
    fc.dictionary(claimName, fc.string()),
  );

  test('for any claims, any of them disclosed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(claimName, value, { minKeys: 1, maxKeys: 6 }),
        fc.infiniteStream(fc.boolean()),
        async (claims, coins) => {
          const payload = { vct: 'urn:x', ...claims };
          const names = Object.keys(claims);
          const credential = await library.issue(payload, { _sd: names } as never);
          const shown = names.filter(() => coins.next().value);
          const frame = Object.fromEntries(shown.map((claim) => [claim, true]));
          const presentation = await library.present(credential, frame as never);
          const [jwt = '', ...rest] = presentation.split('~');
          const body = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
          const ours = resolve(body, rest.slice(0, -1));
          expect(plain(ours)).toEqual({ claims: plain(await library.getClaims(presentation)) });
        },
      ),
      { numRuns: 100 },
    );
  });
});

const vector = readVector('openid4vp/sd_jwt_vcld/sd_jwt_presentation.txt');
const expected = readVector('openid4vp/sd_jwt_vcld/verified_contents.json');
test.skipIf(vector === null)(
  vectorTitle('the OpenID4VP example resolves to its published contents', vector),
  () => {
    const [jwt = '', ...rest] = (vector ?? '').replaceAll(/\s/g, '').split('~');
    const payload = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
    expect(plain(resolve(payload, rest.slice(0, -1)))).toEqual({ claims: JSON.parse(expected ?? '') });
  },
);
