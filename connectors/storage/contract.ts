import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type AuditCheckpoint,
  type AuditStore,
  type NewAuditEntry,
  verifyAudit,
} from '../../recovery/audit/index.ts';
import { beginCourse } from '../../recovery/journey/course.ts';
import { defaultProfile, type OrganisationPolicy, type Profile } from '../../recovery/policy/index.ts';
import type {
  DeletionQueue,
  MailQueue,
  PolicyStore,
  PresentationRequest,
  Recovery,
  RecoveryStore,
} from '../../recovery/store/index.ts';

export interface StorageUnderTest {
  readonly store: RecoveryStore;
  readonly policy: PolicyStore;
  readonly audit: AuditStore;
  readonly mails: Pick<MailQueue, 'readLatest'>;
  readonly deletions: DeletionQueue;
  close(): Promise<void>;
}

/** Every storage passes this suite, whatever engine stands behind it. Rows of one test are not looked at by another. */
export function describeStorage(product: string, open: () => Promise<StorageUnderTest>): void {
  describe(`storage ports: ${product}`, () => {
    let under: StorageUnderTest;
    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under?.close());

    describeRecoveries(() => under);
    describeTransactions(() => under);
    describeEvidence(() => under);
    describeRequests(() => under);
    describeAttempts(() => under);
    describeDeletions(() => under);
    describeAudit(() => under);
    describePolicy(() => under);
  });
}

type Of = () => StorageUnderTest;
const start = Date.parse('2026-11-22T12:00:00Z');
const minute = 60_000;
let rows = 0;

const profile = defaultProfile({
  ...{ id: 'staff', name: 'Staff “Ä”', priority: 0, includeGroups: ['Staff'] },
  ...{ providerIds: ['sandbox'], acceptedCredentials: [] },
});

function recoveryWith(more: Partial<Recovery> = {}): Recovery {
  rows += 1;
  return {
    id: `recovery-${rows}`,
    version: 1,
    caseNumber: `CASE-${rows}`,
    state: 'explain',
    outcome: null,
    accountRef: `account-${rows}`,
    attemptRef: `attempt-${rows}`,
    networkRef: `network-${rows}`,
    cookieHash: `cookie-${rows}`,
    identifierSealed: 'sealed',
    evidenceKeyWrapped: 'wrapped',
    mode: 'production',
    policy: { profile, organisationPolicyVersion: 7 },
    country: 'DE',
    returnedFromProvider: false,
    providerDown: false,
    captureTries: 0,
    captureProblem: null,
    provedAt: null,
    passExpiresAt: null,
    passReissues: 0,
    redeemedAt: null,
    sessionsEnded: 0,
    otherDevice: false,
    waitsUntil: null,
    receipt: null,
    course: beginCourse(''),
    createdAt: start + rows,
    updatedAt: start + rows,
    expiresAt: start + 24 * 60 * minute,
    ...more,
  };
}
async function added(of: Of, more: Partial<Recovery> = {}): Promise<Recovery> {
  const recovery = recoveryWith(more);
  await of().store.insert(recovery);
  return recovery;
}

function requestOf(recoveryId: string, more: Partial<PresentationRequest> = {}): PresentationRequest {
  rows += 1;
  return {
    id: `request-${rows}`,
    recoveryId,
    device: 'this',
    sealed: 'secrets',
    createdAt: start + rows,
    expiresAt: start + 5 * minute,
    answerHash: null,
    reply: null,
    failedAnswers: 0,
    responseCodeHash: null,
    responseCodeExpiresAt: null,
    presentedSealed: null,
    ...more,
  };
}
async function asked(of: Of, more: Partial<PresentationRequest> = {}): Promise<PresentationRequest> {
  const request = requestOf((await added(of)).id, more);
  await of().store.insertRequest(request);
  return request;
}

const entryFor = (chain: string, more: Partial<NewAuditEntry> = {}): NewAuditEntry => ({
  ...{ chain, at: start, activity: 'matching.passed', result: 'success', code: '', actor: 'person' },
  data: { candidates: 1, live: null, agreed: true, who: '“Ä”' },
  ...more,
});

