/** What we read and write of a custom-elements manifest (https://github.com/webcomponents/custom-elements-manifest). */
export interface Manifest {
  readonly schemaVersion: string;
  readme: string;
  modules: ManifestModule[];
}

interface ManifestModule {
  readonly kind: 'javascript-module';
  path: string;
  declarations?: Declaration[];
  exports?: object[];
}

export interface Declaration {
  readonly kind: string;
  readonly name: string;
  readonly tagName?: string;
  description?: string;
  superclass?: { name: string; package?: string; module?: string };
  attributes?: Attribute[];
  members?: Member[];
  events?: Described[];
  slots?: Described[];
  cssParts?: Described[];
  cssProperties?: Described[];
  customElement?: boolean;
}

export interface Described {
  readonly name: string;
  description?: string;
  type?: { text: string };
  default?: string;
}

export interface Attribute extends Described {
  readonly fieldName?: string;
  inheritedFrom?: object;
}

export interface Member extends Described {
  readonly kind: 'field' | 'method';
  readonly attribute?: string;
  readonly privacy?: string;
  readonly static?: boolean;
  inheritedFrom?: { name: string };
}

/** An element that a page can place. Its lists are there, also when they are empty. */
export interface PublicElement {
  readonly tagName: string;
  /** Of the tag without `bq-`: the name of its module in the package. */
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
  readonly methods: readonly Member[];
  readonly events: readonly Described[];
  readonly slots: readonly Described[];
  readonly cssParts: readonly Described[];
  readonly cssProperties: readonly Described[];
}

/** The elements of the manifest, by their tags. */
export function publicElements(manifest: Manifest): PublicElement[] {
  return manifest.modules
    .flatMap(({ declarations = [] }) => declarations)
    .flatMap((declaration) => {
      const { tagName, attributes = [], members = [], events = [], slots = [] } = declaration;
      if (!tagName) return [];
      const { description = '', cssParts = [], cssProperties = [] } = declaration;
      const methods = members.filter(({ kind }) => kind === 'method');
      const name = tagName.slice('bq-'.length);
      return [{ tagName, name, description, attributes, methods, events, slots, cssParts, cssProperties }];
    })
    .sort((a, b) => a.tagName.localeCompare(b.tagName));
}

/** The values of a type that lists them, such as `'initial' | 'followup'`; empty for any other type. */
export function listedValues(type: string | undefined): string[] {
  const values = (type ?? '').split(' | ').map((value) => value.replace(/^'(.*)'$/, '$1'));
  return /^(?:'[^']*'|\d+)(?: \| (?:'[^']*'|\d+))*$/.test(type ?? '') ? values.filter(Boolean) : [];
}
