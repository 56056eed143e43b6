import type { Plugin } from 'vite';
import { whole } from './small-lit-pieces.ts';

/** For each of Lit's files: pieces of its code, and what takes their place. Lit publishes minified code. */
const pieces: Readonly<Record<string, readonly (readonly [piece: string, instead: string])[]>> = {
  'lit-html/lit-html.js': [
    ['B=t.litHtmlPolyfillSupport;B?.(S,k),(t.litHtmlVersions??=[]).push("3.3.3");const D=', 'D='],
    // Templates of SVG and MathML alone, and bindings on an element itself (`ref`).
    ['2===i?"<svg>":3===i?"<math>":""', '""'],
    ['+(2===i?"</svg>":3===i?"</math>":"")', ''],
    [',2===i||3===i){const t=this.el.content.firstChild;t.replaceWith(...t.childNodes)}', ');'],
    ['else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));', ''],
    [':6===r.type&&(i=new Z(h,this,t)),', ':0,'],
    [
      'class Z{constructor(t,i,s){this.element=t,this.type=6,this._$AN=void 0,this._$AM=i,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(t){M(this,t)}}const j={M:h,P:o,A:n,C:1,L:N,R,D:d,V:M,I:k,H,N:L,U:z,B:I,F:Z},',
      'const j={I:k},',
    ],
    // Comments in templates, and bindings in comments and in the text of a <textarea>, <title>, <script> or <style>.
    ['(!--|\\/[^a-zA-Z])|(\\/?[a-zA-Z][^>\\s]*)|(\\/?$)', '\\/?[a-zA-Z][^>\\s]*|\\/?$'],
    [',_=/-->/g,m=/>/g,', ','],
    [
      'c===v?"!--"===u[1]?c=_:void 0!==u[1]?c=m:void 0!==u[2]?(y.test(u[2])&&(n=RegExp("</"+u[2],"g")),c=p):void 0!==u[3]&&(c=p):c===p?">"===u[0]?(c=n??v,d=-1)',
      'c===v?c=p:c===p?">"===u[0]?(c=v,d=-1)',
    ],
    ['c===$||c===g?c=p:c===_||c===m?c=v:(c=p,n=void 0)', 'c=p'],
    ['let n,l="",c=v', 'let l="",c=v'],
    [
      'if(y.test(r.tagName)){const t=r.textContent.split(o),i=t.length-1;if(i>0){r.textContent=s?s.emptyScript:"";for(let s=0;s<i;s++)r.append(t[s],c()),P.nextNode(),d.push({type:2,index:++l});r.append(t[i],c())}}',
      '',
    ],
    [
      'if(r.data===n)d.push({type:2,index:l});else{let t=-1;for(;-1!==(t=r.data.indexOf(o,t+1));)d.push({type:7,index:l}),t+=o.length-1}',
      'r.data===n&&d.push({type:2,index:l});',
    ],
    // Directives that wait for something, and what only directives ask of a part.
    ['h?._$AO?.(!1),', ''],
    ['get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(t)', 'u(t)'],
    [
      'get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(t,i,s,e){this.type=2,this._$AH=A,this._$AN=void 0,this._$AA=t,this._$AB=i,this._$AM=s,this.options=e,this._$Cv=e?.isConnected??!0}get parentNode(){let t=this._$AA.parentNode;const i=this._$AM;return void 0!==i&&11===t?.nodeType&&(t=i.parentNode),t}get startNode(){return this._$AA}get endNode(){return this._$AB}',
      'constructor(t,i,s,e){this._$AH=A,this._$AA=t,this._$AB=i,this._$AM=s,this.options=e}',
    ],
    ['this._$AV=[],this._$AN=void 0,', 'this._$AV=[],'],
    ['_$AR(t=this._$AA.nextSibling,s){for(this._$AP?.(!1,!0,s);t', '_$AR(t=this._$AA.nextSibling){for(;t'],
    ['this._$AR(s&&s._$AB.nextSibling,e),', 'this._$AR(s&&s._$AB.nextSibling),'],
    ['setConnected(t){void 0===this._$AM&&(this._$Cv=t,this._$AP?.(t))}', ''],
    [
      'get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(t,i,s,e,h){this.type=1,this._$AH=A,this._$AN=void 0,',
      'constructor(t,i,s,e,h){this._$AH=A,',
    ],
    ['constructor(){super(...arguments),this.type=3}', ''],
    ['constructor(){super(...arguments),this.type=4}', ''],
    ['constructor(t,i,s,e,h){super(t,i,s,e,h),this.type=5}', ''],
    // Compiled templates, nodes of other documents, and a part that was there before the first rendering.
    [
      'const{values:i,_$litType$:s}=t,e="number"==typeof s?this._$AC(t):(void 0===s.el&&(s.el=S.createElement(V(s.h,s.h[0]),this.options)),s);',
      'const{values:i}=t,e=this._$AC(t);',
    ],
    ['(t?.creationScope??l).importNode', 'l.importNode'],
    [
      'const e=s?.renderBefore??i;let h=e._$litPart$;if(void 0===h){const t=s?.renderBefore??null;e._$litPart$=h=new k(i.insertBefore(c(),t),t,void 0,s??{})}return h._$AI(t),h',
      '(i._$litPart$??=new k(i.appendChild(c()),null,void 0,s))._$AI(t)',
    ],
    // Listeners that are objects, and options of listeners.
    [
      'e=t===A&&s!==A||t.capture!==s.capture||t.once!==s.once||t.passive!==s.passive,h=t!==A&&(s===A||e);e&&',
      'e=t===A&&s!==A,h=t!==A&&s===A;e&&',
    ],
    [
      'this.element.removeEventListener(this.name,this,s)',
      'this.element.removeEventListener(this.name,this)',
    ],
    ['this.element.addEventListener(this.name,this,t)', 'this.element.addEventListener(this.name,this)'],
    [
      '"function"==typeof this._$AH?this._$AH.call(this.options?.host??this.element,t):this._$AH.handleEvent(t)',
      'this._$AH.call(this.options.host,t)',
    ],
  ],
  'lit-element/lit-element.js': [
    [
      ',s.litElementHydrateSupport?.({LitElement:i});const o=s.litElementPolyfillSupport;o?.({LitElement:i});const n=',
      ';const n=',
    ],
    ['(s.litElementVersions??=[]).push("4.2.2");', ''],
    // Style elements before what is rendered, and directives that wait for something.
    [
      ',this._$Do=void 0}createRenderRoot(){const t=super.createRenderRoot();return this.renderOptions.renderBefore??=t.firstChild,t}',
      '}',
    ],
    ['this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),', ''],
    ['this._$Do=e(', 'e('],
    [
      'connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}',
      '',
    ],
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

/** What an element must not use, because the pieces above do it. */
const missing = new RegExp(
  [
    /\b(?:reflect: true|type: (?:Object|Array)\b|useDefault|hasChanged|noAccessor|fromAttribute|addInitializer)/,
    /\b(?:removeController|hostUpdated|shouldUpdate|scheduleUpdate|getUpdateComplete|renderOptions)\(/,
    // A task's first value; a custom property has one too, which comes as `initial`.
    /\b(?:autoRun|argsEqual|initialValue)(?!: initial\b):|\.render\(\{/,
    /from 'lit\/(?:decorators|async-directive|directives\/(?!keyed\.))/,
    /import \{[^}]*\b(?:svg|mathml|render)\b[^}]*\} from 'lit'/,
    /\bcss`[^`]*\$\{|<!--|@[\w-]+=\$\{\{/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/**
 * Takes out of Lit what our elements never use: polyfills, decorators, directives other than `keyed`, comments in
 * templates, properties that write their attributes, tasks that run by hand, and style sheets for older browsers. It
 * takes 1.9 KB off every page (after brotli).
 * Fails the build when Lit's code has changed, or when an element uses what is not there.
 */
export function smallLit(): Plugin {
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
      const replaced = Object.keys(whole).find((name) => id.endsWith(`/node_modules/${name}`));
      if (replaced) {
        const { release = '', code: instead = '' } = whole[replaced] ?? {};
        if (!code.includes(release)) this.error(`small-lit: ${replaced} has changed: compare it with ours`);
        met.add(replaced);
        return { code: instead, map: null };
      }
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
      if (!error && met.size !== Object.keys({ ...pieces, ...whole }).length)
        this.error('small-lit: not all files of Lit were met');
    },
  };
}