function describeRecoveries(of: Of): void {
  test('a recovery comes back whole, by id, by cookie and by case number', async () => {
    const receipt = {
      at: start,
      added: [{ kind: 'passkey', label: '“Phone” 日本' }],
      disabled: [],
      sessionsEnded: 2,
    } as const;
    const whole = await added(of, {
      ...{ returnedFromProvider: true, captureTries: 2, captureProblem: 'tooDark', receipt },
      ...{ provedAt: start + 0.5, passExpiresAt: start + 1, redeemedAt: start + 2, sessionsEnded: 3 },
    });
    expect(await of().store.read(whole.id)).toEqual(whole);
    expect(await of().store.readByCookie(whole.cookieHash)).toEqual(whole);
    expect(await of().store.readByCaseNumber(whole.caseNumber)).toEqual({
      ...{ id: whole.id, caseNumber: whole.caseNumber, state: 'explain', outcome: null, mode: 'production' },
      ...{ profileName: profile.name, createdAt: whole.createdAt, updatedAt: whole.updatedAt },
    });
    for (const read of [
      of().store.read('gone'),
      of().store.readByCookie('gone'),
      of().store.readByCaseNumber('gone'),
    ])
      expect(await read).toBeNull();
  });

  test('id, cookie and case number belong to one recovery', async () => {
    const { id, cookieHash, caseNumber } = await added(of);
    for (const taken of [{ id }, { cookieHash }, { caseNumber }])
      await expect(of().store.insert(recoveryWith(taken)), JSON.stringify(taken)).rejects.toThrow();
  });

  test('R29: an update is stored at the version it was read at, and counts it up', async () => {
    const { id } = await added(of);
    const update = (expectedVersion: number) =>
      of().store.update({ id, expectedVersion, changes: { state: 'chooseCountry', country: 'PT' } });
    expect(await update(1)).toBe(true);
    expect(await of().store.read(id)).toMatchObject({ version: 2, state: 'chooseCountry', country: 'PT' });
    for (const stale of [0, 1, 3]) expect(await update(stale)).toBe(false);
    expect(await of().store.update({ id: 'gone', expectedVersion: 1, changes: {} })).toBe(false);
    expect(await of().store.read(id)).toMatchObject({ version: 2 });
  });

  test('an update changes what it names, to null where it says so, and nothing else', async () => {
    const before = await added(of, { captureProblem: 'blurred', provedAt: start });
    const changes = {
      state: 'closed',
      outcome: 'refused',
      evidenceKeyWrapped: null,
      captureProblem: null,
    } as const;
    await of().store.update({ id: before.id, expectedVersion: 1, changes });
    expect(await of().store.read(before.id)).toEqual({ ...before, ...changes, version: 2 });
  });

  test('R29: a lock says whether the recovery is still where it was read', async () => {
    const { id } = await added(of);
    const lock = (expectedVersion: number) =>
      of().store.transaction(() => of().store.lock({ id, expectedVersion }));
    expect([await lock(1), await lock(2)]).toEqual([true, false]);
    expect(await of().store.transaction(() => of().store.lock({ id: 'gone', expectedVersion: 1 }))).toBe(
      false,
    );
  });

  test('D31: siblings are the other open recoveries of the account', async () => {
    const accountRef = 'one-account';
    const [mine, other, waiting] = [
      await added(of, { accountRef }),
      await added(of, { accountRef }),
      await added(of, { accountRef, state: 'enrol' }),
    ];
    await added(of, { accountRef, state: 'closed', outcome: 'left' });
    await added(of);
    const siblings = await of().store.findSiblings({ accountRef, exceptId: mine.id });
    expect(siblings.map(({ id }) => id).sort()).toEqual([other.id, waiting.id].sort());
    expect((await of().store.findAwaitingSignIn(accountRef)).map(({ id }) => id)).toEqual([waiting.id]);
    expect(await of().store.findAwaitingSignIn('nobody')).toEqual([]);
  });

  test('what has run out is found until it is closed', async () => {
    const due = await added(of, { expiresAt: start - 5 });
    await added(of, { expiresAt: start - 5, state: 'closed', outcome: 'left' });
    const idsAt = async (now: number) => (await of().store.findExpired(now)).map(({ id }) => id);
    expect(await idsAt(start - 6)).toEqual([]);
    expect(await idsAt(start - 5)).toEqual([due.id]);
    const changes = { state: 'closed', outcome: 'expired' } as const;
    await of().store.update({ id: due.id, expectedVersion: 1, changes });
    expect(await idsAt(start - 5)).toEqual([]);
  });

  test('R19: what was typed at the start of recoveries closed by then is erased, and nothing else', async () => {
    const closed = { state: 'closed', outcome: 'recovered' } as const;
    const old = await added(of, { ...closed, updatedAt: 5_000 });
    const younger = await added(of, { ...closed, updatedAt: 5_001 });
    const open = await added(of, { updatedAt: 5_000 });
    expect(await of().store.eraseIdentifiersBefore(5_000)).toBe(1);
    expect(await of().store.eraseIdentifiersBefore(5_000), 'once').toBe(0);
    const kept = async ({ id }: Recovery) => (await of().store.read(id))?.identifierSealed;
    expect([await kept(old), await kept(younger), await kept(open)]).toEqual(['', 'sealed', 'sealed']);
    expect(await of().store.read(old.id)).toEqual({ ...old, identifierSealed: '' });
  });

  test('the list is short and latest first', async () => {
    const later = await added(of, { createdAt: start + 1_000 * minute });
    const latest = await added(of, { createdAt: start + 1_001 * minute });
    const listed = await of().store.list({ limit: 2 });
    expect(listed.map(({ id }) => id)).toEqual([latest.id, later.id]);
  });

  test('D3: rehearsals count for the rules of the profile they ran under, whatever it is called and whomever it includes', async () => {
    const pilot = { ...profile, id: 'pilot' };
    const stricter = { ...pilot, version: 2, faceCheck: { ...pilot.faceCheck, threshold: 90 } };
    const under = (rules: Profile, outcome: Recovery['outcome']) =>
      added(of, {
        ...{ outcome, state: 'closed', mode: 'evaluation' },
        policy: { profile: rules, organisationPolicyVersion: 1 },
      });
    for (const [rules, outcome] of [
      [pilot, 'rehearsed'],
      [stricter, 'rehearsed'],
      [stricter, 'rehearsed'],
      [stricter, 'refused'],
    ] as const)
      await under(rules, outcome);
    const count = (rules: Profile) => of().store.countRehearsals(rules);
    const renamed = {
      ...stricter,
      name: 'Renamed',
      version: 9,
      mode: 'production',
      includeGroups: ['Staff'],
    } as const;
    expect([await count(pilot), await count(stricter), await count(renamed)]).toEqual([1, 2, 2]);
    expect(await count({ ...stricter, walletFirst: !stricter.walletFirst })).toBe(0);
    expect(await count({ ...stricter, id: 'another' })).toBe(0);
  });

  test('open recoveries are found by the profile they run under', async () => {
    const policy = { profile: { ...profile, id: 'going' }, organisationPolicyVersion: 1 };
    const open = await added(of, { policy });
    await added(of, { policy, state: 'closed', outcome: 'expired' });
    expect(await of().store.findOpenUnder('going')).toEqual([open.id]);
  });
}

