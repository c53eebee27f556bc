import { BlockList, isIP } from 'node:net';

/** One hole in the guard: this host name, and only where it leads into this range (D36). */
export interface PrivateAddress {
  /** As a browser writes it: lower case, ASCII. */
  readonly host: string;
  /** CIDR, by its first address: `10.20.30.0/24`. */
  readonly range: string;
}

/** Networks an organisation numbers for itself (RFC 1918, RFC 6598, RFC 4193). */
const own4: readonly (readonly [string, number])[] = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
];
const own6: readonly (readonly [string, number])[] = [['fc00::', 7]];
/** Inside those, and nobody's own: where clouds hand a machine its credentials (Alibaba; AWS; Google). */
const metadata4 = blockListOf([['100.100.100.200', 32]], 'ipv4');
const metadata6 = blockListOf(
  [
    ['fd00:ec2::', 32],
    ['fd20:ce::', 32],
  ],
  'ipv6',
);
const ownNetworks = { 4: blockListOf(own4, 'ipv4'), 6: blockListOf(own6, 'ipv6') } as const;
/** Whoever answers for the name chooses among these: never so many that our requests could look around in the network. */
const widest = { 4: 24, 6: 64 } as const;

export type RangeProblem = 'notARange' | 'notPrivate' | 'tooWide' | 'notItsFirstAddress';

/**
 * What is wrong with a range that an exception would name; null = nothing. This machine, the link (where clouds keep their
 * credentials, 169.254.169.254) and everything else that nobody numbers for themselves can never be one.
 */
export function findRangeProblem(range: string): RangeProblem | null {
  const read = readRange(range);
  if (read === null) return 'notARange';
  const { address, bits, family } = read;
  if (!ownNetworks[family].check(address, nameOf(family))) return 'notPrivate';
  if (bits < widest[family]) return 'tooWide';
  return isFirstAddress(read) ? null : 'notItsFirstAddress';
}

/** Is the address one that the exceptions allow for this host: both must fit, and the range is judged again. */
export function isExcepted(
  exceptions: readonly PrivateAddress[],
  { host, address }: { readonly host: string; readonly address: string },
): boolean {
  const family = isIP(address);
  if (family === 4 && metadata4.check(address)) return false;
  if (family === 6 && metadata6.check(address, 'ipv6')) return false;
  return exceptions.some((each) => {
    const range = readRange(each.range);
    if (each.host !== host || range === null || findRangeProblem(each.range) !== null) return false;
    // A list of IPv4 would also match an IPv4 address that travels inside an IPv6 one.
    if (range.family !== family) return false;
    const name = nameOf(range.family);
    return blockListOf([[range.address, range.bits]], name).check(address, name);
  });
}

interface Range {
  readonly address: string;
  readonly bits: number;
  readonly family: 4 | 6;
}

function readRange(range: string): Range | null {
  const [, address = '', digits = ''] = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(range) ?? [];
  const family = isIP(address);
  const bits = Number(digits);
  if (family !== 4 && family !== 6) return null;
  return digits !== '' && bits <= (family === 4 ? 32 : 128) ? { address, bits, family } : null;
}

function isFirstAddress({ address, bits, family }: Range): boolean {
  const [whole, value] = [family === 4 ? 32n : 128n, toNumber(address, family)];
  return (value & ((1n << (whole - BigInt(bits))) - 1n)) === 0n;
}

function toNumber(address: string, family: 4 | 6): bigint {
  if (family === 4) return address.split('.').reduce((sum, part) => sum * 256n + BigInt(part), 0n);
  // The address as a browser writes it has the parts that were left out at one place only.
  const [before = '', after = ''] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
  const [head, tail] = [before, after].map((part) => part.split(':').filter((each) => each !== ''));
  const missing = Array<string>(8 - (head?.length ?? 0) - (tail?.length ?? 0)).fill('0');
  return [...(head ?? []), ...missing, ...(tail ?? [])].reduce(
    (sum, part) => sum * 65_536n + BigInt(`0x${part}`),
    0n,
  );
}

function blockListOf(networks: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const [address, bits] of networks) list.addSubnet(address, bits, family);
  return list;
}

function nameOf(family: 4 | 6): 'ipv4' | 'ipv6' {
  return family === 4 ? 'ipv4' : 'ipv6';
}
