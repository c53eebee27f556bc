import { givenNames, surnames } from './names.ts';

/** What is wrong with somebody, on purpose: each is a reason why a recovery would refuse them. */
export const plantedFaults = [
  'noBirthDate',
  'noSurname',
  'unmatchableName',
  'twin',
  'neverSignedIn',
  'disabled',
  'frozen',
  'excluded',
  'privileged',
  'outOfScope',
] as const;
export type PlantedFault = (typeof plantedFaults)[number];

export interface MadeUpPerson {
  readonly accountName: string;
  readonly givenName: string;
  readonly surname: string;
  readonly birthDate: string | null;
  readonly country: string | null;
  readonly employeeNumber: string;
  readonly mails: readonly { readonly mail: string; readonly confirmed: boolean }[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly enabled: boolean;
  readonly frozen: boolean;
  readonly firstSignedInAt: number | null;
  readonly fault: PlantedFault | null;
}

const countries = ['DE', 'DE', 'DE', 'PT', 'FR', 'PL', 'SE', 'TR'];
const firstBirthday = Date.UTC(1960, 0, 1);
const day = 24 * 60 * 60_000;
/** Forty years of them. */
const birthdays = 14_600;

/**
 * `count` made-up people, the same for the same seed, one at a time. Names repeat as they do in life; nobody is born on the
 * same day as somebody of the same name, so the only twins are the planted ones. Of a thousand, ten have a fault of each kind.
 */
export function* makePeople({ count, seed }: { count: number; seed: number }): Generator<MadeUpPerson> {
  const draw = randomFrom(seed);
  const combinations = givenNames.length * surnames.length;
  const step = strideFor(count, seed);
  let before: MadeUpPerson | null = null;
  for (let index = 0; index < count; index += 1) {
    // Every number once, in an order that looks like none.
    const place = (index * step + seed) % count;
    const fault = faultOf(Math.floor(draw() * 1_000));
    const made: MadeUpPerson = personAt(place, combinations, draw());
    const person: MadeUpPerson = fault === null ? made : plant(made, fault, before);
    yield person;
    before = person.fault === null ? person : null;
  }
}

function personAt(place: number, combinations: number, lot: number): MadeUpPerson {
  const combination = place % combinations;
  const repeat = Math.floor(place / combinations);
  const givenName = givenNames[combination % givenNames.length]!;
  const surname = surnames[Math.floor(combination / givenNames.length)]!;
  const accountName = `${toAscii(givenName)}.${toAscii(surname)}${repeat === 0 ? '' : repeat}.${combination.toString(36)}`;
  return {
    accountName,
    givenName,
    surname,
    birthDate: new Date(firstBirthday + ((repeat + combination * 37) % birthdays) * day)
      .toISOString()
      .slice(0, 10),
    country: lot < 0.02 ? null : countries[Math.floor(lot * countries.length)]!,
    employeeNumber: `E${String(place).padStart(7, '0')}`,
    mails: [{ mail: `${accountName}@people.example`, confirmed: true }],
    groups: ['Staff', `Department ${place % 40}`, ...(lot < 0.3 ? ['Workshop'] : [])],
    roles: [],
    enabled: true,
    frozen: false,
    firstSignedInAt: firstBirthday + 60 * 365 * day,
    fault: null,
  };
}

function plant(person: MadeUpPerson, fault: PlantedFault, before: MadeUpPerson | null): MadeUpPerson {
  const changed: Record<PlantedFault, Partial<MadeUpPerson> | null> = {
    noBirthDate: { birthDate: null },
    noSurname: { surname: '' },
    unmatchableName: { surname: '—' },
    // Of whoever came before, if nothing is wrong with them: then both are refused.
    twin: before && {
      givenName: before.givenName,
      surname: before.surname,
      birthDate: before.birthDate,
      groups: before.groups,
    },
    neverSignedIn: { firstSignedInAt: null },
    disabled: { enabled: false },
    frozen: { frozen: true },
    excluded: { groups: [...person.groups, 'Board'] },
    privileged: { roles: ['Auditor'] },
    outOfScope: { groups: ['Visitors'] },
  };
  const change = changed[fault];
  return change === null ? person : { ...person, ...change, fault };
}

function faultOf(lot: number): PlantedFault | null {
  return plantedFaults[Math.floor(lot / 10)] ?? null;
}

/** A stride without a divisor in common with the count: then it comes by every place once. */
function strideFor(count: number, seed: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, (7_919 + (seed % 1_000) * 2) % Math.max(2, count));
  while (divisor(stride, count) !== 1) stride += 1;
  return stride;
}

/** mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function toAscii(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[łøı]/gu, (letter) => ({ ł: 'l', ø: 'o' })[letter] ?? 'i')
    .normalize('NFKD')
    .replaceAll(/[^a-z]/gu, '');
  return plain === '' ? 'x' : plain;
}
