import { describe, expect, test } from 'vitest';
import { refuse } from '../../outcome.ts';
import type { ClaimField } from './asked-claims.ts';
import { mapClaims } from './map-claims.ts';

const all: ClaimField[] = [
  'givenName',
  'familyName',
  'birthDate',
  'documentNumber',
  'issuingCountry',
  'nationality',
  'nationalId',
  'portrait',
];
const honest: Record<string, unknown> = {
  givenName: 'Inês',
  familyName: 'Carvalho',
  birthDate: '1985-01-30',
  documentNumber: 'P1234004',
  issuingCountry: 'PT',
  nationality: 'PT',
  nationalId: '12345678 9 ZZ4',
};
const map = (claims: Record<string, unknown>, fields = all) =>
  mapClaims({ fields, read: (field) => claims[field] });

describe('claims in our words', () => {
  test('all that were asked', () => {
    expect(map(honest)).toEqual(honest);
  });

  test('none that was not', () => {
    expect(map(honest, ['givenName', 'familyName'])).toEqual({
      ...honest,
      birthDate: null,
      documentNumber: null,
      issuingCountry: null,
      nationality: null,
      nationalId: null,
    });
  });

  test.each<[ClaimField, unknown]>([
    ['givenName', undefined],
    ['givenName', ''],
    ['givenName', '\u00a0'],
    ['givenName', 'x'.repeat(257)],
    ['givenName', 'Ma\u0000ra'],
    ['familyName', 'Lind\nqvist'],
    ['familyName', { value: 'x' }],
    ['birthDate', '1985-1-30'],
    ['birthDate', '1985-02-29'],
    ['birthDate', '1985-01-30T00:00:00Z'],
    ['birthDate', 19850130],
    ['documentNumber', 1234],
    ['documentNumber', 'x'.repeat(65)],
    ['issuingCountry', 'pt'],
    ['issuingCountry', 'PRT'],
    ['nationality', 'PRT'],
    ['nationality', []],
    ['nationality', [{ country_code: 'PT' }]],
    ['nationalId', 12],
  ])('refuses %s %j', (field, value) => {
    expect(map({ ...honest, [field]: value })).toEqual(refuse('claimMalformed', { field }));
  });

  test('the first of several nationalities', () => {
    expect(map({ ...honest, nationality: ['SE', 'PT'] })).toEqual({ ...honest, nationality: 'SE' });
  });

  test('names that were never asked are misuse', () => {
    expect(() => map(honest, ['birthDate'])).toThrow(TypeError);
  });
});
