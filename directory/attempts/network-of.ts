import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network an address belongs to: /24 for IPv4, /48 for IPv6; one household or office, not one address. An IPv4 address
 * mapped into IPv6 (RFC 4291 2.5.5.2) is the IPv4 address, however it is written.
 */
export function networkOf(address: string): string {
  const plain = address.trim().replace(/%.*$/, '');
  if (isIPv4(plain)) return networkOfIPv4(plain.split('.'));
  if (!isIPv6(plain)) return 'unknown';
  const groups = readGroups(plain);
  const [a, b, c, d, e, marker, high = 0, low = 0] = groups;
  const mapped = marker === 0xffff && [a, b, c, d, e].every((group) => group === 0);
  if (mapped) return networkOfIPv4([high >> 8, high & 255, low >> 8]);
  return `${[a, b, c].map((group) => group?.toString(16)).join(':')}::/48`;
}

function networkOfIPv4(octets: readonly (string | number)[]): string {
  return `${octets.slice(0, 3).join('.')}.0/24`;
}

/** All eight groups of an IPv6 address. */
function readGroups(address: string): number[] {
  const [head = '', tail = ''] = withoutDots(address).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === '' ? [] : tail.split(':');
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16));
}

/** The last 32 bits may be written as an IPv4 address (RFC 4291 2.2). */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_all, ...octets: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = octets.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
}
