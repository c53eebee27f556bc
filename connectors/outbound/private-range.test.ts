import { describe, expect, test } from 'vitest';
import { createOutboundFetch } from './create-outbound-fetch.ts';
import { findRangeProblem, isExcepted, type PrivateAddress } from './private-range.ts';

describe('ranges that an exception may name (D36)', () => {
  test.each([
    ...[
      '10.20.30.0/24',
      '10.20.30.64/26',
      '10.0.0.1/32',
      '172.16.0.0/24',
      '172.31.255.0/24',
      '192.168.1.0/24',
    ],
    ...['100.64.0.0/24', 'fd12:3456:789a:1::/64', 'fc00::/64', 'fd12::1/128', 'FD12::/64'],
  ])('%s', (range) => {
    expect(findRangeProblem(range)).toBeNull();
  });

  test.each([
    ...['', '10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0/24', '010.0.0.0/24', 'id.corp.example/24'].map(
      (range) => [range, 'notARange'] as const,
    ),
    ...['fd12::/129', 'fe80::1%eth0/64', '10.0.0.0/24 ', '*/0'].map((range) => [range, 'notARange'] as const),
    // This machine, the link with a cloud's credentials, everybody, nobody, and the internet.
    ...['127.0.0.0/24', '169.254.169.0/24', '0.0.0.0/24', '224.0.0.0/24', '8.8.8.0/24', '172.32.0.0/24'].map(
      (range) => [range, 'notPrivate'] as const,
    ),
    ...['::1/128', '::/64', 'fe80::/64', 'ff02::/64', '2001:db8::/64', '::ffff:10.0.0.0/120'].map(
      (range) => [range, 'notPrivate'] as const,
    ),
    ...['10.0.0.0/8', '10.20.30.0/23', 'fd12::/63', 'fc00::/7'].map((range) => [range, 'tooWide'] as const),
    ...['10.20.30.1/24', '10.20.30.65/26', 'fd12::1/64', 'fd12:0:0:0:1::/64'].map(
      (range) => [range, 'notItsFirstAddress'] as const,
    ),
  ])('not %s: %s', (range, problem) => {
    expect(findRangeProblem(range)).toBe(problem);
  });
});

describe('what an exception lets through (D36)', () => {
  const exceptions: readonly PrivateAddress[] = [
    { host: 'id.corp.example', range: '10.20.30.0/24' },
    { host: 'six.corp.example', range: 'fd12:3456::/64' },
    // Nobody could have added these; somebody who writes to the database has no other way in either.
    { host: 'id.corp.example', range: '127.0.0.0/24' },
    { host: 'id.corp.example', range: '172.16.0.0/12' },
    { host: 'cloud.corp.example', range: '100.100.100.0/24' },
    { host: 'cloud.corp.example', range: 'fd00:ec2::/64' },
  ];

  test.each([
    ['id.corp.example', '10.20.30.0', true],
    ['id.corp.example', '10.20.30.255', true],
    ['six.corp.example', 'fd12:3456::9', true],
    ['cloud.corp.example', '100.100.100.199', true],
    // The host without its range, and the range without its host.
    ['id.corp.example', '10.20.31.0', false],
    ['six.corp.example', '10.20.30.1', false],
    ['evil.example', '10.20.30.1', false],
    ['xid.corp.example', '10.20.30.1', false],
    ['id.corp.example.', '10.20.30.1', false],
    // An address in the clothes of another.
    ['id.corp.example', '::ffff:10.20.30.1', false],
    ['id.corp.example', '::ffff:a14:1e01', false],
    // Ranges that are no exception, wherever they stand.
    ['id.corp.example', '127.0.0.1', false],
    ['id.corp.example', '172.16.0.1', false],
    // Where clouds hand out credentials, inside a range or not.
    ['cloud.corp.example', '100.100.100.200', false],
    ['cloud.corp.example', 'fd00:ec2::254', false],
    ['id.corp.example', 'nothing', false],
  ])('%s at %s: %s', (host, address, allowed) => {
    expect(isExcepted(exceptions, { host, address })).toBe(allowed);
  });
});

describe('the guard (D36)', () => {
  /** Nothing listens there: what was let through is `unreachable` or `timeout`, what was not is `address`. */
  function guard(addresses: readonly string[], listed: () => readonly PrivateAddress[]) {
    const asked: string[] = [];
    const fetch = createOutboundFetch({
      ...{ loopbackOrigins: [], timeoutMs: 60 },
      resolve: async (host) => {
        asked.push(host);
        return addresses;
      },
      readPrivateAddresses: async () => listed(),
    });
    return { asked, ask: (url: string) => fetch({ url, accept: '*/*', maximumBytes: 1 }) };
  }
  const listed = [{ host: 'id.corp.example', range: '192.168.254.0/24' }];
  const wasStopped = (answer: object) => 'problem' in answer && answer.problem === 'address';

  test.each([
    ['host and range fit', 'https://id.corp.example/x', ['192.168.254.254'], false],
    ['a port is no other host', 'https://ID.corp.example:8443/x', ['192.168.254.254'], false],
    ['another host', 'https://other.corp.example/x', ['192.168.254.254'], true],
    ['another range', 'https://id.corp.example/x', ['192.168.253.254'], true],
    ['one of two outside it', 'https://id.corp.example/x', ['192.168.254.254', '10.0.0.1'], true],
    ['the address itself in place of the name', 'https://192.168.254.254/x', ['192.168.254.254'], true],
    ['http', 'http://id.corp.example/x', ['192.168.254.254'], true],
  ])('%s', async (_, url, addresses, stopped) => {
    expect(wasStopped(await guard(addresses, () => listed).ask(url))).toBe(stopped);
  });

  test('what was taken out is refused from the next request on', async () => {
    let now: readonly PrivateAddress[] = listed;
    const { ask } = guard(['192.168.254.254'], () => now);
    expect(wasStopped(await ask('https://id.corp.example/'))).toBe(false);
    now = [];
    expect(wasStopped(await ask('https://id.corp.example/'))).toBe(true);
  });

  test('the name is looked up once: the address that was judged is the one that is asked', async () => {
    const { asked, ask } = guard(['192.168.254.254'], () => listed);
    await ask('https://id.corp.example/');
    expect(asked).toEqual(['id.corp.example']);
  });

  test('a list that cannot be read lets nothing through', async () => {
    const { ask } = guard(['192.168.254.254'], () => {
      throw new Error('the database is away');
    });
    expect(await ask('https://id.corp.example/')).toEqual({ kind: 'problem', problem: 'unreachable' });
  });
});
