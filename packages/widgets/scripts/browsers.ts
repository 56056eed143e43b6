import { readFileSync } from 'node:fs';
import data from '@mdn/browser-compat-data' with { type: 'json' };

interface Supported {
  readonly name: string;
  readonly version: number;
}

/** The browsers that patients use, with the oldest version of each. */
function supported(
  list: string = readFileSync(new URL('../../../.browserslistrc', import.meta.url), 'utf8'),
): Supported[] {
  return list
    .split('\n')
    .filter((line) => line.trim() && !line.startsWith('#'))
    .map((line) => {
      const [, name, version] = /^(\w+) >= ([\d.]+)$/.exec(line) ?? [];
      if (!name || !version) throw new Error(`.browserslistrc: write "chrome >= 130", not "${line}"`);
      return { name, version: Number(version) };
    });
}

/** The browsers of `.browserslistrc` as Vite names them: `safari16.4`, `chrome130`. */
export function buildTargets(list?: string): string[] {
  return supported(list).map(({ name, version }) => `${name === 'ios_saf' ? 'ios' : name}${version}`);
}

/** As much of MDN's data as we read. */
interface Feature {
  readonly __compat?: {
    readonly support: Readonly<Record<string, Support | readonly Support[] | undefined>>;
  };
}
interface Support {
  readonly version_added: string | false | null;
}

/**
 * The static methods that a supported browser does not have, for ESLint's `no-restricted-properties`: `URL.canParse`,
 * `AbortSignal.any`. `eslint-plugin-compat` knows the missing objects, and TypeScript's `lib` the language itself.
 */
export function missingStatics(): { object: string; property: string; message: string }[] {
  const browsers = supported();
  // MDN's JSON, with the types that we read.
  const objects = Object.entries(data.api as unknown as Record<string, Record<string, Feature>>);
  return objects.flatMap(([object, members]) =>
    Object.entries(members).flatMap(([member, { __compat }]) => {
      const property = /^(.+)_static$/.exec(member)?.[1];
      const without = browsers.filter((browser) => __compat && !has(browser, __compat.support));
      if (!property || without.length === 0) return [];
      const names = without.map(({ name, version }) => `${name} ${version}`).join(', ');
      return [{ object, property, message: `${names} of .browserslistrc does not have it.` }];
    }),
  );
}

function has({ name, version }: Supported, support: NonNullable<Feature['__compat']>['support']): boolean {
  const found = support[name === 'ios_saf' ? 'safari_ios' : name];
  const { version_added: added } = (Array.isArray(found) ? found[0] : found) ?? {};
  return typeof added === 'string' && Number.parseFloat(added.replace('≤', '')) <= version;
}
