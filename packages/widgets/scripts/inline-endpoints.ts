import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { Plugin } from 'vite';

const addresses: Readonly<Record<string, unknown>> = endpoints;

/**
 * Writes each address where it is asked for. The list of all routes is one object, of which a bundler can leave nothing
 * out: without this, every page would carry the routes of every other element, of staff and of webhooks.
 */
export function inlineEndpoints(): Plugin {
  return {
    name: 'botaniqal-inline-endpoints',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!id.includes('/widgets/src/') || !code.includes('endpoints.')) return undefined;
      return {
        code: code.replace(/\bendpoints\.(\w+)/g, (whole, name: string) => {
          const address = addresses[name];
          // The source of a function, without its types: Node has taken them away.
          return address === undefined
            ? whole
            : typeof address === 'string'
              ? JSON.stringify(address)
              : `(${address})`;
        }),
        map: null,
      };
    },
  };
}
