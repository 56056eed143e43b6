import { BlockList, isIP } from 'node:net';
import type { AppContext } from '../app-env.ts';
import { plainAddress } from './address-group.ts';
import { factsOf, type RequestFacts } from './request-facts.ts';

/** A stranger can claim any number of addresses. */
const mostKnown = 1_000;

/**
 * Finds who is asking. `X-Forwarded-For` is a claim that anyone can make: it is believed only from the right,
 * and only as long as the one who says it is a trusted proxy.
 * @param trusted addresses or ranges (`10.0.0.0/8`)
 */
export function addressFinder(trusted: readonly string[]): (request: RequestFacts) => string {
  const isTrusted = membership(trusted);

  return (request) => {
    let address = plainAddress(request.socketAddress());
    const claims = request.header('x-forwarded-for')?.split(',') ?? [];
    // Without a claim the list of proxies is not searched: the search costs more than all the rest here.
    while (claims.length > 0 && isTrusted(address)) {
      const claim = plainAddress((claims.pop() ?? '').trim());
      if (isIP(claim) === 0) break;
      address = claim;
    }
    return address;
  };
}

/** The same for a handler, which has Hono's context. */
export function clientAddressFinder(trusted: readonly string[]): (c: AppContext) => string {
  const find = addressFinder(trusted);
  return (c) => find(factsOf(c));
}

/**
 * Whether a request came from one of our own proxies: only then is something believed that a proxy says about it.
 * @param trusted addresses or ranges (`10.0.0.0/8`)
 */
export function proxyRecogniser(trusted: readonly string[]): (request: RequestFacts) => boolean {
  const isTrusted = membership(trusted);
  return (request) => isTrusted(plainAddress(request.socketAddress()));
}

function membership(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', bits] = entry.split('/');
    if (bits === undefined) list.addAddress(address, family(address));
    else list.addSubnet(address, Number(bits), family(address));
  }
  // One check takes as long as a third of an answer, and the same few proxies send most requests.
  const known = new Map<string, boolean>();
  return (address) => {
    let isMember = known.get(address);
    if (isMember === undefined) {
      isMember = isIP(address) !== 0 && list.check(address, family(address));
      if (known.size >= mostKnown) known.clear();
      known.set(address, isMember);
    }
    return isMember;
  };
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
