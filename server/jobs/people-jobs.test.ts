import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestPortal, type TestPortal } from '../doors/portal/test-portal.ts';
import { peopleJobs } from './people-jobs.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await openTestPortal();
});
afterAll(() => portal.close());

const admin = 'Recovery Administrator';
const ask = (url: string, body?: unknown, headers = {}) =>
  portal.ask(admin, 'POST', `/api/admin/${url}`, { ...(body !== undefined && { body }), headers });

test('D32: an import that breaks keeps no required recovery waiting, and gives up after its fifth fault in a row', async () => {
  const { accounts } = portal.installation.builtInDirectory;
  const [accountId] = await accounts.createMany([
    { accountName: 'in.danger', givenName: 'In', surname: 'Danger' },
  ]);
  const { body: made } = await ask('people-imports', Readable.from([Buffer.from('user,last\na.b,C\n')]), {
    'content-type': 'text/csv',
  });
  await ask(`people-imports/${made.id}/check`, {
    ...{ encoding: 'utf-8', delimiter: ',', dateOrder: 'dayFirst', emptyCells: 'keep' },
    mapping: ['accountName', 'surname'],
  });
  const required = await ask('recovery-requirements', {
    ...{ scope: { kind: 'people', accountIds: [accountId] }, cannotRecover: 'include', notify: false },
  });
  const { installation, journey, faceMatcher } = portal;
  const away = async () => {
    throw new Error('the directory is away');
  };
  const broken = {
    ...installation,
    builtInDirectory: { ...installation.builtInDirectory, accounts: { ...accounts, readByNames: away } },
  };
  const jobs = peopleJobs({ installation: broken, journey, faceMatcher });
  const stateOf = async (what: string) => (await portal.ask(admin, 'GET', `/api/admin/${what}`)).body;

  const round = () => Promise.allSettled(jobs.map((job) => job.run()));
  const first = await round();
  expect(first[0], 'and the log hears of it').toMatchObject({ reason: { message: 'the directory is away' } });
  expect(await stateOf(`recovery-requirements/${required.body.id}`)).toMatchObject({
    state: 'finished',
    done: 1,
  });
  for (let more = 0; more < 3; more += 1) await round();
  expect(await stateOf(`people-imports/${made.id}`), 'it may pass').toMatchObject({
    state: 'checking',
    problem: null,
  });
  await round();
  expect(await stateOf(`people-imports/${made.id}`)).toMatchObject({
    state: 'broken',
    problem: { code: 'failed' },
  });
});
