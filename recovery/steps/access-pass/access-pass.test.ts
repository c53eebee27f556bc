import { describe, expect, test } from 'vitest';
import type { Account } from '../../directory/index.ts';
import { refuse } from '../../outcome.ts';
import { type CredentialKind, defaultProfile, type OrganisationPolicy } from '../../policy/index.ts';
import { sealMatched } from '../matching/matched.ts';
import {
  assessSafety,
  type SafetyQuestion,
  type SafetyRefusalCode,
  safetyRefusalCodes,
} from './assess-safety.ts';
import { grantAccess } from './grant-access.ts';
import { mayReissue } from './may-reissue.ts';

const now = Date.UTC(2026, 10, 22);
const profile = {
  ...defaultProfile({ id: 'staff', name: 'Staff', priority: 0, providerIds: ['p'], acceptedCredentials: [] }),
  mode: 'production',
} as const;
const policy = { profile, organisationPolicyVersion: 1 };
const state = {
  ...({ kind: 'x509', mayIssue: 'any', countries: 'any' } as const),
  ...{ id: 'state', name: '', certificatePem: '', enabled: true, sandbox: false },
};
const organisation: OrganisationPolicy = {
  version: 2,
  name: '',
  helpDesk: { phone: '', email: '' },
  excludedGroups: ['Board'],
  excludedAccountIds: [],
  trustAnchors: [state],
  passScope: 'everyone',
  defaultCountry: 'DE',
  language: 'en',
  secondPersonRequired: true,
};
const mara: Account = {
  id: 'mara',
  accountName: 'mara.lindqvist',
  givenName: 'Mara',
  surname: 'Lindqvist',
  birthDate: '1988-04-12',
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
const twin: Account = { ...mara, id: 'mara2', employeeNumber: '' };
const fine: SafetyQuestion = {
  accountId: 'mara',
  credential: { format: 'dc+sd-jwt', type: 'identity', anchorId: 'state', countries: ['DE'] },
  policy,
  account: mara,
  lookalikes: [],
  organisation,
  currentProfile: profile,
  now,
};
const mayIssueOnly = (mayIssue: CredentialKind[]): Partial<SafetyQuestion> => ({
  organisation: { ...organisation, trustAnchors: [{ ...state, mayIssue }] },
});
const mayIssueFor = (countries: string[]): Partial<SafetyQuestion> => ({
  organisation: { ...organisation, trustAnchors: [{ ...state, countries }] },
});
const account = (changed: Partial<Account>): Partial<SafetyQuestion> => ({
  account: { ...mara, ...changed },
});

describe('safety facts, read again (D17)', () => {
  test.each<[string, Partial<SafetyQuestion>, SafetyRefusalCode | null]>([
    ['nothing changed', {}, null],
    ['gone', { account: null }, 'accountGone'],
    ['disabled', account({ enabled: false }), 'accountDisabled'],
    ['frozen ("This was not me")', account({ frozen: true }), 'accountFrozen'],
    ['moved into an excluded group', account({ groups: ['Staff', 'Board'] }), 'excluded'],
    ['excluded by id', { organisation: { ...organisation, excludedAccountIds: ['mara'] } }, 'excluded'],
    ['became an admin (T23)', account({ privileged: true }), 'privileged'],
    ['an attribute was edited (T10)', account({ attributeHoldUntil: now + 1 }), 'attributeHold'],
    ['the hold is over', account({ attributeHoldUntil: now }), null],
    [
      'fewer may use a pass (T24)',
      { organisation: { ...organisation, passScope: ['Workshop'] } },
      'passScope',
    ],
    ['fewer may, and they are among them', { organisation: { ...organisation, passScope: ['Staff'] } }, null],
    ['a twin appeared', { lookalikes: [twin] }, 'twinAppeared'],
    ['a disabled twin appeared', { lookalikes: [{ ...twin, enabled: false }] }, 'twinAppeared'],
    ['a second account of the same person', { lookalikes: [{ ...twin, employeeNumber: '100' }] }, null],
    [
      'the issuer was switched off (T24)',
      { organisation: { ...organisation, trustAnchors: [{ ...state, enabled: false }] } },
      'issuerSwitchedOff',
    ],
    [
      'the issuer may no longer issue this (T6, T24)',
      mayIssueOnly([{ format: 'dc+sd-jwt', type: 'another' }]),
      'issuerUntrusted',
    ],
    [
      'the issuer may issue the type in another format alone',
      mayIssueOnly([{ format: 'mso_mdoc', type: 'identity' }]),
      'issuerUntrusted',
    ],
    [
      'the issuer may issue this among others',
      mayIssueOnly([{ format: 'dc+sd-jwt', type: 'identity' }]),
      null,
    ],
    [
      'the issuer may no longer issue for this country (T6, T24)',
      mayIssueFor(['PT', 'FR']),
      'issuerUntrusted',
    ],
    ['the issuer may issue for this country among others', mayIssueFor(['PT', 'DE']), null],
    ['the issuer was removed', { organisation: { ...organisation, trustAnchors: [] } }, 'issuerSwitchedOff'],
    [
      'the profile was switched off',
      { currentProfile: { ...profile, enabled: false } },
      'profileSwitchedOff',
    ],
    ['the profile was deleted', { currentProfile: null }, 'profileSwitchedOff'],
    [
      'the profile was edited: rules are snapshotted',
      { currentProfile: { ...profile, version: 9, claimBindings: [] } },
      null,
    ],
    ['other groups: whom a profile includes is a rule too', account({ groups: [] }), null],
  ])('%s', (_, changed, code) => {
    expect(assessSafety({ ...fine, ...changed })?.code ?? null).toBe(code);
  });

  test('the first code of the list wins, from the last to the first', () => {
    const layers: Record<SafetyRefusalCode, (question: SafetyQuestion) => SafetyQuestion> = {
      accountGone: (question) => ({ ...question, account: null }),
      accountDisabled: (question) => ({
        ...question,
        account: { ...(question.account ?? mara), enabled: false },
      }),
      accountFrozen: (question) => ({
        ...question,
        account: { ...(question.account ?? mara), frozen: true },
      }),
      excluded: (question) => ({
        ...question,
        account: { ...(question.account ?? mara), groups: ['Board'] },
      }),
      privileged: (question) => ({
        ...question,
        account: { ...(question.account ?? mara), privileged: true },
      }),
      attributeHold: (question) => ({
        ...question,
        account: { ...(question.account ?? mara), attributeHoldUntil: now + 1 },
      }),
      passScope: (question) => ({ ...question, organisation: { ...question.organisation, passScope: [] } }),
      twinAppeared: (question) => ({ ...question, lookalikes: [twin] }),
      issuerSwitchedOff: (question) => ({
        ...question,
        credential: { ...question.credential, anchorId: 'other' },
      }),
      issuerUntrusted: (question) => ({ ...question, ...mayIssueOnly([]) }),
      profileSwitchedOff: (question) => ({ ...question, currentProfile: null }),
    };
    let question = fine;
    const won = safetyRefusalCodes.toReversed().map((code) => {
      question = layers[code](question);
      return assessSafety(question)?.code;
    });
    expect(won).toEqual(safetyRefusalCodes.toReversed());
  });

  test('facts of another account or profile are our own bug', () => {
    expect(() => assessSafety({ ...fine, accountId: 'omar' })).toThrow(TypeError);
    expect(() => assessSafety({ ...fine, currentProfile: { ...profile, id: 'other' } })).toThrow(TypeError);
  });
});

describe('granting', () => {
  const credential = {
    format: 'dc+sd-jwt',
    type: 'identity',
    anchorId: 'state',
    issuedAt: 0,
    issuedAtLatest: 0,
    status: [],
    fingerprint: 'f',
    countries: ['DE'],
  } as const;
  const matched = sealMatched({
    recoveryId: 'r1',
    accountId: 'mara',
    agreed: ['names'],
    credential,
    provedAt: now,
  });
  const evaluation = { ...policy, profile: { ...profile, mode: 'evaluation' } } as const;

  test('production grants, evaluation rehearses (D20)', () => {
    expect(structuredClone(grantAccess({ matched, policy, safety: null, now }))).toEqual({
      kind: 'granted',
      recoveryId: 'r1',
      accountId: 'mara',
      grantedAt: now,
    });
    expect(structuredClone(grantAccess({ matched, policy: evaluation, safety: null, now }))).toEqual({
      kind: 'rehearsed',
      recoveryId: 'r1',
    });
  });

  test('a safety refusal stops both', () => {
    const safety = refuse('accountFrozen' as const);
    expect(grantAccess({ matched, policy, safety, now })).toEqual(safety);
    expect(grantAccess({ matched, policy: evaluation, safety, now })).toEqual(safety);
  });
});

describe('issuing an expired pass again (D28)', () => {
  const minute = 60_000;
  test.each([
    ['11 minutes after the proof', { now: now + 11 * minute }, true],
    ['60 minutes after', { now: now + 60 * minute }, true],
    ['a moment later', { now: now + 60 * minute + 1 }, false],
    ['a second time', { reissues: 1 }, false],
    ['after redemption', { redeemed: true }, false],
    ['a clock that went back', { now: now - 1 }, false],
  ])('%s: %s', (_, changed, expected) => {
    expect(mayReissue({ provedAt: now, reissues: 0, redeemed: false, now, ...changed })).toBe(expected);
  });
});
