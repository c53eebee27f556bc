import { expect, test } from 'vitest';
import { networkOf } from './network.ts';

const networks: readonly (readonly [string, string])[] = [
  ['192.0.2.1', '192.0.2'],
  ['192.0.2.254', '192.0.2'],
  ['192.0.3.1', '192.0.3'],
  ['::ffff:192.0.2.9', '192.0.2'],
  ['2001:db8:7:1::1', '2001:db8:7'],
  ['2001:db8:7:ffff:ffff:ffff:ffff:ffff', '2001:db8:7'],
  ['2001:0db8:0007:0001:0000:0000:0000:0001', '2001:db8:7'],
  ['2001:db8:8::', '2001:db8:8'],
  ['2001:db8::1', '2001:db8:0'],
  ['2001::1', '2001:0:0'],
  ['::1', '0:0:0'],
  ['::', '0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0'],
];
test.each(networks)('%s comes from %s: /24, or /48', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