function describeTransactions(of: Of): void {
  class Undo extends Error {}
  const mail = {
    to: ['mara@example.org'],
    kind: 'recovered',
    language: 'de',
    values: { name: 'Mara' },
  } as const;
  const mailsTo = async (to: string) =>
    (await of().mails.readLatest(500)).filter((each) => each.to[0] === to);

  test('what a transaction returns is what was committed', async () => {
    const recovery = recoveryWith();
    const read = await of().store.transaction(async () => {
      await of().store.insert(recovery);
      return of().store.read(recovery.id);
    });
    expect(read).toEqual(recovery);
    expect(await of().store.read(recovery.id)).toEqual(recovery);
  });

  test('throwing undoes all of it: recovery, evidence, request, counter, audit and mail', async () => {
    const { id } = await added(of);
    const to = `undone-${id}@example.org`;
    const attempt = { kind: 'undone', keyHash: id, now: start, windowMs: minute };
    const undone = of().store.transaction(async () => {
      await of().store.update({ id, expectedVersion: 1, changes: { state: 'closed' } });
      await of().store.putEvidence(id, { kind: 'matched', sealed: 'x', expiresAt: start });
      await of().store.insertRequest(requestOf(id));
      await of().store.countAttempt(attempt);
      await of().store.audit(entryFor(id, { personal: { account: 'a' } }));
      await of().store.queueMail({ ...mail, to: [to] }, start);
      throw new Undo();
    });
    await expect(undone).rejects.toThrow(Undo);
    expect(await of().store.read(id)).toMatchObject({ version: 1, state: 'explain' });
    expect(await of().store.readEvidence(id)).toEqual([]);
    expect(await of().store.readLatestRequest(id)).toBeNull();
    expect(await of().store.readAttempts(attempt)).toBe(0);
    expect([await of().audit.readChain(id), await of().audit.readPersonal(id)]).toEqual([[], []]);
    expect(await mailsTo(to)).toEqual([]);
  });

  test('a nested transaction joins: it stands or falls with the outer one', async () => {
    const [one, two] = [recoveryWith(), recoveryWith()];
    const outer = of().store.transaction(async () => {
      await of().store.insert(one);
      await of().store.transaction(() => of().store.insert(two));
      await of().audit.append(entryFor(one.id));
      throw new Undo();
    });
    await expect(outer).rejects.toThrow(Undo);
    expect([await of().store.read(one.id), await of().store.read(two.id)]).toEqual([null, null]);
    expect(await of().audit.readChain(one.id)).toEqual([]);
  });

  test('the next transaction after a failed one works', async () => {
    const { id } = await added(of);
    await expect(of().store.transaction(() => of().store.insert(recoveryWith({ id })))).rejects.toThrow();
    expect(await of().store.transaction(() => of().store.lock({ id, expectedVersion: 1 }))).toBe(true);
  });

  test('R29: eight at the same moment move one recovery; one wins, and only its effects stand', async () => {
    const { id } = await added(of);
    const move = (number: number) =>
      of().store.transaction(async () => {
        await of().store.audit(entryFor(id, { actor: String(number) }));
        const changes = { state: 'chooseCountry', captureTries: number } as const;
        if (!(await of().store.update({ id, expectedVersion: 1, changes }))) throw new Undo();
        return number;
      });
    const moved = await Promise.allSettled(Array.from({ length: 8 }, (_, number) => move(number)));
    const winners = moved.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(winners).toHaveLength(1);
    expect(await of().store.read(id)).toMatchObject({ version: 2, captureTries: winners[0] });
    expect((await of().audit.readChain(id)).map(({ actor }) => actor)).toEqual([String(winners[0])]);
  });

  test('R29: a lock holds whoever comes second until the first has finished', async () => {
    const { id } = await added(of);
    const order: string[] = [];
    const take = (name: string) =>
      of().store.transaction(async () => {
        const isFirst = await of().store.lock({ id, expectedVersion: 1 });
        order.push(`${name} ${isFirst}`);
        await new Promise((later) => setTimeout(later, 20));
        if (isFirst) await of().store.update({ id, expectedVersion: 1, changes: { state: 'closed' } });
        order.push(`${name} done`);
      });
    await Promise.all([take('a'), take('b')]);
    const [first] = order;
    const [one, two] = first === 'a true' ? ['a', 'b'] : ['b', 'a'];
    expect(order).toEqual([`${one} true`, `${one} done`, `${two} false`, `${two} done`]);
  });

  test('two that wait for each other: one goes through, the other is told of a conflict, nobody hangs', async () => {
    const [left, right] = [await added(of), await added(of)];
    const cross = (first: Recovery, second: Recovery) =>
      of().store.transaction(async () => {
        await of().store.lock({ id: first.id, expectedVersion: 1 });
        await new Promise((later) => setTimeout(later, 50));
        await of().store.lock({ id: second.id, expectedVersion: 1 });
      });
    const ends = await Promise.allSettled([cross(left, right), cross(right, left)]);
    const failed = ends.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    expect(failed.length).toBeLessThan(2);
    for (const cause of failed) expect(cause).toMatchObject({ code: 'storageConflict', retryable: true });
  });
}

