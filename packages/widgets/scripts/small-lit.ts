import type { Plugin } from 'vite';

/** For each of Lit's files: pieces of its code, and what takes their place. Lit publishes minified code. */
const pieces: Readonly<Record<string, readonly (readonly [piece: string, instead: string])[]>> = {
  'lit-html/lit-html.js': [
    ['B=t.litHtmlPolyfillSupport;B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");const D=', 'D='],
    // Templates of SVG and MathML alone, and bindings on an element itself (`ref`).
    ['2===i?"<svg>":3===i?"<math>":""', '""'],
    ['+(2===i?"</svg>":3===i?"</math>":"")', ''],
    [',2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}', ');'],
    [
      'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
      '',
    ],
  ],
  'lit-element/lit-element.js': [
    [
      ',s.litElementHydrateSupport?.({LitElement:i});const o=s.litElementPolyfillSupport;o?.({LitElement:i});const n=',
      ';const n=',
    ],
    ['(s.litElementVersions??=[]).push("4.2.2");', ''],
  ],
  '@lit/reactive-element/reactive-element.js': [
    [',p=a.reactiveElementPolyfillSupport', ''],
    [',p?.({ReactiveElement:y}),(a.reactiveElementVersions??=[]).push("2.1.2")', ''],
    // Decorators.
    ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''],
    [
      'const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)for(const[t,i]of s)this.elementProperties.set(t,i)}',
      '',
    ],
    [
      'const t=this.properties,s=[...r(t),...o(t)];for(const i of s)',
      'const t=this.properties;for(const i of r(t))',
    ],
    // Properties that write attributes, and attributes with JSON.
    ['case Object:case Array:t=null==t?t:JSON.stringify(t)', ''],
    ['case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}', ''],
    [
      '_$ET(t,s){const i=this.constructor.elementProperties.get(t),e=this.constructor._$Eu(t,i);if(void 0!==e&&!0===i.reflect){const h=(void 0!==i.converter?.toAttribute?i.converter:u).toAttribute(s,i.type);this._$Em=t,null==h?this.removeAttribute(e):this.setAttribute(e,h),this._$Em=null}}',
      '',
    ],
    ['this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),', ''],
    [',!0===e&&this._$Em!==t&&(this._$Eq??=new Set).add(t)', ''],
    ['toAttribute(t,s){switch(s){case Boolean:t=t?l:null;break;}return t},', ''],
    [',reflect:!1,useDefault:!1', ''],
  ],
};

/** Style sheets of browsers that have constructable ones, as all of `.browserslistrc` do. */
const styleSheets = `
export class CSSResult {
  _$cssResult$ = true;
  constructor(text) { this.cssText = text; }
  get styleSheet() {
    if (!this.sheet) (this.sheet = new CSSStyleSheet()).replaceSync(this.cssText);
    return this.sheet;
  }
}
export const css = ([text]) => new CSSResult(text);
export const unsafeCSS = (text) => new CSSResult(text);
export const getCompatibleStyle = (style) => style;
export const supportsAdoptingStyleSheets = true;
export const adoptStyles = (root, styles) => {
  root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet);
};
`;

/**
 * Takes out of Lit what our elements never use: polyfills, decorators, properties that write their attributes, and
 * style sheets for older browsers. It takes 0.4 KB off every page (after brotli).
 * Fails the build when Lit's code has changed, or when an element uses what is not there.
 */
export function smallLit(): Plugin {
  const missing =
    /\breflect: true|type: (?:Object|Array)\b|\buseDefault\b|from '(?:lit\/decorators|lit\/directives\/ref)|import \{[^}]*\b(?:svg|mathml)\b[^}]*\} from 'lit'|\bcss`[^`]*\$\{/;
  const met = new Set<string>();
  return {
    name: 'botaniqal-small-lit',
    apply: 'build',
    enforce: 'pre',
    transform(code, id) {
      if (/\/widgets\/src\/.*\.ts$/.test(id)) {
        const used = missing.exec(code);
        if (used) this.error(`small-lit: ${used[0]} is left out of Lit's code, see scripts/small-lit.ts`);
        return null;
      }
      if (id.endsWith('@lit/reactive-element/css-tag.js')) return { code: styleSheets, map: null };
      const file = Object.keys(pieces).find((name) => id.endsWith(`/node_modules/${name}`));
      if (!file) return null;
      met.add(file);
      let small = code;
      for (const [piece, instead] of pieces[file] ?? []) {
        if (!small.includes(piece)) this.error(`small-lit: ${file} has changed, it has no ${piece}`);
        small = small.replace(piece, () => instead);
      }
      return { code: small, map: null };
    },
    buildEnd(error) {
      if (!error && met.size !== Object.keys(pieces).length)
        this.error('small-lit: not all files of Lit were met');
    },
  };
}
