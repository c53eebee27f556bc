import { describe, expect, test } from 'vitest';
import { tokenListJwt } from '../steps/presentation/fixtures/index.ts';
import type { StatusLists } from '../steps/presentation/index.ts';
import {
  desk,
  type Holder,
  issuerOf,
  openTestJourney,
  startOfTime,
  type TestJourney,
} from './test-journey.ts';

const hour = 60 * 60_000;

/** Everybody's profile makes them wait a day when a second device took part; no example, and nothing else guards. */
async function openPatientHouse(waitHours = 24, statusLists?: StatusLists) {
  const house = await openTestJourney({ example: false, ...(statusLists && { statusLists }) });
  for (const profile of await house.ports.policy.readProfiles())
    await house.ports.policy.saveProfile({
      profile: { ...profile, crossDeviceWaitHours: waitHours, version: profile.version + 1 },
      ...{ expectedVersion: profile.version, by: 'test', now: startOfTime },
    });
  return house;
}

async function prove(house: TestJourney, device: 'this' | 'other', holder: Holder = 'mara') {
  const { recovery } = await house.journey.start({ identifier: 'mara', network: '10.0.0' });
  const recoveryId = recovery.id;
  await house.journey.advance({ recoveryId, event: { type: 'begin' } });
  const route = { type: 'chooseRoute', country: 'DE', route: 'wallet' } as const;
  await house.journey.advance({ recoveryId, event: route });
  await house.presentOn(recoveryId, device, holder);
  await house.showFace(recoveryId);
  const stored = () => house.ports.store.read(recoveryId);
  return {
    ...{
      recoveryId,
      stored,
      proceed: () => house.journey.advance({ recoveryId, event: { type: 'continue' } }),
    },
    view: async () => (await house.journey.view((await stored())!)).now,
    entries: async () => (await house.memory.audit.readChain(recoveryId)).map(({ activity }) => activity),
  };
}
const mails = (house: TestJourney) => [...house.memory.tables().mails.values()];

