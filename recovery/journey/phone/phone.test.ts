import { describe, expect, test } from 'vitest';
import { desk, openTestJourney, otherFace, pocket, type TestJourney } from '../test-journey.ts';
import { maskAccount, phoneCode, phoneLimits, readTypedCode } from './index.ts';

/** A recovery that waits for a wallet, or for a camera. */
async function open(at: 'present' | 'faceCheck', identifier = 'mara', house?: TestJourney) {
  const world = house ?? (await openTestJourney());
  const { journey } = world;
  const { recovery } = await journey.start({ identifier, network: '10.0.0' });
  const recoveryId = recovery.id;
  const move = async (event: Parameters<typeof journey.advance>[0]['event']) =>
    (await journey.advance({ recoveryId, event }))!;
  await move({ type: 'begin' });
  await move({ type: 'chooseRoute', country: 'DE', route: 'wallet' });
  if (at === 'faceCheck') await world.presentOn(recoveryId, 'this', 'mara');
  const stored = async () => (await world.ports.store.read(recoveryId))!;
  return {
    ...{ world, journey, recoveryId, move, stored },
    offers: () => move({ type: 'phoneOffered', from: desk }),
    joins: async (claim = 'drawn') =>
      journey.joinPhone({ link: await world.linkOn(recoveryId), claim, from: pocket }),
    page: async () => (await journey.view(await stored())).now,
    onPhone: async (cookie: string) => (await journey.findByPhone(cookie))?.view,
    last: async () => (await world.memory.audit.readChain(recoveryId)).at(-1)!,
    mails: () => [...world.memory.tables().mails.values()].map(({ kind, to }) => ({ kind, to })),
  };
}
/** A phone on which the face check has been done. */
async function captured() {
  const opened = await open('faceCheck');
  const phone = await opened.world.takePhone(opened.recoveryId);
  return { ...opened, phone, shows: () => opened.world.showFace(opened.recoveryId, phone) };
}

describe('the link (D25)', () => {
  test('belongs to the browser that opens it first; whoever comes second is refused, and the starting page says so', async () => {
    const { offers, joins, journey, world, recoveryId, page, onPhone, last } = await open('faceCheck');
    await offers();
    expect(await page()).toMatchObject({ page: 'withPhone', at: 'offered', purpose: 'faceCheck' });
    const link = await world.linkOn(recoveryId);
    const cookie = await joins();
    expect((await onPhone(cookie!))?.now).toEqual({ page: 'naming' });
    expect(await journey.joinPhone({ link, claim: 'photographed', from: desk })).toBeNull();
    expect(await last()).toMatchObject({ activity: 'phone.joinRefused', code: 'phoneLinkSpent' });
    expect(await page()).toMatchObject({
      ...{ at: 'joined', strangers: 1 },
      who: { browser: 'Safari · iPhone', network: '198.51.100', sameLine: false },
    });
  });

  test('an answer that got lost is given again, to the browser that drew the claim and to no other', async () => {
    const { offers, world, recoveryId, journey } = await open('faceCheck');
    await offers();
    const link = await world.linkOn(recoveryId);
    const first = await journey.joinPhone({ link, claim: 'drawn', from: pocket });
    expect(await journey.joinPhone({ link, claim: 'drawn', from: pocket })).toBe(first);
    expect(await journey.joinPhone({ link, claim: 'Drawn', from: pocket })).toBeNull();
  });

  test.each(['present', 'faceCheck'] as const)('dies after five minutes, unopened: %s', async (at) => {
    const { offers, world, recoveryId, journey, page } = await open(at);
    await offers();
    const link = await world.linkOn(recoveryId);
    world.clock.now += phoneLimits.linkMs;
    expect(await journey.joinPhone({ link, claim: 'late', from: pocket })).toBeNull();
    expect(await page()).toMatchObject({ page: at, phoneEnded: 'outOfTime' });
  });

  test('a new one kills the one before, and the phone that had it', async () => {
    const { offers, joins, world, recoveryId, journey, onPhone } = await open('faceCheck');
    await offers();
    const old = await world.linkOn(recoveryId);
    const cookie = await joins();
    await offers();
    expect(await journey.joinPhone({ link: old, claim: 'x', from: pocket })).toBeNull();
    expect(await onPhone(cookie!)).toBeUndefined();
    expect(await joins('y')).toEqual(expect.any(String));
  });

  test('a dead link that is opened again and again fills nothing (T18)', async () => {
    const { offers, joins, world, recoveryId, journey, stored, page } = await open('faceCheck');
    await offers();
    const link = await world.linkOn(recoveryId);
    await joins();
    for (let each = 0; each < 20; each += 1)
      await journey.joinPhone({ link, claim: `stranger ${each}`, from: desk });
    expect(await page()).toMatchObject({ strangers: 3 });
    const { version } = await stored();
    await journey.joinPhone({ link, claim: 'one more', from: desk });
    expect((await stored()).version).toBe(version);
  });
});

