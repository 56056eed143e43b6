import type { Plugin } from 'vite';

/**
 * Lit's `@property` knows both kinds of decorators and asks each time which one it is. TypeScript writes the older kind
 * for us (`experimentalDecorators`), for which this is all of it: `legacyProperty` in
 * https://github.com/lit/lit/blob/main/packages/reactive-element/src/decorators/property.ts
 */
const legacyProperty = `export function property(options) {
  return (proto, name) => {
    const own = Object.hasOwn(proto, name);
    proto.constructor.createProperty(name, options);
    return own ? Object.getOwnPropertyDescriptor(proto, name) : undefined;
  };
}`;

/** Leaves out of Lit's decorators what our compiler never calls. */
export function smallDecorators(): Plugin {
  return {
    name: 'botaniqal-small-decorators',
    apply: 'build',
    transform(_code, id) {
      if (!/reactive-element\/.*decorators\/property\.js$/.test(id)) return undefined;
      return { code: legacyProperty, map: null };
    },
  };
}
