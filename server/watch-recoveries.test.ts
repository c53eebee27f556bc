import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { watchRecoveries } from './watch-recoveries.ts';

/** A watch over marks that the test writes. */
function openWatch(limits?: { perRecovery: number; inAll: number }) {
  const marks = new Map([
    ['a', '1'],
    ['b', '1'],
  ]);
  const looks: (readonly string[])[] = [];
  const failures: unknown[] = [];
  const database = { broken: false, slow: 0 };
  const watch = watchRecoveries({
    store: {
      readMarks: async ({ ids }) => {
        looks.push(ids);
        if (database.broken) throw new Error('no database');
        const read = new Map(marks);
        await wait(database.slow);
        return read;
      },
    },
    now: () => 0,
    onFailure: (cause) => failures.push(cause),
    ...(limits && { limits }),
  });
  const told: string[] = [];
  const follow = (id: string, name = id) => watch.watch(id, () => told.push(name));
  const settle = () => wait(20);
  return { watch, marks, looks, failures, database, told, follow, settle };
}

describe('who waits for a recovery', () => {
  test('is told once it is being watched, then when it moves, and not after they left', async () => {
    const { watch, marks, told, follow, settle } = openWatch();
    const leave = follow('a')!;
    await settle();
    expect(told).toEqual(['a']);
    watch.look('a');
    await settle();
    expect(told).toEqual(['a']);
    marks.set('a', '2');
    watch.look('a');
    await settle();
    expect(told).toEqual(['a', 'a']);
    leave();
    leave();
    marks.set('a', '3');
    watch.look('a');
    await settle();
    expect(told).toEqual(['a', 'a']);
  });

  test('is told of what another instance did, or time, within a second or so; once each, whoever else waits', async () => {
    const { watch, marks, told, follow, settle } = openWatch();
    follow('a', 'first');
    follow('b');
    await settle();
    follow('a', 'second');
    await settle();
    expect(told).toEqual(['first', 'b', 'second']);
    marks.set('a', '2');
    await wait(1_300);
    expect(told).toEqual(['first', 'b', 'second', 'first', 'second']);
    marks.delete('b');
    await wait(1_100);
    expect(told.slice(5)).toEqual(['b']);
    watch.close();
  });

  test('misses nothing that moves while one looks', async () => {
    const { watch, marks, told, follow, settle, database } = openWatch();
    follow('a');
    await settle();
    database.slow = 50;
    watch.look('a');
    await settle();
    marks.set('a', '2');
    watch.look('a');
    await wait(150);
    expect(told).toEqual(['a', 'a']);
  });

  test('a database that is away for a while costs nobody their place', async () => {
    const { watch, marks, told, follow, settle, database, failures } = openWatch();
    database.broken = true;
    follow('a');
    await settle();
    expect([told, failures.length]).toEqual([[], 1]);
    database.broken = false;
    marks.set('a', '2');
    watch.look('a');
    await settle();
    expect(told).toEqual(['a']);
  });
});

describe('and what it costs', () => {
  test('a second is one look at all of them; nobody is looked at when nobody waits', async () => {
    const { watch, looks, follow, settle } = openWatch();
    const leave = [follow('a', '1'), follow('a', '2'), follow('b')];
    await settle();
    // At once, and once for all who came while the first look was under way.
    expect(looks).toEqual([['a'], ['a', 'b']]);
    await wait(1_100);
    expect(looks.slice(2)).toEqual([['a', 'b']]);
    watch.look('elsewhere');
    for (const each of leave) each?.();
    await wait(1_100);
    expect(looks).toHaveLength(3);
  });

  test('only so many wait for one, and in all; each who leaves makes room', () => {
    const one = openWatch({ perRecovery: 2, inAll: 9 });
    const leave = one.follow('a');
    expect([one.follow('a'), one.follow('a')]).toEqual([expect.any(Function), null]);
    expect(one.follow('b')).not.toBeNull();
    leave?.();
    expect(one.follow('a')).not.toBeNull();

    const all = openWatch({ perRecovery: 2, inAll: 2 });
    expect([all.follow('a'), all.follow('b'), all.follow('c')]).toEqual([
      expect.any(Function),
      expect.any(Function),
      null,
    ]);
  });
});
