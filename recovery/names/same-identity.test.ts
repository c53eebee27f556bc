import { describe, expect, test } from 'vitest';
import type { Account } from '../directory/index.ts';
import { bindClaim, type ClaimBinding } from '../policy/index.ts';
import {
  findTwins,
  type IdentityClaims,
  isCalendarDate,
  isSamePerson,
  satisfiesAll,
} from './same-identity.ts';

const names: ClaimBinding = bindClaim('names');
const birthDate: ClaimBinding = bindClaim('birthDate');
const employeeNumber = bindClaim('employeeNumber');
const badge = bindClaim('employeeNumber', { claim: 'documentNumber' });
const optional = (binding: ClaimBinding) => ({ ...binding, required: false });
const noNumbers = { nationalId: null, documentNumber: null };

function account(id: string, changed: Partial<Account> = {}): Account {
  return {
    id,
    accountName: id,
    givenName: 'Jonas',
    surname: 'Weber',
    birthDate: '1990-07-21',
    country: 'DE',
    employeeNumber: `7-${id}`,
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
    ['the same employee number: one person', { employeeNumber: ' 7-jonas ' }, [names, birthDate], false],
    ['names agree relaxed only, although the profile says exact', { surname: 'WEBER' }, [names], true],
    ['its names hold ours', { givenName: 'Jonas Karl', surname: 'Weber Lang' }, [names, birthDate], true],
    ['our names hold its', { givenName: 'Weber', surname: 'Jonas' }, [names, birthDate], true],
    ['another surname', { surname: 'Webber' }, [names, birthDate], false],
    ['the same record', { id: 'jonas' }, [names], false],
  ])('%s', (_, changed, bindings, expected) => {
    const other = account('jonas2', changed);
    expect(findTwins(account('jonas'), [other], bindings)).toEqual(expected ? [other] : []);
  });

  test.each([' ', '0', '000', '0-0', 'n/a', 'keine', '-', '99999', ' 111 ', '٠'])(
    'what only fills the field makes nobody the same person: "%s" (R22)',
    (number) => {
      const [one, other] = ['a', 'b'].map((id) => account(id, { employeeNumber: number }));
      expect(isSamePerson(one!, other!)).toBe(false);
      expect(findTwins(one!, [other!], [names, birthDate])).toEqual([other]);
    },
  );

  test.each(['1', '99', '007', 'E-17', '٧١'])('a number names one person: "%s"', (number) => {
    const [one, other] = ['a', 'b'].map((id) => account(id, { employeeNumber: number }));
    expect(isSamePerson(one!, other!)).toBe(true);
  });

  test.each<[string, Partial<Account>, Partial<IdentityClaims>, ClaimBinding, boolean]>([
    ['the same number', {}, { nationalId: ' 7-jonas' }, employeeNumber, true],
    ['another number', {}, { nationalId: '7-jonas2' }, employeeNumber, false],
    ['the number in another claim', {}, { documentNumber: '7-jonas' }, employeeNumber, false],
    ['the number in the claim of the binding', {}, { documentNumber: '7-jonas' }, badge, true],
    ['no number in the record', { employeeNumber: ' ' }, { nationalId: '7-jonas' }, employeeNumber, false],
    ['no number anywhere is no agreement', { employeeNumber: '' }, {}, employeeNumber, false],
    ['a record that may lack it, and does', { employeeNumber: '' }, {}, optional(employeeNumber), true],
    ['a record that may lack it, and has it, unshown', {}, {}, optional(employeeNumber), false],
    ['a birth date kept back, although accounts may lack one', {}, {}, optional(birthDate), false],
    ['no birth date in a record that may lack it', { birthDate: null }, {}, optional(birthDate), true],
  ])('claims and a record: %s', (_, changed, shown, binding, expected) => {
    const claims = { givenName: 'Jonas', familyName: 'Weber', birthDate: null, ...noNumbers, ...shown };
    expect(satisfiesAll(account('jonas', changed), claims, [names, binding])).toBe(expected);
  });

  test('R22: where a binding may be lacking, a record without the attribute is everybody’s twin', () => {
    const [one, other] = [account('jonas', { birthDate: null }), account('jonas2')];
    const bindings = [names, optional(birthDate)];
    expect([findTwins(one, [other], bindings), findTwins(other, [one], bindings)]).toEqual([[other], [one]]);
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
