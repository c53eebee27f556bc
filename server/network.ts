import { isIPv6 } from 'node:net';

/** The network somebody comes from: /24 or /48. One household or office is one; an attacker's next address is the same. */
export function networkOf(address: string): string {
  const mapped = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (!isIPv6(mapped)) return mapped.split('.').slice(0, 3).join('.');
  const [head = '', tail = ''] = mapped.split('::');
  const left = head.split(':').filter((each) => each !== '');
  const right = tail.split(':').filter((each) => each !== '');
  const zeros = mapped.includes('::')
    ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
    : [];
  return [...left, ...zeros, ...right]
    .slice(0, 3)
    .map((each) => Number.parseInt(each, 16).toString(16))
    .join(':');
}
