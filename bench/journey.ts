import { mara, openSmallHouse, provesIdentity, type SmallHouse } from '../journeys/in-process/index.ts';
import { type Figure, percentile, type Report } from './report.ts';

const people = 40;
const perRun = 120;
const parallel = 8;

/**
 * Whole journeys over HTTP, from the identifier to an opened set-up: request, encrypted presentation, face step (a double
 * answers for the engine), matching, pass, redemption. The wallet's own signing and encrypting runs in the same process and counts.
 */
export async function measureJourney(): Promise<Report> {
  const figures: Figure[] = await measureOn('embedded database', { databaseServer: '' });
  const databaseUrl = process.env.DATABASE_URL;
  const notes = [
    `${perRun} journeys, ${parallel} at a time, without the face engine, wallet included, in one process.`,
    ...(databaseUrl === undefined ? ['DATABASE_URL is not set: PostgreSQL was not measured.'] : []),
  ];
  if (databaseUrl !== undefined)
    figures.push(...(await measureOn('PostgreSQL', { databaseServer: databaseUrl })));
  return { measurement: 'Journeys', node: process.version, notes, figures };
}

async function measureOn(name: string, options: { readonly databaseServer?: string }): Promise<Figure[]> {
  const house = await openSmallHouse(options);
  try {
    const accounts = await addPeople(house);
    await run(house, accounts, 8);
    const startedAt = performance.now();
    const times = await run(house, accounts, perRun);
    const seconds = (performance.now() - startedAt) / 1000;
    return [
      { name: `${name}: journeys`, value: perRun / seconds, unit: 'per second' },
      { name: `${name}: one journey, p50`, value: percentile(times, 0.5), unit: 'ms' },
      { name: `${name}: one journey, p99`, value: percentile(times, 0.99), unit: 'ms' },
    ];
  } finally {
    await house.close();
  }
}

/** One name for everybody would make them twins; the budgets of one account would end the run. */
async function addPeople({
  installation,
  now,
}: SmallHouse): Promise<readonly { accountName: string; givenName: string }[]> {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const added = Array.from({ length: people }, (_, index) => {
    const word = `${letters[index % 26]}${letters[Math.floor(index / 26)]}x`;
    return { accountName: `bench.${word}.${now()}`, givenName: `Bench${word}` };
  });
  await installation.builtInDirectory.accounts.createMany(
    added.map(({ accountName, givenName }) => ({
      accountName,
      givenName,
      surname: 'Lindqvist',
      birthDate: mara.birthdate,
      country: 'DE',
      groups: ['Staff'],
      firstSignedInAt: now() - 1,
    })),
  );
  return added;
}

async function run(
  house: SmallHouse,
  accounts: readonly { accountName: string; givenName: string }[],
  count: number,
): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const lane = async () => {
    while (next < count) {
      const person = accounts[next % accounts.length]!;
      next += 1;
      const startedAt = performance.now();
      const browser = house.openBrowser();
      const proved = await provesIdentity(house, browser, person.accountName, {
        ...mara,
        given_name: person.givenName,
      });
      const redeemed = await browser.post('/api/recovery/access-pass/redeem');
      if (redeemed.status !== 200) throw new Error(`a journey ended at ${JSON.stringify(proved.body)}`);
      times.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: parallel }, lane));
  return times;
}
