import { describe, expect, test } from 'vitest';
import type { Account } from '../../directory/index.ts';
import { bindClaim, type ClaimBinding, defaultProfile } from '../../policy/index.ts';
import { type Applicant, sealDecoy, sealEligible } from '../eligibility/eligible.ts';
import { sealSamePerson } from '../face-check/same-person.ts';
import type { Claims } from '../presentation/index.ts';
import { matchAccount, matchingRefusalCodes } from './match-account.ts';

const now = Date.UTC(2026, 10, 22);
const relaxedNames: ClaimBinding = bindClaim('names', { matchConfidenceLevel: 'relaxed' });
const exactNames: ClaimBinding = bindClaim('names');
const birthDate: ClaimBinding = bindClaim('birthDate');
const withNumber = [relaxedNames, birthDate, bindClaim('employeeNumber')];
const optional = (binding: ClaimBinding) => ({ ...binding, required: false });
const credential = {
  format: 'dc+sd-jwt',
  type: 'identity',
  anchorId: 'state',
  issuedAt: now,
  issuedAtLatest: now,
  status: [],
  fingerprint: 'f',
  countries: ['DE'],
} as const;
const jonas: Account = {
  id: 'jonas',
  accountName: 'jonas.weber',
  givenName: 'Jonas',
  surname: 'Weber',
  birthDate: '1990-07-21',
  country: 'DE',
  employeeNumber: '100',
  enabled: true,
  frozen: false,
  groups: ['Staff'],
  privileged: false,
  hasSignedIn: true,
  attributeHoldUntil: null,
  methodLastUsedAt: null,
  confirmedMails: [],
};
const claims: Claims = {
  givenName: 'JONAS KARL',
  familyName: 'WEBER',
  birthDate: '1990-07-21',
  documentNumber: 'D1',
  issuingCountry: 'DE',
  nationality: null,
  nationalId: null,
};

function match(
  changed: {
    claims?: Partial<Claims>;
    candidates?: readonly Account[];
    bindings?: readonly ClaimBinding[];
    kind?: Applicant['kind'];
    recoveryId?: string;
  } = {},
) {
  const profile = {
    ...defaultProfile({
      id: 'staff',
      name: 'Staff',
      priority: 0,
      providerIds: ['p'],
      acceptedCredentials: [],
    }),
    claimBindings: changed.bindings ?? [relaxedNames, birthDate],
  };
  const kind = changed.kind ?? 'eligible';
  const policy = { profile, organisationPolicyVersion: 1 };
  const rules = { recoveryId: 'r1', country: 'DE', policy };
  const applicant = kind === 'eligible' ? sealEligible({ ...rules, accountId: 'jonas' }) : sealDecoy(rules);
  const samePerson = sealSamePerson({
    recoveryId: changed.recoveryId ?? 'r1',
    claims: { ...claims, ...changed.claims },
    credential,
    face: {
      presence: 'face',
      confidence: 90,
      threshold: 70,
      provider: 'e',
      providerVersion: '1',
      live: null,
    },
  });
  return matchAccount({ applicant, samePerson, candidates: changed.candidates ?? [jonas], now });
}
const twin: Account = { ...jonas, id: 'jonas2', employeeNumber: '200' };

