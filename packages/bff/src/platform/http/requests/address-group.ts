import { isIPv6 } from 'node:net';

/** An IPv4 address that is written as IPv6, in any spelling (`::ffff:203.0.113.1`, `::FFFF:cb00:7101`), as IPv4. */
export function plainAddress(address: string): string {
  // The two spellings that a socket gives are told without parsing, because every request is asked for its address.
  if (!address.includes(':')) return address;
  if (address.startsWith('::ffff:') && address.lastIndexOf(':') === 6 && address.includes('.')) {
    return address.slice(7);
  }
  const parts = hextets(address);
  return parts?.slice(0, 5).every((part) => part === 0) && parts[5] === 0xffff ? asIpv4(parts) : address;
}

/**
 * What counts as one client where requests are limited: an IPv4 address, or the /64 of an IPv6 address, as one
 * customer has at least a whole /64. The spelling of the address makes no difference.
 */
export function addressGroup(address: string): string {
  const plain = plainAddress(address);
  if (!plain.includes(':')) return plain;
  const network = hextets(plain)?.slice(0, 4);
  return network ? `${network.map((part) => part.toString(16)).join(':')}::/64` : plain;
}

/** The eight parts of an IPv6 address; `null` when it is none. */
function hextets(address: string): number[] | null {
  const [written = ''] = address.split('%');
  if (!isIPv6(written)) return null;
  const [before = '', after] = written.replace(/[\d.]+$/, dottedAsHextets).split('::');
  const start = partsOf(before);
  if (after === undefined) return start;
  const end = partsOf(after);
  return [...start, ...Array<number>(8 - start.length - end.length).fill(0), ...end];
}

function partsOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((part) => Number.parseInt(part, 16));
}

/** The end of an address may be written like IPv4. */
function dottedAsHextets(end: string): string {
  if (!end.includes('.')) return end;
  const [a = 0, b = 0, c = 0, d = 0] = end.split('.').map(Number);
  return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function asIpv4(parts: readonly number[]): string {
  const [high = 0, low = 0] = parts.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