function describeEvidence(of: Of): void {
  const kindsOf = async (id: string) => (await of().store.readEvidence(id)).map(({ kind }) => kind).sort();

  test('one piece of each kind: a later one takes the place of the earlier', async () => {
    const { id } = await added(of);
    const put = (kind: 'presented' | 'matched', sealed: string) =>
      of().store.putEvidence(id, { kind, sealed, expiresAt: start + minute });
    await put('presented', 'first');
    await put('presented', 'second');
    await put('matched', 'third');
    expect(await of().store.readEvidence(id)).toHaveLength(2);
    expect(await of().store.readEvidence(id)).toContainEqual({
      ...{ kind: 'presented', sealed: 'second', expiresAt: start + minute },
    });
  });

  test('what is dropped is gone; the rest, and what others hold, stays', async () => {
    const [{ id }, other] = [await added(of), await added(of)];
    for (const recoveryId of [id, other.id])
      for (const kind of ['applicant', 'presented', 'matched'] as const)
        await of().store.putEvidence(recoveryId, { kind, sealed: kind, expiresAt: start + minute });
    await of().store.dropEvidence(id, ['presented', 'granted']);
    await of().store.dropEvidence(id, []);
    expect(await kindsOf(id)).toEqual(['applicant', 'matched']);
    expect(await kindsOf(other.id)).toEqual(['applicant', 'matched', 'presented']);
  });

  test('D19: what has outlived its time goes, wherever it lies', async () => {
    const early = start - 1_000 * minute;
    const { id } = await added(of);
    await of().store.putEvidence(id, { kind: 'presented', sealed: 'x', expiresAt: early });
    await of().store.putEvidence(id, { kind: 'matched', sealed: 'x', expiresAt: early + 1 });
    const claims = { answerHash: 'hash', presentedSealed: 'claims' };
    const request = requestOf(id, { expiresAt: early });
    const later = requestOf(id, { expiresAt: early + 1 });
    for (const each of [request, later]) {
      await of().store.insertRequest(each);
      await of().store.answerRequest(each.id, claims);
    }
    expect(await of().store.dropExpiredEvidence(early - 1)).toBe(0);
    expect(await of().store.dropExpiredEvidence(early)).toBe(1);
    expect(await kindsOf(id)).toEqual(['matched']);
    expect(await of().store.readRequest(request.id)).toMatchObject({ sealed: null, presentedSealed: null });
    expect(await of().store.readRequest(later.id)).toEqual({ ...later, ...claims });
    expect(await of().store.dropExpiredEvidence(early)).toBe(0);
  });

  test('what a wallet showed in the last minute of a request is there until the way back is over, and then gone', async () => {
    const request = await asked(of);
    const responseCodeExpiresAt = request.expiresAt + minute;
    const shown = { answerHash: 'h', sealed: null, responseCodeExpiresAt, presentedSealed: 'claims' };
    await of().store.answerRequest(request.id, { ...shown, reply: { status: 200, redirectSealed: 'r' } });
    await of().store.dropExpiredEvidence(responseCodeExpiresAt - 1);
    expect(await of().store.readRequest(request.id)).toMatchObject({ presentedSealed: 'claims' });
    await of().store.dropExpiredEvidence(responseCodeExpiresAt);
    expect(await of().store.readRequest(request.id)).toMatchObject({ presentedSealed: null });
  });
}