describe('before anything is asked, the phone says whose sign-in it is about (T2)', () => {
  test('the account as it was typed and masked, when and where it was started; nothing works before it is agreed to', async () => {
    const { offers, joins, onPhone, world, recoveryId, stored, move } = await open(
      ...(['faceCheck', 'mara@example.org'] as const),
    );
    await offers();
    const phone = (await joins())!;
    expect(await onPhone(phone)).toEqual({
      ...{ purpose: 'faceCheck', rehearsal: false, account: 'm•••a@example.org', now: { page: 'naming' } },
      started: {
        at: (await stored()).createdAt,
        ...{ browser: 'Firefox · Windows', network: '192.0.2', sameLine: false },
      },
    });
    expect(await world.showFace(recoveryId, phone)).toBeNull();
    await move({ type: 'phoneAgreed', phone });
    expect((await onPhone(phone))?.now).toEqual({ page: 'faceCheck', triesLeft: 3, problem: null });
  });

  test('"This wasn\'t me" ends the recovery, tells the owner and stands in the record', async () => {
    const { offers, joins, move, stored, mails, last, onPhone } = await open('faceCheck');
    await offers();
    const phone = (await joins())!;
    await move({ type: 'phoneDenied', phone });
    expect(await stored()).toMatchObject({ state: 'closed', outcome: 'stopped', evidenceKeyWrapped: null });
    expect(mails().at(-1)).toEqual({ kind: 'recoveryDenied', to: ['mara@example.org'] });
    expect(await last()).toMatchObject({ activity: 'recovery.stopped', code: 'objection', actor: 'phone' });
    expect(await onPhone(phone)).toBeUndefined();
  });

  test('it still ends it when the victim understands only afterwards', async () => {
    const { phone, shows, move, world, stored } = await captured();
    await shows();
    await move({ type: 'phoneCode', code: await world.codeOn(phone) });
    expect(await stored()).toMatchObject({ state: 'accessPass' });
    await move({ type: 'phoneDenied', phone });
    expect(await stored()).toMatchObject({ outcome: 'stopped' });
    expect(world.passes.size).toBe(0);
  });

  test('a decoy looks the same at every step, and its notice goes to nobody (D14)', async () => {
    const seen = [];
    for (const identifier of ['mara@example.org', 'mark@example.org']) {
      const { offers, joins, move, onPhone, page, mails, last } = await open('present', identifier);
      await offers();
      const { link: _, ...offered } = (await page()) as { link: string };
      const phone = (await joins())!;
      const naming = await onPhone(phone);
      const joined = await page();
      await move({ type: 'phoneAgreed', phone });
      const asked = await onPhone(phone);
      await move({ type: 'phoneDenied', phone });
      seen.push({ offered, naming, joined, asked, page: await page(), last: (await last()).activity });
      expect(mails().at(-1)).toEqual({
        kind: 'recoveryDenied',
        to: identifier.startsWith('mara') ? ['mara@example.org'] : [],
      });
    }
    const [eligible, decoy] = JSON.parse(JSON.stringify(seen).replaceAll('m•••k', 'm•••a'));
    expect(decoy).toEqual(eligible);
  });

  test.each([
    ['mara@example.org', 'm•••a@example.org'],
    ['lindqvist', 'li•••t'],
    ['bo', 'b•••'],
    ['a@b@c', 'a•••@b@c'],
    ['مارا.ليندكفيست', 'ما•••ت'],
  ])('%s is written %s', (typed, shown) => {
    expect(maskAccount(typed)).toBe(shown);
  });
});

