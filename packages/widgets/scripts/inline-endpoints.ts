import { endpoints } from '@botaniqal/shared/contracts/endpoints.ts';
import type { Plugin } from 'vite';

const addresses: Readonly<Record<string, unknown>> = endpoints;

/**
 * Writes each address into the place that uses it. The list of all routes is one object, of which a bundler can leave
 * nothing out: without this plugin every page would carry the routes of all other elements, of staff and of webhooks.
 * Fails the build when it finds no use of the list, or one that it cannot replace.
 */
export function inlineEndpoints(): Plugin {
  let replaced = 0;
  return {
    name: 'botaniqal-inline-endpoints',
    apply: 'build',
    enforce: 'post',
    buildStart() {
      replaced = 0;
    },
    transform(code, id) {
      if (!id.includes('/widgets/src/') || !code.includes('contracts/endpoints')) return undefined;
      const inlined = code.replace(/(?<![\w/])endpoints\.(\w+)/g, (_, name: string) => {
        const address = addresses[name];
        if (address === undefined) this.error(`inline-endpoints: there is no endpoint named ${name}`);
        replaced += 1;
        // The source of a function, without its types: Node has taken them away.
        return typeof address === 'string' ? JSON.stringify(address) : `(${address})`;
      });
      const rest = inlined.replace(/import[^;]*contracts\/endpoints[^;]*;/, '');
      if (/(?<![\w/])endpoints\b/.test(rest))
        this.error('inline-endpoints: write `endpoints.name`, or every route is bundled');
      return { code: inlined, map: null };
    },
    buildEnd(error) {
      if (!error && replaced === 0) this.error('inline-endpoints found no endpoint to write into the bundle');
    },
  };
}
