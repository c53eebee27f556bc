import { expect, test } from 'vitest';
import { createPeople } from '../../connectors/directory/built-in/index.ts';
import { type ReadinessCode, scanReadiness } from '../../recovery/insight/index.ts';
import { fillDirectory } from './fill.ts';
import { makePeople, type PlantedFault } from './make-people.ts';
import { plantedRules } from './planted-rules.ts';

const codeOf: Readonly<Record<PlantedFault, ReadinessCode>> = {
  noBirthDate: 'attributeMissing',
  noSurname: 'nameMissing',
  unmatchableName: 'nameUnmatchable',
  twin: 'duplicateIdentity',
  neverSignedIn: 'noPriorSignIn',
  disabled: 'accountDisabled',
  frozen: 'accountFrozen',
  excluded: 'excluded',
  privileged: 'privileged',
  outOfScope: 'notInScope',
};
/** What somebody without a fault may have: a twin next to them, few addresses. */
const innocent: readonly ReadinessCode[] = ['duplicateIdentity', 'notices'];

test('a scan of 10 000 people finds each planted fault, and no fault in anybody else', {
  timeout: 180_000,
}, async () => {
  const asked = { count: 10_000, seed: 7 };
  const { directory, database } = await fillDirectory({ url: null, ...asked });
  const accounts = new Map<string, readonly ReadinessCode[]>();
  const byId = new Map<string, string>();
  for await (const page of directory.accounts.walk({ pageSize: 2_000 }))
    for (const { id, accountName } of page) byId.set(id, accountName);
  const people = createPeople({ directory });
  for await (const batch of scanReadiness({ people, rules: plantedRules(Date.UTC(2026, 10, 22)) }))
    for (const { accountId, findings } of batch) accounts.set(byId.get(accountId)!, findings);
  await database.close();

  expect(accounts.size).toBe(asked.count);
  for (const { accountName, fault } of makePeople(asked)) {
    const found = accounts.get(accountName)!;
    if (fault === null)
      expect([accountName, found.filter((code) => !innocent.includes(code))]).toEqual([accountName, []]);
    else expect([accountName, fault, found.includes(codeOf[fault])]).toEqual([accountName, fault, true]);
  }
});
