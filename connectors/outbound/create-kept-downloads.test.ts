import { describe, expect, test } from 'vitest';
import { createKeptDownloads } from './create-kept-downloads.ts';
import type { OutboundFetch } from './create-outbound-fetch.ts';

const url = 'https://status.issuer.example/lists/1';
type Answer = Awaited<ReturnType<OutboundFetch>>;
const answer = (text: string, mediaType = 'application/statuslist+jwt'): Answer => ({
  ...{ kind: 'answer', mediaType },
  body: Buffer.from(text),
});

/** Answers in turn, the last one again and again. */
function keeper(...answers: readonly Answer[]) {
  const clock = { now: 1_000_000 };
  const asked: Parameters<OutboundFetch>[0][] = [];
  const problems: unknown[] = [];
  const downloads = createKeptDownloads({
    fetch: async (request) => {
      asked.push(request);
      return answers[Math.min(asked.length, answers.length) - 1]!;
    },
    now: () => clock.now,
    ...{ maximumBytes: 7, pauseMs: 5_000 },
    onProblem: (about) => problems.push(about),
  });
  const read = (notBefore = 0, mediaTypes = ['application/statuslist+jwt']) =>
    downloads.read({ url, mediaTypes, notBefore });
  return { clock, asked, problems, downloads, read };
}

describe('downloads', () => {
  test('are kept: the same object, until a younger one is asked for', async () => {
    const { clock, asked, read } = keeper(answer('one'), answer('two'));
    const first = await read();
    expect(first).toEqual({ body: Buffer.from('one'), fetchedAt: 1_000_000 });
    clock.now += 60_000;
    expect(await read(1_000_000)).toBe(first);
    expect(await read(1_000_001)).toEqual({ body: Buffer.from('two'), fetchedAt: 1_060_000 });
    expect(asked).toEqual(Array(2).fill({ url, accept: 'application/statuslist+jwt', maximumBytes: 7 }));
  });

  test('of one address in two forms are two', async () => {
    const { asked, read } = keeper(answer('jwt'), answer('cwt', 'application/statuslist+cwt'));
    const jwt = await read();
    const cwt = await read(0, ['application/statuslist+cwt']);
    expect([jwt?.body.toString(), cwt?.body.toString(), asked.length]).toEqual(['jwt', 'cwt', 2]);
    expect(await read()).toBe(jwt);
  });

  test('are shared by those who ask at the same moment', async () => {
    const { asked, read } = keeper(answer('one'));
    const [first, second] = await Promise.all([read(), read()]);
    expect(second).toBe(first);
    expect(asked).toHaveLength(1);
  });

  test('that failed are not tried again at once', async () => {
    const { clock, asked, problems, read } = keeper({ kind: 'problem', problem: 'timeout' }, answer('one'));
    expect(await read()).toBeNull();
    clock.now += 4_999;
    expect(await read()).toBeNull();
    expect(asked).toHaveLength(1);
    clock.now += 2;
    expect(await read()).toMatchObject({ fetchedAt: 1_005_001 });
    expect(problems).toEqual([{ host: 'status.issuer.example', problem: 'timeout' }]);
  });

  test('that failed leave what was kept to whoever still takes it', async () => {
    const { clock, read } = keeper(answer('one'), { kind: 'problem', problem: 'status' });
    const first = await read();
    clock.now += 60_000;
    expect(await read(clock.now)).toBeNull();
    expect(await read()).toBe(first);
  });

  test('of another media type are none', async () => {
    const { problems, read } = keeper(answer('<html>', 'text/html'));
    expect(await read()).toBeNull();
    expect(problems).toEqual([{ host: 'status.issuer.example', problem: 'mediaType' }]);
  });

  test('are kept in a number, not all there ever were', async () => {
    const { asked, downloads } = keeper(answer('one'));
    const mediaTypes = ['application/statuslist+jwt'];
    for (let index = 0; index <= 256; index += 1)
      await downloads.read({ url: `${url}${index}`, mediaTypes, notBefore: 0 });
    await downloads.read({ url: `${url}256`, mediaTypes, notBefore: 0 });
    expect(asked).toHaveLength(257);
    await downloads.read({ url: `${url}0`, mediaTypes, notBefore: 0 });
    expect(asked).toHaveLength(258);
  });
});