function describeRequests(of: Of): void {
  const reply = { status: 200, redirectSealed: 'redirect' };
  const answer = { answerHash: 'hash', reply, sealed: null, responseCodeExpiresAt: start + minute };

  test('a request comes back whole, and the latest of a recovery is the latest', async () => {
    const first = await asked(of);
    const second = requestOf(first.recoveryId, { device: 'other' });
    await of().store.insertRequest(second);
    expect(await of().store.readRequest(first.id)).toEqual(first);
    expect(await of().store.readLatestRequest(first.recoveryId)).toEqual(second);
    expect([await of().store.readRequest('gone'), await of().store.readLatestRequest('gone')]).toEqual([
      null,
      null,
    ]);
  });

  test('the mark of a recovery differs when a request comes, is dropped, answered or runs out, and when it is moved', async () => {
    const { store } = of();
    const one = await added(of);
    const other = await added(of);
    const read = async (now = start) => {
      const marks = await store.readMarks({ ids: [one.id, other.id, 'gone'], now });
      expect([...marks.keys()].toSorted()).toEqual([one.id, other.id].toSorted());
      return marks.get(one.id);
    };
    const before = await read();
    const [first, second, third] = [requestOf(one.id), requestOf(one.id), requestOf(one.id)];
    await store.insertRequest(first);
    const asking = await read();
    expect([asking === before, await read(), await read(first.expiresAt)]).toEqual([false, asking, before]);
    await store.dropRequests(one.id);
    expect(await read()).toBe(before);
    await store.insertRequest(second);
    await store.answerRequest(second.id, { answerHash: 'hash', reply });
    expect(await read()).toBe(before);
    await store.insertRequest(third);
    expect([await read(), asking, before].filter((each, at, all) => all.indexOf(each) === at)).toHaveLength(
      3,
    );
    await store.update({ id: one.id, expectedVersion: 1, changes: { state: 'faceCheck' } });
    expect(await read()).not.toBe(before);
    expect(await store.readMarks({ ids: [], now: start })).toEqual(new Map());
  });

  test('D24, T4: it is answered once, whoever comes second, and at the same moment too', async () => {
    const { id } = await asked(of);
    const answered = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        // Not `sealed: null`, which would keep the others out as well.
        of().store.answerRequest(id, { answerHash: `hash-${n}`, reply }),
      ),
    );
    expect(answered.filter(Boolean)).toHaveLength(1);
    const winner = `hash-${answered.indexOf(true)}`;
    expect(await of().store.readRequest(id)).toMatchObject({ reply, answerHash: winner });
    expect(await of().store.answerRequest(id, answer)).toBe(false);
    expect(await of().store.answerRequest('gone', answer)).toBe(false);
  });

  test('an answer to a request that was dropped meanwhile is not stored', async () => {
    const { id, recoveryId } = await asked(of);
    await of().store.dropRequests(recoveryId);
    expect(await of().store.answerRequest(id, answer)).toBe(false);
    expect(await of().store.readRequest(id)).toMatchObject({ answerHash: null, presentedSealed: null });
  });

  test('R38, T3: a response code is taken once, and by its own request alone', async () => {
    const { id } = await asked(of);
    const responseCodeHash = `code-${id}`;
    await of().store.answerRequest(id, { ...answer, responseCodeHash, presentedSealed: 'claims' });
    expect((await of().store.findRequestByCode(responseCodeHash))?.id).toBe(id);
    const take = (request: { id: string; responseCodeHash: string }) => of().store.takeResponseCode(request);
    expect(await take({ id, responseCodeHash: 'another' })).toBeNull();
    expect(await take({ id: (await asked(of)).id, responseCodeHash })).toBeNull();
    const taken = await Promise.all(Array.from({ length: 6 }, () => take({ id, responseCodeHash })));
    expect(taken.filter((each) => each === 'claims')).toHaveLength(1);
    expect(taken.filter((each) => each === null)).toHaveLength(5);
    expect(await of().store.findRequestByCode(responseCodeHash)).toBeNull();
    expect(await of().store.readRequest(id)).toMatchObject({ presentedSealed: null });
  });

  test('dropped, a request keeps no secret, no claims and no code, and is out of time', async () => {
    const { id, recoveryId } = await asked(of);
    const other = await asked(of);
    const responseCodeHash = `soon dropped ${id}`;
    const answered = { answerHash: 'hash', presentedSealed: 'claims', responseCodeHash };
    await of().store.answerRequest(id, answered);
    await of().store.dropRequests(recoveryId);
    expect(await of().store.readRequest(id)).toMatchObject({
      ...{ sealed: null, presentedSealed: null, responseCodeHash: null, expiresAt: 0 },
    });
    expect(await of().store.readRequest(other.id)).toEqual(other);
  });

  test('wrong answers are counted, each of them', async () => {
    const { id } = await asked(of);
    const counts = await Promise.all(Array.from({ length: 5 }, () => of().store.countFailedAnswer(id)));
    expect(counts.toSorted()).toEqual([1, 2, 3, 4, 5]);
    expect(await of().store.readRequest(id)).toMatchObject({ failedAnswers: 5 });
  });
}