describe('one camera at a time, and only for the phone that joined', () => {
  test('while a phone takes part the starting browser takes no pictures; thrown out, the phone takes none', async () => {
    const { world, recoveryId, phone, move, shows, onPhone, page } = await captured();
    expect(await world.showFace(recoveryId)).toBeNull();
    await move({ type: 'phoneThrownOut' });
    expect(await page()).toMatchObject({ page: 'faceCheck', phoneEnded: null });
    expect((await onPhone(phone))?.now).toEqual({ page: 'over' });
    expect(await shows()).toBeNull();
    expect(await world.showFace(recoveryId)).toMatchObject({ recovery: { state: 'accessPass' } });
  });

  test('a cookie of another recovery, or one that is made up, is nobody', async () => {
    const one = await captured();
    const other = await open('faceCheck', 'mara', one.world);
    const theirs = await one.world.takePhone(other.recoveryId);
    const forged = `${one.recoveryId}.${'x'.repeat(43)}`;
    for (const phone of [theirs, forged, '', one.recoveryId, `${one.phone}x`]) {
      expect(await one.world.showFace(one.recoveryId, phone)).toBeNull();
      expect((await one.move({ type: 'phoneDenied', phone })).moved).toBe(false);
    }
    expect(await one.journey.findByPhone(forged)).toBeNull();
  });

  test('not done in a quarter of an hour, it is over', async () => {
    const { world, phone, onPhone, page } = await captured();
    world.clock.now += phoneLimits.workMs;
    expect((await onPhone(phone))?.now).toEqual({ page: 'over' });
    expect(await page()).toMatchObject({ page: 'faceCheck', phoneEnded: 'outOfTime' });
  });
});

