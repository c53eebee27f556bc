import { expect, test } from 'vitest';
import { createCredentialQuery } from './create-credential-query.ts';
import { honestClaims, policyOf, sandboxType } from './fixtures/index.ts';
import { satisfiesQuery } from './satisfies-query.ts';

const query = createCredentialQuery(policyOf());
const { birthdate: _, ...withoutBirthDate } = honestClaims;

test.each([
  ['all that was asked', sandboxType, honestClaims, true],
  ['more than was asked', sandboxType, { ...honestClaims, nationality: 'DE' }, true],
  ['less than was asked', sandboxType, withoutBirthDate, false],
  ['another type', 'urn:other', honestClaims, false],
])('%s', (_title, type, claims, satisfied) => {
  expect(satisfiesQuery({ query, queryId: 'idv', type, claims })).toBe(satisfied);
});
