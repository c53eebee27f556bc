import { describe, expect, test } from 'vitest';
import type { Account } from '../directory/index.ts';
import type { ClaimBinding } from '../policy/index.ts';
import { findTwins, isCalendarDate, isSamePerson, satisfiesAll } from './same-identity.ts';

const names: ClaimBinding = { attribute: 'names', matchConfidenceLevel: 'exact' };
const birthDate: ClaimBinding = { attribute: 'birthDate', matchConfidenceLevel: 'exact' };

function account(id: string, changed: Partial<Account> = {}): Account {
  return {
    id,
    accountName: id,
    givenName: 'Jonas',
    surname: 'Weber',
    birthDate: '1990-07-21',
    country: 'DE',
    employeeNumber: id,
    enabled: true,
    frozen: false,
    groups: [],
    privileged: false,
    hasSignedIn: true,
    attributeHoldUntil: null,
    methodLastUsedAt: null,
    confirmedMails: [],
    ...changed,
  };
}

describe('twins among records (R22, D18)', () => {
  test.each<[string, Partial<Account>, readonly ClaimBinding[], boolean]>([
    ['same names and birth date', {}, [names, birthDate], true],
    ['the other one is disabled', { enabled: false }, [names, birthDate], true],
    ['no employee number on the other', { employeeNumber: '' }, [names, birthDate], true],
    ['another birth date', { birthDate: '1990-07-22' }, [names, birthDate], false],
    ['no birth date on the other: claims cannot satisfy it', { birthDate: null }, [names, birthDate], false],
    ['another birth date, but only names are bound', { birthDate: '1990-07-22' }, [names], true],
    ['the same employee number: one person', { employeeNumber: ' jonas ' }, [names, birthDate], false],
    ['names agree relaxed only, although the profile says exact', { surname: 'WEBER' }, [names], true],
    ['its names hold ours', { givenName: 'Jonas Karl', surname: 'Weber Lang' }, [names, birthDate], true],
    ['our names hold its', { givenName: 'Weber', surname: 'Jonas' }, [names, birthDate], true],
    ['another surname', { surname: 'Webber' }, [names, birthDate], false],
    ['the same record', { id: 'jonas' }, [names], false],
  ])('%s', (_, changed, bindings, expected) => {
    const other = account('jonas2', changed);
    expect(findTwins(account('jonas'), [other], bindings)).toEqual(expected ? [other] : []);
  });

  test('an empty employee number makes nobody the same person', () => {
    expect(isSamePerson(account('a', { employeeNumber: ' ' }), account('b', { employeeNumber: ' ' }))).toBe(
      false,
    );
  });

  test('a binding that no claim carries tells no two records apart', () => {
    const bindings: ClaimBinding[] = [names, { attribute: 'employeeNumber', matchConfidenceLevel: 'exact' }];
    const claims = { givenName: 'Jonas', familyName: 'Weber', birthDate: null };
    expect(satisfiesAll(account('jonas'), claims, bindings)).toBe(true);
  });

  test.each([
    ['1988-04-12', true],
    ['1988-00-00', false],
    ['1988-XX-XX', false],
    ['1988', false],
    ['', false],
    [null, false],
  ])('calendar date %s: %s', (date, expected) => {
    expect(isCalendarDate(date)).toBe(expected);
  });
});
