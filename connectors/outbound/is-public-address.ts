import { BlockList, isIP } from 'node:net';

/** IANA's special-purpose registry for IPv4: private, shared, loopback, link-local, documentation, multicast, reserved. */
const specialIpv4: readonly string[] = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];

/** Of IPv6 only global unicast is public, and of that not what carries an IPv4 address along or is set aside. */
const globalIpv6 = '2000::/3';
const specialIpv6: readonly string[] = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const notPublic = toBlockList(specialIpv4, 'ipv4');
const notPublicIpv6 = toBlockList(specialIpv6, 'ipv6');
const publicIpv6 = toBlockList([globalIpv6], 'ipv6');

/** May this address be somebody's on the internet, and not ours, our neighbour's or a cloud's own (D36)? */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !notPublic.check(address, 'ipv4');
  return family === 6 && publicIpv6.check(address, 'ipv6') && !notPublicIpv6.check(address, 'ipv6');
}

function toBlockList(networks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), family);
  }
  return list;
}