function describeDeletions(of: Of): void {
  const owe = (recoveryId: string, reference: string, dueAt: number) =>
    of().store.oweDeletion({ recoveryId, provider: recoveryId, reference, dueAt });
  const due = async (recoveryId: string, now: number) =>
    (await of().deletions.readDue({ now, limit: 100 }))
      .filter((each) => each.recoveryId === recoveryId)
      .map(({ reference, dueAt, attempts }) => [reference, dueAt, attempts]);

  test('what a vendor keeps is due at its time, or at once when told so; nobody else’s is', async () => {
    await owe('owing', 'a', start + minute);
    await owe('owing', 'b', start + minute);
    await owe('owing-other', 'c', start + minute);
    await of().store.hastenDeletions({ recoveryId: 'owing', now: start, except: 'b' });
    expect(await due('owing', start)).toEqual([['a', start, 0]]);
    expect(await due('owing-other', start)).toEqual([]);
    expect(await of().deletions.count('owing')).toEqual({ owed: 2, overdue: 0 });
    await of().store.hastenDeletions({ recoveryId: 'owing', now: start + 1 });
    expect(await due('owing', start + 1)).toEqual([
      ['a', start, 0],
      ['b', start + 1, 0],
    ]);
  });

  test('one that failed waits, and is not hastened past its wait; one that is done is gone', async () => {
    await owe('waiting', 'a', start);
    await of().deletions.markFailed({
      ...{ provider: 'waiting', reference: 'a', attempts: 1, nextAttemptAt: start + minute },
    });
    await of().store.hastenDeletions({ recoveryId: 'waiting', now: start });
    expect(await due('waiting', start + minute - 1)).toEqual([]);
    expect(await due('waiting', start + minute)).toEqual([['a', start + minute, 1]]);
    expect(await of().deletions.count('waiting')).toEqual({ owed: 1, overdue: 1 });
    await of().deletions.markDone({ provider: 'waiting', reference: 'a' });
    expect(await of().deletions.count('waiting')).toEqual({ owed: 0, overdue: 0 });
  });

  test('owed is owed with the transaction it is written in, or not at all', async () => {
    const undone = of().store.transaction(async () => {
      await owe('undone', 'a', start);
      throw new Error('undo');
    });
    await expect(undone).rejects.toThrow('undo');
    expect(await due('undone', start)).toEqual([]);
  });
}

function describeAttempts(of: Of): void {
  const counter = (keyHash: string, kind = 'start') => {
    const request = (now: number) => ({ kind, keyHash, now, windowMs: minute });
    return {
      count: (now: number) => of().store.countAttempt(request(now)),
      read: (now: number) => of().store.readAttempts(request(now)),
    };
  };

  test('D16, R11: a window begins with its first attempt and ends whole', async () => {
    const { count, read } = counter('window');
    expect(await read(start)).toBe(0);
    expect([await count(start), await count(start + 1), await count(start + minute - 1)]).toEqual([1, 2, 3]);
    expect([await read(start + minute - 1), await read(start + minute)]).toEqual([3, 0]);
    expect([await count(start + minute), await count(start + minute + 1)]).toEqual([1, 2]);
  });

  test('each kind and each key counts for itself', async () => {
    await counter('key-a').count(start);
    expect(await counter('key-b').count(start)).toBe(1);
    expect(await counter('key-a', 'refusal').count(start)).toBe(1);
    expect(await counter('key-a').read(start)).toBe(1);
  });

  test('no attempt is lost, however many come at once', async () => {
    const { count, read } = counter('crowd');
    const counts = await Promise.all(Array.from({ length: 20 }, () => count(start)));
    expect(counts.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    expect(await read(start)).toBe(20);
  });
}

function describeAudit(of: Of): void {
  const keys = generateKeyPairSync('ed25519');
  const publicKey = keys.publicKey.export({ format: 'jwk' }).x!;
  const checkpoint = (now: number) =>
    of().audit.checkpoint({ now, sign: (data) => sign(null, data, keys.privateKey) });
  const flaws = async () => (await verifyAudit({ store: of().audit, publicKey })).flaws;

  test('D35: entries come back as they were hashed; values of people lie beside them', async () => {
    const appended = await of().audit.append(
      entryFor('whole', { personal: { account: 'Ä 日本', trace: 'x' } }),
    );
    expect(await of().audit.readChain('whole')).toEqual([appended]);
    expect(appended.data).toMatchObject({ candidates: 1, live: null, agreed: true, who: '“Ä”' });
    expect(JSON.stringify(appended)).not.toContain('日本');
    const values = await of().audit.readPersonal('whole');
    expect(values.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { sequence: 0, name: 'account', value: 'Ä 日本' },
      { sequence: 0, name: 'trace', value: 'x' },
    ]);
  });

  test('the same value twice has two hashes: nobody learns from the record who comes again', async () => {
    const [one, two] = [
      await of().audit.append(entryFor('salted', { personal: { account: 'mara' } })),
      await of().audit.append(entryFor('salted', { personal: { account: 'mara' } })),
    ];
    expect(one.data.account).not.toBe(two.data.account);
  });

  test('many at the same moment on one chain queue up and never fork (R36)', async () => {
    await Promise.all(
      Array.from({ length: 12 }, (_, number) =>
        of().audit.append(entryFor('crowd', { actor: String(number) })),
      ),
    );
    const chain = await of().audit.readChain('crowd');
    expect(chain.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 12 }, (_, n) => n));
    expect(chain.slice(1).map(({ previous }) => previous)).toEqual(
      chain.slice(0, -1).map(({ hash }) => hash),
    );
    expect(new Set(chain.map(({ actor }) => actor)).size).toBe(12);
    expect(await flaws()).toEqual([]);
  });

  test('a chain that was begun by two at once has one beginning', async () => {
    const begin = (chain: string) => Promise.all([1, 2, 3].map(() => of().audit.append(entryFor(chain))));
    for (const chain of ['begun-1', 'begun-2', 'begun-3']) {
      await begin(chain);
      expect((await of().audit.readChain(chain)).map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
    }
  });

  test('an append that fell leaves no gap', async () => {
    await of().audit.append(entryFor('gap'));
    const fell = of().store.transaction(async () => {
      await of().audit.append(entryFor('gap', { actor: 'fell' }));
      throw new Error('undo');
    });
    await expect(fell).rejects.toThrow('undo');
    await of().audit.append(entryFor('gap', { actor: 'stands' }));
    expect((await of().audit.readChain('gap')).map(({ sequence, actor }) => [sequence, actor])).toEqual([
      [0, 'person'],
      [1, 'stands'],
    ]);
  });

  test('D35: a checkpoint signs what moved since the last, and verification holds against them', async () => {
    await of().audit.append(entryFor('signed-a'));
    await of().audit.append(entryFor('signed-b'));
    const first = await checkpoint(start);
    expect(first?.heads.map(({ chain }) => chain)).toEqual(expect.arrayContaining(['signed-a', 'signed-b']));
    expect(await checkpoint(start + 1), 'nothing moved').toBeNull();
    await of().audit.append(entryFor('signed-b'));
    const second = await checkpoint(start + 2);
    expect(second).toMatchObject({ sequence: first!.sequence + 1, previous: first!.hash });
    expect(second?.heads.map(({ chain, sequence }) => [chain, sequence])).toEqual([['signed-b', 1]]);
    const read: AuditCheckpoint[] = [];
    for await (const page of of().audit.walkCheckpoints()) read.push(...page);
    expect(read.slice(-2)).toEqual([first, second]);
    const verified = await verifyAudit({ store: of().audit, publicKey, expectedHead: first!.hash });
    expect([verified.flaws, verified.head]).toEqual([[], second!.hash]);
  });

  test('two checkpoints at once sign each head once', async () => {
    await of().audit.append(entryFor('signed-once'));
    const made = await Promise.allSettled([checkpoint(start + 5), checkpoint(start + 5)]);
    const heads = made.flatMap((each) => (each.status === 'fulfilled' ? (each.value?.heads ?? []) : []));
    expect(heads.map(({ chain }) => chain)).toEqual(['signed-once']);
    expect(await flaws()).toEqual([]);
  });

  test('D35: values can be erased, and the record stays sound', async () => {
    await of().audit.append(entryFor('erased', { at: 1_000, personal: { account: 'a' } }));
    await of().audit.append(entryFor('erased', { at: 2_000, personal: { account: 'b' } }));
    expect(await of().audit.erasePersonalBefore(1_000)).toBe(1);
    expect(await of().audit.readPersonal('erased')).toEqual([{ sequence: 1, name: 'account', value: 'b' }]);
    expect(await of().audit.readChain('erased')).toHaveLength(2);
    expect(await flaws()).toEqual([]);
  });

  test('values of people come with the entries they belong to, and hashes by their place', async () => {
    const entry = await of().audit.append(entryFor('with-values', { personal: { account: 'mara' } }));
    const found: string[] = [];
    for await (const { entries, personal } of of().audit.walkEntries())
      for (const { chain, value } of personal)
        if (chain === 'with-values')
          found.push(`${value} ${entries.some((each) => each.hash === entry.hash)}`);
    expect(found).toEqual(['mara true']);
    const places = [
      { chain: 'with-values', sequence: 0 },
      { chain: 'with-values', sequence: 9 },
    ];
    expect(await of().audit.readHashes(places)).toEqual([{ ...places[0], hash: entry.hash }]);
  });

  test('reading everything brings each chain in sequence, and each entry once', async () => {
    const seen: string[] = [];
    for await (const { entries } of of().audit.walkEntries())
      for (const { chain, sequence } of entries) seen.push(`${chain}|${sequence}`);
    expect(new Set(seen).size).toBe(seen.length);
    expect(await of().audit.countEntries()).toBe(seen.length);
    const counts = new Map<string, number>();
    for (const place of seen) {
      const [chain = '', sequence] = place.split('|');
      expect(Number(sequence)).toBe(counts.get(chain) ?? 0);
      counts.set(chain, Number(sequence) + 1);
    }
  });
}

