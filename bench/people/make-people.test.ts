import { expect, test } from 'vitest';
import { foldIdentifier } from '../../directory/index.ts';
import { findTwins } from '../../recovery/names/index.ts';
import { type MadeUpPerson, makePeople, plantedFaults } from './make-people.ts';

const tenThousand = [...makePeople({ count: 10_000, seed: 7 })];

test('the same seed makes the same people, another one others', () => {
  expect([...makePeople({ count: 10_000, seed: 7 })]).toEqual(tenThousand);
  expect([...makePeople({ count: 10_000, seed: 8 })]).not.toEqual(tenThousand);
});

test('account names and employee numbers are there once', () => {
  for (const of of [
    (each: MadeUpPerson) => foldIdentifier(each.accountName),
    (each: MadeUpPerson) => each.employeeNumber,
  ]) {
    expect(new Set(tenThousand.map(of)).size).toBe(10_000);
  }
});

test('about one in a hundred has each fault', () => {
  for (const fault of plantedFaults) {
    const many = tenThousand.filter((each) => each.fault === fault).length;
    expect([fault, many > 60 && many < 140]).toEqual([fault, true]);
  }
});

test('the only twins are the planted ones', () => {
  const bindings = [
    { attribute: 'names', claim: 'names', matchConfidenceLevel: 'relaxed', required: true },
    { attribute: 'birthDate', claim: 'birthDate', matchConfidenceLevel: 'exact', required: true },
  ] as const;
  const asAccount = (each: MadeUpPerson) => ({
    ...each,
    id: each.accountName,
    privileged: false,
    hasSignedIn: true,
    attributeHoldUntil: null,
    methodLastUsedAt: null,
    confirmedMails: [],
  });
  const byDay = new Map<string, ReturnType<typeof asAccount>[]>();
  for (const person of tenThousand.filter(({ birthDate }) => birthDate !== null)) {
    const day = byDay.get(person.birthDate!) ?? [];
    byDay.set(person.birthDate!, [...day, asAccount(person)]);
  }
  const faults = new Map(tenThousand.map((each) => [each.accountName, each.fault]));
  const some = tenThousand.slice(0, 1_000).filter(({ birthDate }) => birthDate !== null);
  for (const person of some) {
    const twins = findTwins(asAccount(person), byDay.get(person.birthDate!) ?? [], bindings);
    const isPlanted = person.fault === 'twin' || twins.some(({ id }) => faults.get(id) === 'twin');
    expect([person.accountName, twins.length > 0]).toEqual([person.accountName, isPlanted]);
  }
});