describe('the code (R13, R39)', () => {
  test('the recovery goes on when it is typed where the recovery was started, and not before', async () => {
    const { world, phone, shows, move, stored, page } = await captured();
    await shows();
    expect(await stored()).toMatchObject({ state: 'faceCheck', otherDevice: false });
    expect(await page()).toMatchObject({ page: 'withPhone', at: 'code', triesLeft: 3 });
    await move({ type: 'phoneCode', code: await world.codeOn(phone) });
    expect(await stored()).toMatchObject({ state: 'accessPass', otherDevice: true });
  });

  test('a face that does not match looks like one that does until the code is typed (D15, R18)', async () => {
    const { world, phone, shows, move, stored, page, onPhone, last } = await captured();
    world.face.answer = otherFace;
    await shows();
    expect(await last()).toMatchObject({ activity: 'faceCheck.held', code: 'faceNoMatch' });
    expect((await onPhone(phone))?.now).toEqual({
      page: 'code',
      code: await world.codeOn(phone),
      expiresAt: world.clock.now + phoneLimits.codeMs,
    });
    expect(await page()).toMatchObject({ at: 'code' });
    await move({ type: 'phoneCode', code: await world.codeOn(phone) });
    expect(await stored()).toMatchObject({ outcome: 'refused', course: { endCode: 'faceNoMatch' } });
  });

  test('the third wrong one ends what the phone did; nobody guesses on (3 of 2^40)', async () => {
    const { world, phone, shows, move, stored, page, onPhone, last } = await captured();
    await shows();
    const code = await world.codeOn(phone);
    await move({ type: 'phoneCode', code: 'AAAA-AAAA' });
    expect(await page()).toMatchObject({ at: 'code', triesLeft: 2 });
    await move({ type: 'phoneCode', code: '' });
    await move({ type: 'phoneCode', code: `${code}0` });
    expect(await last()).toMatchObject({ activity: 'phone.codeRefused', data: { tries: 3 } });
    expect(await page()).toMatchObject({ page: 'faceCheck', phoneEnded: 'wrongCodes', triesLeft: 2 });
    expect((await move({ type: 'phoneCode', code })).moved).toBe(false);
    expect((await onPhone(phone))?.now).toEqual({ page: 'over' });
    expect(await stored()).toMatchObject({ state: 'faceCheck' });
  });

  test('lives ten minutes', async () => {
    const { world, phone, shows, move, stored } = await captured();
    await shows();
    const code = await world.codeOn(phone);
    world.clock.now += phoneLimits.codeMs;
    expect((await move({ type: 'phoneCode', code })).moved).toBe(false);
    expect(await stored()).toMatchObject({ state: 'faceCheck' });
  });

  test('of another recovery, or of the phone before, it is wrong', async () => {
    const { world, recoveryId, phone, shows, move } = await captured();
    await shows();
    const before = await world.codeOn(phone);
    await move({ type: 'phoneThrownOut' });
    const second = await world.takePhone(recoveryId);
    await world.showFace(recoveryId, second);
    expect(await world.codeOn(second)).not.toBe(before);
    expect((await move({ type: 'phoneCode', code: before })).recovery.state).toBe('faceCheck');
  });

  test('each capture on a phone uses a try, whatever it comes to, and after three there is no other', async () => {
    const { world, recoveryId, shows, move, stored } = await captured();
    await shows();
    for (const used of [2, 3]) {
      const phone = await world.takePhone(recoveryId);
      await world.showFace(recoveryId, phone);
      expect((await stored()).captureTries).toBe(used);
    }
    await move({ type: 'phoneOffered', from: desk });
    expect(await stored()).toMatchObject({ outcome: 'refused', course: { endCode: 'captureTriesSpent' } });
  });

  test('forty bits, drawn evenly, and read however it is typed', async () => {
    const { ports } = await openTestJourney();
    const codes = Array.from({ length: 400 }, (_, salt) =>
      phoneCode(ports, { recoveryId: 'r', phone: { salt: String(salt) } as never }),
    );
    expect(new Set(codes).size).toBe(400);
    expect(codes.every((code) => /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/.test(code))).toBe(true);
    expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
    for (const typed of ['01ab 34cd', ' oIAB-34CD', '0LaB34cd', '٠١AB–٣٤CD', '０１ＡＢ３４ＣＤ'])
      expect(readTypedCode(typed)).toBe('01AB-34CD');
  });
});