describe('a waiting time with notices, when a second device took part (D25, R10)', () => {
  test('nothing is granted before it is over, and it goes on when the person comes back', async () => {
    const house = await openPatientHouse();
    const { view, proceed, stored, entries } = await prove(house, 'other');
    const until = (await stored())!.waitsUntil!;
    expect(until - house.clock.now).toBeGreaterThan(23.9 * hour);
    expect(await view()).toEqual({ page: 'waiting', until });
    house.clock.now = until - 1;
    expect(await proceed()).toMatchObject({ moved: false, recovery: { state: 'waiting' } });
    expect(house.passes.size).toBe(0);
    // As long again as there is to begin with: nobody has to stand ready.
    house.clock.now = until + 23 * hour;
    await house.journey.sweep();
    expect(await proceed()).toMatchObject({ moved: true, recovery: { state: 'accessPass' } });
    expect(await view()).toMatchObject({ page: 'accessPass', expired: false, mayIssue: true });
    expect((await entries()).slice(-4)).toEqual([
      ...['matching.passed', 'waiting.begun', 'waiting.over', 'accessPass.granted'],
    ]);
  });

  test('every address on record is told, and the link in the mail ends it', async () => {
    const house = await openPatientHouse();
    const { recoveryId, stored, proceed } = await prove(house, 'other');
    const told = mails(house).find(({ kind }) => kind === 'recoveryWaiting');
    expect(told).toMatchObject({ to: ['mara@example.org'], values: { objection: recoveryId } });
    const token = house.journey.objectionLink(recoveryId).split('#')[1]!;
    expect(await house.journey.object(token)).toBe('stopped');
    house.clock.now += 25 * hour;
    await proceed();
    expect(await stored()).toMatchObject({ state: 'closed', outcome: 'stopped' });
    expect(house.passes.size).toBe(0);
  });

  test('an account that cannot be told is not recovered this way', async () => {
    const house = await openPatientHouse();
    house.edit('account-mara', { confirmedMails: [] });
    const { stored } = await prove(house, 'other');
    expect(await stored()).toMatchObject({ outcome: 'refused', course: { endCode: 'nobodyToTell' } });
  });

  test('on one device nobody waits', async () => {
    const house = await openPatientHouse();
    const { stored } = await prove(house, 'this');
    expect(await stored()).toMatchObject({ state: 'accessPass', waitsUntil: null, otherDevice: false });
  });

  test('what can only refuse is asked again after it (D17)', async () => {
    const house = await openPatientHouse();
    const { stored, proceed } = await prove(house, 'other');
    house.clock.now += 25 * hour;
    house.edit('account-mara', { frozen: true });
    await proceed();
    expect(await stored()).toMatchObject({ outcome: 'refused', course: { endCode: 'accountFrozen' } });
  });

  describe('so is whether the credential was withdrawn meanwhile (T7)', () => {
    /** Mara's credential is the second of the list. */
    async function wait() {
      const server = { revoked: [0, 0], isUp: true };
      const clock = { now: () => startOfTime };
      const house = await openPatientHouse(24, {
        read: async () => {
          if (!server.isUp) return null;
          const body = await tokenListJwt(await issuerOf(), server.revoked, {
            payload: { iat: clock.now() / 1000, exp: undefined },
          });
          return { body, fetchedAt: clock.now() };
        },
      });
      clock.now = () => house.clock.now;
      const proof = await prove(house, 'other', 'listed');
      expect(await proof.stored()).toMatchObject({ state: 'waiting' });
      house.clock.now += 25 * hour;
      return { house, server, ...proof };
    }

    test('withdrawn: it ends like any other failed proof', async () => {
      const { house, server, proceed, stored } = await wait();
      server.revoked = [0, 1];
      await proceed();
      expect(await stored()).toMatchObject({ outcome: 'refused', course: { endCode: 'credentialRevoked' } });
      expect(house.passes.size).toBe(0);
    });

    test('while nobody can tell, nothing is granted and nothing is lost', async () => {
      const { house, server, proceed, stored } = await wait();
      server.isUp = false;
      await expect(proceed()).rejects.toMatchObject({ code: 'statusUnavailable', retryable: true });
      expect([(await stored())!.state, house.passes.size]).toEqual(['waiting', 0]);
      server.isUp = true;
      await proceed();
      expect(await stored()).toMatchObject({ state: 'accessPass' });
    });

    test('an issuer that was removed or switched off meanwhile says nothing good either (T24)', async () => {
      const { house, proceed, stored } = await wait();
      const organisation = (await house.ports.policy.readOrganisation())!;
      await house.ports.policy.saveOrganisation({
        policy: { ...organisation, trustAnchors: [] },
        ...{ expectedVersion: organisation.version, by: 'test', now: house.clock.now },
      });
      await proceed();
      expect(await stored()).toMatchObject({ outcome: 'refused', course: { endCode: 'issuerSwitchedOff' } });
    });
  });

  test('the hour in which a pass may be issued again begins when access was given (D28)', async () => {
    const house = await openPatientHouse();
    const { recoveryId, view, proceed } = await prove(house, 'other');
    house.clock.now += 30 * hour;
    await proceed();
    house.clock.now += hour / 2;
    expect(await view()).toMatchObject({ expired: true, mayIssue: true });
    const shown = await house.journey.advance({ recoveryId, event: { type: 'showPass' } });
    expect(shown?.reply.pass?.value).toEqual(expect.any(String));
    house.clock.now += hour;
    expect(await view()).toMatchObject({ expired: true, mayIssue: false });
  });
});

describe('the switch is not enough (D25)', () => {
  test('without a guard there is no second device, whatever the profile says', async () => {
    const house = await openTestJourney({ example: false });
    const { recovery } = await house.journey.start({ identifier: 'mara', network: '10.0.0' });
    const recoveryId = recovery.id;
    await house.journey.advance({ recoveryId, event: { type: 'begin' } });
    const route = { type: 'chooseRoute', country: 'DE', route: 'wallet' } as const;
    const there = await house.journey.advance({ recoveryId, event: route });
    expect((await house.journey.view(there!.recovery)).now).toMatchObject({ otherDevice: false });
    const asked = { type: 'phoneOffered', from: desk } as const;
    expect(await house.journey.advance({ recoveryId, event: asked })).toMatchObject({ moved: false });
  });
});