describe('matching', () => {
  test('names and birth date agree: which attributes, not their values', () => {
    const { result, trace } = match();
    expect(structuredClone(result)).toEqual({
      kind: 'matched',
      recoveryId: 'r1',
      accountId: 'jonas',
      agreed: ['names', 'birthDate'],
      credential,
      provedAt: now,
    });
    expect(JSON.stringify(result)).not.toMatch(/jonas karl|weber|1990/i);
    expect(trace).toEqual({
      names: {
        rule: 'relaxed',
        problem: null,
        words: [
          { field: 'givenName', word: 'jonas', matched: { word: 'jonas', position: 0, how: 'same' } },
          { field: 'surname', word: 'weber', matched: { word: 'weber', position: 2, how: 'same' } },
        ],
      },
      birthDate: 'same',
      employeeNumber: 'notBound',
      twinAccountIds: [],
      ownAccountIds: [],
    });
  });

  test.each<[string, Parameters<typeof match>[0], object | null]>([
    ['decoy', { kind: 'decoy' }, { code: 'decoy' }],
    [
      'decoy, although an account would match',
      { kind: 'decoy', candidates: [jonas, twin] },
      { code: 'decoy' },
    ],
    ['the account is gone', { candidates: [twin] }, { code: 'accountGone' }],
    [
      'another surname',
      { claims: { familyName: 'Webber' } },
      { code: 'nameMismatch', detail: { problem: 'unmatchedWord' } },
    ],
    [
      'exact is asked for',
      { bindings: [exactNames] },
      { code: 'nameMismatch', detail: { problem: 'notExact' } },
    ],
    ['another birth date', { claims: { birthDate: '1990-07-22' } }, { code: 'birthDateMismatch' }],
    [
      'no birth date in the credential',
      { claims: { birthDate: null } },
      { code: 'birthDateMissing', detail: { where: 'missingInCredential' } },
    ],
    [
      'no whole birth date',
      { claims: { birthDate: '1990-00-00' }, candidates: [{ ...jonas, birthDate: '1990-00-00' }] },
      { code: 'birthDateMissing', detail: { where: 'missingInAccount' } },
    ],
    [
      'no birth date in the directory',
      { candidates: [{ ...jonas, birthDate: null }] },
      { code: 'birthDateMissing', detail: { where: 'missingInAccount' } },
    ],
    [
      'no birth date in the directory, where accounts may lack one',
      { bindings: [relaxedNames, optional(birthDate)], candidates: [{ ...jonas, birthDate: null }] },
      null,
    ],
    [
      'a birth date kept back by the wallet, where only accounts may lack one',
      { bindings: [relaxedNames, optional(birthDate)], claims: { birthDate: null } },
      { code: 'birthDateMissing', detail: { where: 'missingInCredential' } },
    ],
    ['the number too', { bindings: withNumber, claims: { nationalId: ' 100' } }, null],
    [
      'another number',
      { bindings: withNumber, claims: { nationalId: '101' } },
      { code: 'employeeNumberMismatch' },
    ],
    [
      'the number, but in a claim that the binding does not name',
      { bindings: withNumber, claims: { documentNumber: '100' } },
      { code: 'employeeNumberMissing', detail: { where: 'missingInCredential' } },
    ],
    [
      'the number of a badge',
      {
        bindings: [relaxedNames, bindClaim('employeeNumber', { claim: 'documentNumber' })],
        claims: { documentNumber: '100' },
      },
      null,
    ],
    [
      'no number in the directory',
      { bindings: withNumber, candidates: [{ ...jonas, employeeNumber: ' ' }] },
      { code: 'employeeNumberMissing', detail: { where: 'missingInAccount' } },
    ],
    ['a twin (R22)', { candidates: [jonas, twin] }, { code: 'duplicateIdentity', detail: { twins: 1 } }],
    [
      'a disabled twin without employee number',
      { candidates: [{ ...twin, enabled: false, employeeNumber: '' }, jonas] },
      { code: 'duplicateIdentity', detail: { twins: 1 } },
    ],
    [
      'exact profile, twin by relaxed names (behaviour.md 3.6)',
      {
        bindings: [exactNames, birthDate],
        claims: { givenName: 'Jonas' },
        candidates: [jonas, { ...twin, givenName: 'Weber', surname: 'Jonas' }],
      },
      { code: 'duplicateIdentity', detail: { twins: 1 } },
    ],
    ['the same person twice (D18)', { candidates: [jonas, { ...twin, employeeNumber: '100' }] }, null],
    ['a lookalike born on another day', { candidates: [jonas, { ...twin, birthDate: '1990-07-22' }] }, null],
    ['the account found twice', { candidates: [jonas, { ...jonas }] }, null],
    ['names only, in evaluation', { bindings: [relaxedNames], claims: { birthDate: null } }, null],
  ])('%s', (_, changed, expected) => {
    const { result } = match(changed);
    expect(expected === null ? result.kind : result).toEqual(
      expected === null ? 'matched' : { kind: 'refused', ...expected },
    );
  });

  test('what the account lacks, and may lack, is not said to have agreed', () => {
    const { result, trace } = match({
      bindings: [relaxedNames, birthDate, optional(bindClaim('employeeNumber'))],
      candidates: [{ ...jonas, employeeNumber: '' }],
    });
    expect(trace.employeeNumber).toBe('notHeld');
    expect(result).toMatchObject({ kind: 'matched', agreed: ['names', 'birthDate'] });
  });

  test('rules that a recovery copied before bindings named claim and requirement require the birth date', () => {
    const before = [
      { attribute: 'names', matchConfidenceLevel: 'relaxed' },
      { attribute: 'birthDate', matchConfidenceLevel: 'exact' },
    ] as unknown as readonly ClaimBinding[];
    expect(match({ bindings: before }).result.kind).toBe('matched');
    expect(match({ bindings: before, claims: { birthDate: null } }).result).toMatchObject({
      code: 'birthDateMissing',
    });
  });

  test('every binding is evaluated whatever the first one says (R18)', () => {
    const { trace } = match({
      claims: { givenName: 'Karl', birthDate: '1990-07-22' },
      candidates: [jonas, { ...twin, givenName: 'Karl', birthDate: '1990-07-22' }],
    });
    expect({ ...trace, names: trace.names.rule }).toEqual({
      names: null,
      birthDate: 'different',
      employeeNumber: 'notBound',
      twinAccountIds: ['jonas2'],
      ownAccountIds: [],
    });
  });

  test('the first code of the list wins', () => {
    const bad = { claims: { familyName: 'Webber', birthDate: '1990-07-22' } };
    expect(matchingRefusalCodes).toEqual([
      'decoy',
      'accountGone',
      'nameMismatch',
      'birthDateMissing',
      'birthDateMismatch',
      'employeeNumberMissing',
      'employeeNumberMismatch',
      'duplicateIdentity',
    ]);
    expect(match(bad).result).toMatchObject({ code: 'nameMismatch' });
    expect(match({ ...bad, candidates: [] }).result).toMatchObject({ code: 'accountGone' });
    expect(match({ ...bad, candidates: [], kind: 'decoy' }).result).toMatchObject({ code: 'decoy' });
    expect(
      match({
        claims: { birthDate: '1990-07-22' },
        candidates: [jonas, { ...twin, birthDate: '1990-07-22' }],
      }).result,
    ).toMatchObject({ code: 'birthDateMismatch' });
  });

  test('a decoy is compared with a stand-in, as thoroughly as anybody (D14)', () => {
    const { trace } = match({ kind: 'decoy', candidates: [jonas] });
    expect(trace.names.words).toHaveLength(5);
    expect({ birthDate: trace.birthDate, twins: trace.twinAccountIds }).toEqual({
      birthDate: 'different',
      twins: ['jonas'],
    });
  });

  test.each<[string, Parameters<typeof match>[0]]>([
    ['evidence of two recoveries (T14)', { recoveryId: 'r2' }],
    ['names not bound', { bindings: [birthDate] }],
  ])('misuse: %s', (_, changed) => {
    expect(() => match(changed)).toThrow(TypeError);
  });
});
