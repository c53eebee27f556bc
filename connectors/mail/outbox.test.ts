import { describe, expect, test } from 'vitest';
import type { MailQueue, QueuedMail } from '../../recovery/store/index.ts';
import { createOutbox } from './index.ts';

type Row = QueuedMail & { sentAt: number | null; nextAttemptAt: number };
type Sent = { readonly to: readonly string[]; readonly subject: string; readonly text: string };

const start = Date.parse('2026-11-22T12:00:00Z');
const minute = 60_000;

/** The outbox table in memory. */
function openQueue(mails: readonly Partial<QueuedMail>[] = [{}]) {
  const rows = mails.map((mail, index): Row => {
    const given = {
      to: ['mara@example.org'],
      kind: 'recoveryStarted',
      language: 'de',
      values: { name: 'Mara' },
    };
    return {
      ...given,
      ...mail,
      id: `m${index}`,
      queuedAt: start,
      attempts: 0,
      sentAt: null,
      nextAttemptAt: start,
    };
  });
  const find = (id: string) => rows.find((row) => row.id === id)!;
  const queue: MailQueue = {
    readDue: async ({ now, mostAttempts, limit }) =>
      rows
        .filter((row) => row.sentAt === null && row.nextAttemptAt <= now && row.attempts < mostAttempts)
        .slice(0, limit)
        .map((row) => ({ ...row })),
    markSent: async (id, at) => void Object.assign(find(id), { sentAt: at }),
    markFailed: async ({ id, ...changes }) => void Object.assign(find(id), changes),
    forgetBefore: async () => 0,
    readLatest: async (limit) => rows.filter(({ to }) => to.length > 0).slice(0, limit),
  };
  const clock = { now: start };
  const failures: { id: string; attempts: number; cause: unknown }[] = [];
  const outbox = createOutbox({
    queue,
    compose: ({ kind, language, values }) => ({
      subject: `${kind} ${language}`,
      text: JSON.stringify(values),
    }),
    objectionLink: (recoveryId) => `https://recover.example.org/recover/not-me#${recoveryId}.mac`,
    now: () => clock.now,
    onFailure: (failure) => void failures.push(failure),
  });
  return { rows, clock, outbox, failures };
}

describe('what is due is sent, once (D37)', () => {
  test('in its language, to every address, and marked', async () => {
    const { rows, outbox } = openQueue([{ to: ['one@example.org', 'two@example.org'] }]);
    const sent: Sent[] = [];
    expect(await outbox.sendDue(async (mail) => void sent.push(mail))).toBe(1);
    expect(sent).toMatchObject([
      {
        to: ['one@example.org', 'two@example.org'],
        subject: 'recoveryStarted de',
        text: '{"name":"Mara"}',
      },
    ]);
    expect(rows[0]?.sentAt).toBe(start);
    expect(await outbox.sendDue(async (mail) => void sent.push(mail))).toBe(0);
    expect(sent).toHaveLength(1);
  });

  test('the objection link is written then and there: the table holds a recovery, not the secret (D5)', async () => {
    const { outbox } = openQueue([{ values: { name: 'Mara', objection: 'r1' } }]);
    const sent: Sent[] = [];
    await outbox.sendDue(async (mail) => void sent.push(mail));
    const link = 'https://recover.example.org/recover/not-me#r1.mac';
    expect(sent[0]?.text).toBe(JSON.stringify({ name: 'Mara', link }));
    expect((await outbox.readLatest(5))[0]?.text).toBe(JSON.stringify({ name: 'Mara', link }));
  });

  test("a decoy's notice is done with, and goes nowhere (D14)", async () => {
    const { rows, outbox } = openQueue([{ to: [] }]);
    const sent: Sent[] = [];
    await outbox.sendDue(async (mail) => void sent.push(mail));
    expect([sent, rows[0]?.sentAt]).toEqual([[], start]);
    expect(await outbox.readLatest(5)).toEqual([]);
  });
});

describe('a mail server that fails loses nothing', () => {
  const refuse = async () => {
    throw new Error('ECONNREFUSED');
  };

  test('the mail waits, longer each time, and goes when the server is back', async () => {
    const { rows, clock, outbox, failures } = openQueue();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 4; attempt += 1) {
      await outbox.sendDue(refuse);
      waits.push((rows[0]!.nextAttemptAt - clock.now) / minute);
      clock.now = rows[0]!.nextAttemptAt - 1;
      expect(await outbox.sendDue(refuse), 'not a moment too soon').toBe(0);
      clock.now += 1;
    }
    expect(waits).toEqual([0.5, 1, 2, 4]);
    expect(failures.map(({ id, attempts }) => [id, attempts])).toEqual([
      ['m0', 1],
      ['m0', 2],
      ['m0', 3],
      ['m0', 4],
    ]);
    const sent: Sent[] = [];
    expect(await outbox.sendDue(async (mail) => void sent.push(mail))).toBe(1);
    expect(sent).toHaveLength(1);
  });

  test('a mail that cannot be sent, or not even written, does not hold up the others', async () => {
    const { outbox, failures } = openQueue([{ to: ['bad@example.org'] }, {}]);
    const sent: Sent[] = [];
    const send = async (mail: Sent) => {
      if (mail.to[0] === 'bad@example.org') throw new Error('550 no such user');
      sent.push(mail);
    };
    expect(await outbox.sendDue(send)).toBe(1);
    expect([sent.length, failures.length]).toEqual([1, 1]);
  });

  test('a server that is away from Friday evening to Monday morning still delivers (R10)', async () => {
    const { rows, clock, outbox } = openQueue();
    while (clock.now < start + 60 * 60 * minute) {
      await outbox.sendDue(refuse);
      clock.now += minute;
    }
    clock.now = Math.max(clock.now, rows[0]!.nextAttemptAt);
    expect(rows[0]!.nextAttemptAt - start, 'at the latest six hours after it is back').toBeLessThan(
      67 * 60 * minute,
    );
    expect(await outbox.sendDue(async () => {})).toBe(1);
  });
});
