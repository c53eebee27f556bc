import { describe, expect, test } from 'vitest';
import type { EvidenceKind, SealedEvidence } from '../store/index.ts';
import { openEvidenceKey, reviveEvidence } from './evidence-drawer.ts';
import { openTestJourney, type TestJourney } from './test-journey.ts';

/** A recovery that has come as far as the face check: it holds `applicant` and `presented`. */
async function presented(house: TestJourney, identifier = 'mara') {
  const { journey } = house;
  const { recovery } = await journey.start({ identifier, network: '10.0.0' });
  const recoveryId = recovery.id;
  await journey.advance({ recoveryId, event: { type: 'begin' } });
  await journey.advance({ recoveryId, event: { type: 'chooseRoute', country: 'DE', route: 'wallet' } });
  await house.presentOn(recoveryId, 'this', 'mara');
  return (await house.ports.store.read(recoveryId))!;
}
const capture = (house: TestJourney, recoveryId: string) => house.showFace(recoveryId);
const rowsOf = (house: TestJourney, recoveryId: string) => house.ports.store.readEvidence(recoveryId);
const revive = async (
  house: TestJourney,
  id: string,
  kind: EvidenceKind,
  rows?: readonly SealedEvidence[],
) => {
  const recovery = (await house.ports.store.read(id))!;
  const key = openEvidenceKey(house.ports, recovery);
  return reviveEvidence({
    ports: house.ports,
    key,
    recoveryId: id,
    rows: rows ?? (await rowsOf(house, id)),
    kind,
  });
};

describe('evidence between two steps is sealed to its recovery and its kind (D19, T13)', () => {
  test('it revives as what it was, and the database holds nothing readable of it', async () => {
    const house = await openTestJourney();
    const { id, state } = await presented(house);
    expect(state).toBe('faceCheck');
    expect(await revive(house, id, 'presented')).toMatchObject({
      kind: 'presented',
      recoveryId: id,
      claims: { givenName: 'Mara', familyName: 'Lindqvist', birthDate: '1988-04-12' },
    });
    const stored = JSON.stringify([...house.memory.tables().evidence.values()].map((each) => [...each]));
    for (const word of ['Mara', 'Lindqvist', '1988-04-12', 'account-mara'])
      expect(stored).not.toContain(word);
  });

  test('moved to another recovery it does not open, and moves nobody', async () => {
    const house = await openTestJourney();
    const [mine, theirs] = [await presented(house), await presented(house)];
    const row = (await rowsOf(house, mine.id)).find(({ kind }) => kind === 'presented')!;
    await house.ports.store.putEvidence(theirs.id, row);
    await expect(capture(house, theirs.id)).rejects.toThrow(TypeError);
    expect(await house.ports.store.read(theirs.id)).toEqual(theirs);
  });

  test('moved to another kind it does not open', async () => {
    const house = await openTestJourney();
    const { id } = await presented(house);
    const row = (await rowsOf(house, id)).find(({ kind }) => kind === 'presented')!;
    for (const kind of ['samePerson', 'matched', 'granted'] as const)
      await expect(revive(house, id, kind, [{ ...row, kind }])).rejects.toThrow(TypeError);
  });

  test('moved together with the wrapped key of its own recovery it does not open either', async () => {
    const house = await openTestJourney();
    const [mine, theirs] = [await presented(house), await presented(house)];
    const row = (await rowsOf(house, mine.id)).find(({ kind }) => kind === 'presented')!;
    await house.ports.store.putEvidence(theirs.id, row);
    const changes = { evidenceKeyWrapped: mine.evidenceKeyWrapped };
    await house.ports.store.update({ id: theirs.id, expectedVersion: theirs.version, changes });
    await expect(capture(house, theirs.id)).rejects.toThrow(TypeError);
  });

  test('changed by one character it does not open', async () => {
    const house = await openTestJourney();
    const { id } = await presented(house);
    const row = (await rowsOf(house, id)).find(({ kind }) => kind === 'presented')!;
    const middle = row.sealed.length >> 1;
    const other = row.sealed[middle] === 'A' ? 'B' : 'A';
    const sealed = row.sealed.slice(0, middle) + other + row.sealed.slice(middle + 1);
    await house.ports.store.putEvidence(id, { ...row, sealed });
    await expect(capture(house, id)).rejects.toThrow(TypeError);
  });
});

describe('evidence narrows and goes (D19)', () => {
  test('claims and portrait live 15 minutes: after them the person shows the credential again', async () => {
    const house = await openTestJourney();
    const { id } = await presented(house);
    house.clock.now += 15 * 60_000 - 1;
    expect(await revive(house, id, 'presented')).not.toBeNull();
    house.clock.now += 1;
    expect(await revive(house, id, 'presented')).toBeNull();
    expect(await capture(house, id)).toBeNull();
    expect(await house.ports.store.read(id)).toMatchObject({ state: 'present', outcome: null });
    expect(house.face.calls).toBe(0);
    expect((await rowsOf(house, id)).map(({ kind }) => kind)).toEqual(['applicant']);
  });

  test('the sweep drops what has outlived its time, while the recovery stands', async () => {
    const house = await openTestJourney();
    const { id } = await presented(house);
    house.clock.now += 15 * 60_000;
    expect(await house.journey.sweep()).toEqual({ expired: 0, evidenceDropped: 1 });
    expect((await rowsOf(house, id)).map(({ kind }) => kind)).toEqual(['applicant']);
  });

  test('the transaction that leaves a step drops what the next one does not need', async () => {
    const house = await openTestJourney();
    const { id } = await presented(house);
    expect((await rowsOf(house, id)).map(({ kind }) => kind)).toEqual(['applicant', 'presented']);
    const { recovery } = (await capture(house, id))!;
    expect(recovery.state).toBe('accessPass');
    expect((await rowsOf(house, id)).map(({ kind }) => kind)).toEqual(['applicant', 'matched', 'granted']);
    expect(JSON.stringify(await revive(house, id, 'matched'))).not.toMatch(/Mara|Lindqvist|1988|portrait/);
  });

  test.each(['leave', 'stop', 'refused'] as const)(
    'closed by %s it holds none, nor a key for any',
    async (how) => {
      const house = await openTestJourney();
      const { id } = await presented(house);
      if (how === 'leave') await house.journey.advance({ recoveryId: id, event: { type: 'leave' } });
      if (how === 'stop')
        await house.journey.advance({
          recoveryId: id,
          event: { type: 'stop', by: 'admin:host', reason: 'admin' },
        });
      if (how === 'refused') {
        house.edit('account-mara', { birthDate: '1990-01-01' });
        await capture(house, id);
      }
      const recovery = (await house.ports.store.read(id))!;
      expect(recovery).toMatchObject({ state: 'closed', evidenceKeyWrapped: null });
      expect(await rowsOf(house, id)).toEqual([]);
      expect(() => openEvidenceKey(house.ports, recovery)).toThrow(TypeError);
      const requests = [...house.memory.tables().requests.values()];
      expect(requests.map(({ sealed, presentedSealed }) => [sealed, presentedSealed])).toEqual([
        [null, null],
      ]);
    },
  );
});