function describePolicy(of: Of): void {
  const organisation: OrganisationPolicy = {
    version: 1,
    name: '“Alder” & Finch',
    helpDesk: { phone: '+49 30 5550 142', email: 'help@example.org' },
    language: 'de',
    secondPersonRequired: true,
    excludedGroups: ['Board'],
    excludedAccountIds: [],
    trustAnchors: [],
    passScope: 'everyone',
    defaultCountry: 'DE',
  };
  const written = { by: 'admin:host', now: start };
  const saveProfile = (id: string, expectedVersion: number, name = id) =>
    of().policy.saveProfile({ ...written, expectedVersion, profile: { ...profile, id, name } });
  const nameOf = async (id: string) =>
    (await of().policy.readProfiles()).find((each) => each.id === id)?.name;

  test('a profile is saved at the version it was edited from; nobody is overwritten', async () => {
    expect([await saveProfile('p1', 0, 'first'), await saveProfile('p1', 0, 'again')]).toEqual([true, false]);
    expect([await saveProfile('p1', 1, 'second'), await saveProfile('p1', 1, 'late')]).toEqual([true, false]);
    expect(await saveProfile('p1', 7, 'from the future')).toBe(false);
    expect(await saveProfile('p2', 3, 'never was')).toBe(false);
    expect([await nameOf('p1'), await nameOf('p2')]).toEqual(['second', undefined]);
    expect((await of().policy.readProfiles()).find(({ id }) => id === 'p1')).toEqual({
      ...profile,
      ...{ id: 'p1', name: 'second', version: 2 },
    });
  });

  test('of eight edits at the same moment one is saved', async () => {
    await saveProfile('p3', 0);
    const saved = await Promise.all(Array.from({ length: 8 }, (_, n) => saveProfile('p3', 1, `edit ${n}`)));
    expect(saved.filter(Boolean)).toHaveLength(1);
    expect(await nameOf('p3')).toBe(`edit ${saved.indexOf(true)}`);
  });

  const readOrder = async () => (await of().policy.readProfiles()).map(({ id, priority }) => [id, priority]);

  test('a new profile comes last, whatever its priority says; priorities count up from 0', async () => {
    await saveProfile('o1', 0);
    await of().policy.saveProfile({
      ...written,
      expectedVersion: 0,
      profile: { ...profile, id: 'o2', priority: 0 },
    });
    const { ids } = await of().policy.readOrder();
    expect(ids.slice(-2)).toEqual(['o1', 'o2']);
    expect(await readOrder()).toEqual(ids.map((id, place) => [id, place]));
  });

  test('the order is written whole, at the version it was read at, and is no edit of any profile', async () => {
    const { version, ids } = await of().policy.readOrder();
    const next = ids.toReversed();
    const save = (order: readonly string[], expectedVersion: number) =>
      of().policy.saveOrder({ ...written, ids: order, expectedVersion });
    expect(await save(ids.slice(1), version), 'one is missing').toBe(false);
    expect(await save([...ids.slice(1), ids[1]!], version), 'one is there twice').toBe(false);
    expect([await save(next, version), await save(ids, version)]).toEqual([true, false]);
    expect(await readOrder()).toEqual(next.map((id, place) => [id, place]));
    expect(await of().policy.readOrder()).toEqual({ version: version + 1, ids: next });
    expect((await of().policy.readProfiles()).find(({ id }) => id === 'o1')?.version).toBe(1);
    expect(await saveProfile('o1', 1, 'edited')).toBe(true);
    expect(await readOrder(), 'an edit moves nothing').toEqual(next.map((id, place) => [id, place]));
  });

  test('of eight orders at the same moment one is saved', async () => {
    const { version, ids } = await of().policy.readOrder();
    const orders = Array.from({ length: 8 }, (_, n) => [
      ...ids.slice(n % ids.length),
      ...ids.slice(0, n % ids.length),
    ]);
    const saved = await Promise.all(
      orders.map((order) => of().policy.saveOrder({ ...written, ids: order, expectedVersion: version })),
    );
    expect(saved.filter(Boolean)).toHaveLength(1);
    expect(await of().policy.readOrder()).toEqual({
      version: version + 1,
      ids: orders[saved.indexOf(true)],
    });
  });

  test('a profile is deleted at the version it was read at; the others move up', async () => {
    const { ids } = await of().policy.readOrder();
    const remove = (id: string, expectedVersion: number) =>
      of().policy.deleteProfile({ ...written, id, expectedVersion });
    expect([await remove('o2', 7), await remove('nobody', 1)]).toEqual([false, false]);
    expect([await remove('o2', 1), await remove('o2', 1)]).toEqual([true, false]);
    expect(await readOrder()).toEqual(ids.filter((id) => id !== 'o2').map((id, place) => [id, place]));
  });

  test('every version is kept with who made it, latest first, a deletion too', async () => {
    const by = { by: 'admin:somebody', now: start + minute };
    await saveProfile('h1', 0, 'first');
    await of().policy.saveProfile({
      ...by,
      expectedVersion: 1,
      profile: { ...profile, id: 'h1', name: 'second' },
    });
    await of().policy.deleteProfile({ ...by, id: 'h1', expectedVersion: 2 });
    const subject = 'profile:h1' as const;
    const { priority: _, ...content } = { ...profile, id: 'h1' };
    const [deletion, second, first] = [
      { version: 3, content: null, by: 'admin:somebody', at: start + minute },
      {
        version: 2,
        content: { ...content, name: 'second', version: 2 },
        by: 'admin:somebody',
        at: start + minute,
      },
      { version: 1, content: { ...content, name: 'first', version: 1 }, by: 'admin:host', at: start },
    ];
    expect(await of().policy.readHistory({ subject, limit: 2 })).toEqual([deletion, second]);
    expect(await of().policy.readHistory({ subject, limit: 2, before: 2 })).toEqual([first]);
    const [order] = await of().policy.readHistory({ subject: 'profiles', limit: 1 });
    const { version, ids } = await of().policy.readOrder();
    expect(order).toEqual({ version, content: ids, by: 'admin:somebody', at: start + minute });
  });

  test('so is the organisation, of which there is one', async () => {
    expect(await of().policy.readOrganisation()).toBeNull();
    const save = (expectedVersion: number, name: string) =>
      of().policy.saveOrganisation({ ...written, expectedVersion, policy: { ...organisation, name } });
    expect([
      await save(0, 'first'),
      await save(0, 'again'),
      await save(1, 'second'),
      await save(1, 'late'),
    ]).toEqual([true, false, true, false]);
    expect(await of().policy.readOrganisation()).toEqual({ ...organisation, name: 'second', version: 2 });
  });
}