describe('the wallet on a phone (D24, T2, T3)', () => {
  async function asked() {
    const opened = await open('present');
    const phone = await opened.world.takePhone(opened.recoveryId);
    const address = async () => (await opened.move({ type: 'phoneWallet', phone })).reply.location!;
    const answers = async () => {
      const reply = await opened.journey.answerPresentation(
        await opened.world.present(await address(), 'mara'),
      );
      return reply.accepted ? new URL(reply.location) : null;
    };
    const codeIn = (location: URL | null) => location!.hash.slice('#response_code='.length);
    return { ...opened, phone, address, answers, codeIn };
  }

  test('its answer leads back to the phone, and moves nothing before the code is typed', async () => {
    const { answers, codeIn, move, phone, world, stored, page } = await asked();
    const location = await answers();
    expect(location?.pathname).toBe('/phone');
    expect(await stored()).toMatchObject({ state: 'present' });
    await move({ type: 'phoneReturned', phone, code: codeIn(location) });
    expect(await page()).toMatchObject({ page: 'withPhone', at: 'code', purpose: 'wallet' });
    await move({ type: 'phoneCode', code: await world.codeOn(phone) });
    expect(await stored()).toMatchObject({ state: 'faceCheck', otherDevice: true });
  });

  test('its one-time code is worth nothing in the starting browser, nor on the phone of another recovery', async () => {
    const { answers, codeIn, move, stored, world } = await asked();
    const code = codeIn(await answers());
    await move({ type: 'responseCode', code });
    expect(await stored()).toMatchObject({ state: 'present' });
    const other = await open('present', 'mara', world);
    const theirs = await world.takePhone(other.recoveryId);
    await other.move({ type: 'phoneReturned', phone: theirs, code });
    expect(await other.page()).toMatchObject({ at: 'joined' });
  });

  test("the link's code is worth nothing on a phone", async () => {
    const { move, phone, journey, world, page, stored } = await asked();
    await move({ type: 'requestPresentation', device: 'this' });
    const waiting = await page();
    if (waiting.page !== 'waitingForWallet') throw new Error(waiting.page);
    const reply = await journey.answerPresentation(await world.present(waiting.request.address, 'mara'));
    if (!reply.accepted) throw new Error('refused');
    const code = new URL(reply.location).hash.slice('#response_code='.length);
    await move({ type: 'phoneReturned', phone, code });
    expect(await stored()).toMatchObject({ state: 'present' });
  });

  test('thrown out, its request is dead', async () => {
    const { address, move, journey, world } = await asked();
    const open = await address();
    await move({ type: 'phoneThrownOut' });
    expect(await journey.answerPresentation(await world.present(open, 'mara'))).toEqual({ accepted: false });
  });
});

describe('at rest (D5, D19)', () => {
  test('neither link, nor cookie, nor claim, nor code can be read; all of them survive a restart', async () => {
    const { world, recoveryId, offers, joins, move, page } = await open('faceCheck');
    await offers();
    const link = await world.linkOn(recoveryId);
    expect(await world.linkOn(recoveryId)).toBe(link);
    const phone = (await joins('a claim that nobody drew'))!;
    await move({ type: 'phoneAgreed', phone });
    await world.showFace(recoveryId, phone);
    const code = await world.codeOn(phone);
    expect(await world.codeOn(phone)).toBe(code);
    expect(await page()).toMatchObject({ at: 'code' });
    const tables = world.memory.tables();
    const dump = JSON.stringify([
      ...[tables.recoveries, tables.requests, tables.mails].map((each) => [...each]),
      ...[...tables.evidence.values()].map((each) => [...each]),
      world.memory.audit.entries,
    ]);
    for (const secret of [link.split('.')[1]!, phone.split('.')[1]!, 'a claim that nobody drew', code])
      expect(dump).not.toContain(secret);
  });

  test('closed, nothing of it is left', async () => {
    const { world, recoveryId, phone, move } = await captured();
    await move({ type: 'leave' });
    expect(await world.ports.store.readEvidence(recoveryId)).toEqual([]);
    expect(await world.journey.findByPhone(phone)).toBeNull();
  });

  test('two browsers open the link at the same moment: one of them is the phone (R29)', async () => {
    const { world, recoveryId, offers, journey } = await open('faceCheck');
    await offers();
    const link = await world.linkOn(recoveryId);
    const joined = await Promise.all(
      ['a', 'b', 'c'].map((claim) => journey.joinPhone({ link, claim, from: pocket })),
    );
    expect(joined.filter((each) => each !== null)).toHaveLength(1);
  });

  test('the code typed twice at the same moment counts once', async () => {
    const { world, phone, shows, move, last, stored } = await captured();
    await shows();
    const code = await world.codeOn(phone);
    await Promise.all([move({ type: 'phoneCode', code }), move({ type: 'phoneCode', code })]);
    expect(await stored()).toMatchObject({ state: 'accessPass' });
    expect((await last()).activity).toBe('accessPass.granted');
    expect([...world.passes.keys()]).toHaveLength(1);
  });
});
