import { beforeAll, describe, expect, test } from 'vitest';
import type { CardFace } from '../credentials/index.ts';
import { createAuthority, createCard } from '../fixtures/index.ts';
import { countRevealed, leastFirst } from './least-first.ts';
import { listRevealed } from './list-revealed.ts';
import { parseQuery } from './parse-query.ts';
import { selectCredentials, type Way } from './select-credentials.ts';

const NOW = Date.UTC(2026, 4, 1);
const VCT = 'urn:regain:sandbox:identity:1';

let mara: CardFace;
let jonas: CardFace;

beforeAll(async () => {
  const signer = await (await createAuthority('Issuers', NOW)).issue({ host: 'issuer.example' });
  const address = { address: { locality: 'Kiel' }, nationalities: ['DE', 'SE'] };
  mara = await createCard(
    signer,
    { hidden: { given_name: 'Mara', birthdate: '1988-04-12', ...address } },
    NOW,
  );
  jonas = await createCard(signer, { hidden: { given_name: 'Jonas' }, open: { family_name: 'Weber' } }, NOW);
});

/** What would be shown, in the first way: query id → first name and claim paths of each candidate. */
function select(query: unknown, now = NOW) {
  const parsed = parseQuery(query);
  if (!parsed) return 'malformed';
  const [way] = selectCredentials({ query: parsed, cards: [mara, jonas], now }) ?? [];
  return way?.map(({ queryId, candidates }) => [
    queryId,
    ...candidates.map(({ card, paths }) => [card.claims.given_name, paths]),
  ]);
}

const one = (query: object) => ({
  credentials: [{ id: 'idv', format: 'dc+sd-jwt', meta: { vct_values: [VCT] }, ...query }],
});

describe('DCQL selection (OpenID4VP 6)', () => {
  test.each<[string, unknown, unknown]>([
    ['no claims: nothing is disclosed', one({}), [['idv', ['Mara', []], ['Jonas', []]]]],
    [
      'a claim that one of two has',
      one({ claims: [{ path: ['birthdate'] }] }),
      [['idv', ['Mara', [['birthdate']]]]],
    ],
    [
      'a nested claim',
      one({ claims: [{ path: ['address', 'locality'] }] }),
      [['idv', ['Mara', [['address', 'locality']]]]],
    ],
    [
      'an array element',
      one({ claims: [{ path: ['nationalities', 1] }] }),
      [['idv', ['Mara', [['nationalities', 1]]]]],
    ],
    ['an array element too far', one({ claims: [{ path: ['nationalities', 2] }] }), undefined],
    [
      'every array element',
      one({ claims: [{ path: ['nationalities', null], values: ['SE'] }] }),
      [['idv', ['Mara', [['nationalities', null]]]]],
    ],
    [
      'a value',
      one({ claims: [{ path: ['given_name'], values: ['Jonas'] }] }),
      [['idv', ['Jonas', [['given_name']]]]],
    ],
    ['a value nobody has', one({ claims: [{ path: ['given_name'], values: ['Ruth'] }] }), undefined],
    ['a claim nobody has', one({ claims: [{ path: ['portrait'] }] }), undefined],
    ['another type', one({ meta: { vct_values: ['urn:other'] } }), undefined],
    ['another format', one({ format: 'mso_mdoc', meta: { doctype_value: 'urn:x' } }), undefined],
    [
      'the first claim set that fits',
      one({
        claims: [
          { id: 'p', path: ['portrait'] },
          { id: 'g', path: ['given_name'] },
          { id: 'b', path: ['birthdate'] },
        ],
        claim_sets: [['p', 'g'], ['b'], ['g']],
      }),
      [['idv', ['Mara', [['birthdate']]], ['Jonas', [['given_name']]]]],
    ],
    [
      'two queries, one of them unanswerable',
      {
        credentials: [
          ...one({}).credentials,
          { id: 'b', format: 'mso_mdoc', meta: { doctype_value: 'urn:x' } },
        ],
      },
      undefined,
    ],
    [
      'a set with an option that can be answered',
      {
        credentials: [
          ...one({}).credentials,
          { id: 'b', format: 'mso_mdoc', meta: { doctype_value: 'urn:x' } },
        ],
        credential_sets: [{ options: [['b'], ['idv']] }, { options: [['b']], required: false }],
      },
      [['idv', ['Mara', []], ['Jonas', []]]],
    ],
  ])('%s', (_what, query, expected) => expect(select(query)).toEqual(expected));

  const [wanted] = one({}).credentials;
  const named = (id: string, claims: readonly string[] = []) => ({
    ...{ ...wanted, id },
    ...(claims.length > 0 && { claims: claims.map((name) => ({ path: [name] })) }),
  });
  const waysOf = (query: unknown) => {
    const parsed = parseQuery(query);
    return parsed && selectCredentials({ query: parsed, cards: [mara, jonas], now: NOW });
  };
  const idsOf = (ways: readonly Way[] = []) => ways.map((way) => way.map(({ queryId }) => queryId));

  test('every option that can be answered is a way, as the verifier likes them; none of what cannot (6.4.2)', () => {
    const credentials = [named('a'), named('b', ['birthdate']), named('c', ['portrait'])];
    const ways = waysOf({ credentials, credential_sets: [{ options: [['c'], ['b'], ['a', 'b'], ['a']] }] });
    expect(idsOf(ways)).toEqual([['b'], ['a', 'b'], ['a']]);
  });

  test('several sets make combinations, and only so many as somebody reads', () => {
    const credentials = [...'abcdefghij'].map((id) => named(id));
    const options = credentials.map(({ id }) => [id]);
    const ways = waysOf({ credentials, credential_sets: [{ options }, { options }] });
    expect(ways).toHaveLength(16);
    expect(idsOf(ways).slice(0, 3)).toEqual([['a'], ['a', 'b'], ['a', 'c']]);
  });

  test('what reveals least comes first, and what the verifier likes among equals', () => {
    const credentials = [
      named('both', ['given_name', 'birthdate']),
      named('birth', ['birthdate']),
      named('name', ['given_name']),
    ];
    const options = credentials.map(({ id }) => [id]);
    const ways = leastFirst(waysOf({ credentials, credential_sets: [{ options }] }) ?? []);
    expect(idsOf(ways)).toEqual([['birth'], ['name'], ['both']]);
    expect(ways.map(countRevealed)).toEqual([1, 1, 2]);
  });

  test('an expired credential answers nothing', () => {
    expect(select(one({}), NOW + 3600 * 1000)).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['no credentials', { credentials: [] }],
    ['the same id twice', { credentials: [...one({}).credentials, ...one({}).credentials] }],
    ['an id with spaces', one({ id: 'i d' })],
    ['no type', one({ meta: {} })],
    ['an empty path', one({ claims: [{ path: [] }] })],
    ['a path with a negative position', one({ claims: [{ path: [-1] }] })],
    ['an empty list of claims', one({ claims: [] })],
    ['a claim set that names no claim', one({ claims: [{ id: 'a', path: ['a'] }], claim_sets: [['b']] })],
    ['a set that names no query', { ...one({}), credential_sets: [{ options: [['x']] }] }],
  ])('malformed: %s', (_what, query) => expect(select(query)).toBe('malformed'));

  test('the consent page shows what the issuer left open, asked for or not', () => {
    expect(listRevealed({ card: jonas, paths: [['given_name']] })).toEqual([['given_name'], ['family_name']]);
  });
});
