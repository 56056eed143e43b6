import type { Plugin } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
  tag?: { type: string; name?: string };
  quasi?: { quasis: { start: number; end: number }[] };
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Takes what only developers read out of our `html` and `css` templates: indentation, comments, long forms. A minifier
 * of JavaScript must leave the text of templates alone, and Lit has no option for it.
 * Fails the build when it finds no template: then Lit's tags have other names, and patients would pay for every comment.
 */
export function smallTemplates(): Plugin {
  const seen = { html: 0, css: 0 };
  return {
    name: 'botaniqal-small-templates',
    apply: 'build',
    enforce: 'post',
    buildStart() {
      seen.html = 0;
      seen.css = 0;
    },
    transform(code, id) {
      if (!/\/widgets\/src\/.*\.ts$/.test(id)) return null;
      const edits: Edit[] = [];
      for (const node of nodesOf(this.parse(code))) {
        if (node.type !== 'TaggedTemplateExpression') continue;
        const tag = node.tag?.name;
        if (tag !== 'html' && tag !== 'css') continue;
        seen[tag] += 1;
        const texts = node.quasi?.quasis ?? [];
        if (tag === 'html') edits.push(...markupEdits(code, texts));
        else edits.push(...styleEdits(code, texts));
      }
      edits.sort((one, other) => other.start - one.start);
      let small = code;
      for (const { start, end, text } of edits) small = small.slice(0, start) + text + small.slice(end);
      return { code: small, map: null };
    },
    buildEnd(error) {
      if (error) return;
      for (const [tag, count] of Object.entries(seen)) {
        if (count === 0) this.error(`small-templates found no ${tag} template: has Lit renamed its tag?`);
      }
    },
  };
}

/** Tags that are blocks in every style sheet of ours: no space is drawn beside them. */
const blocks =
  'div|p|h[1-6]|[uod]l|li|dt|dd|form|fieldset|legend|section|table|thead|tbody|tr|t[dh]|option|path';
/** A line break with its indentation, and the tag of a block before or after it. */
const besideBlocks = new RegExp(
  `(</?(?:${blocks})(?:\\s[^<>]*)?>)\\s*\\n\\s*|\\s*\\n\\s*(?=</?(?:${blocks})[\\s>])`,
  'g',
);

/**
 * In HTML a line break with its indentation means the same as one space; beside a block and at a template's ends it means
 * nothing.
 */
function markupEdits(code: string, texts: readonly { start: number; end: number }[]): Edit[] {
  return texts.map(({ start, end }, index) => {
    let text = code.slice(start, end);
    if (index === 0) text = text.replace(/^\s*\n\s*/, '');
    if (index === texts.length - 1) text = text.replace(/\s*\n\s*$/, '');
    return { start, end, text: text.replace(besideBlocks, '$1').replace(/\s*\n\s*/g, ' ') };
  });
}

/** Comments go, and spaces that CSS does not need. Only of templates without expressions: those are plain CSS. */
function styleEdits(code: string, texts: readonly { start: number; end: number }[]): Edit[] {
  const [only, ...others] = texts;
  if (!only || others.length > 0) return [];
  const text = code
    .slice(only.start, only.end)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/([:,]) /g, '$1')
    .replace(/;}/g, '}')
    .replace(/(?<=[\w\])*]) ([>+~]) (?=[\w.*:[])(?=[^{};]*\{)/g, '$1')
    .replace(/(?<=[\s(:,-])0\.(?=\d)/g, '.')
    .trim();
  return [{ ...only, text }];
}

/** Every node of a syntax tree. */
function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) {
    for (const each of value) yield* nodesOf(each);
  } else if (typeof value === 'object' && value !== null) {
    if ('type' in value && 'start' in value && 'end' in value) yield value as Node;
    for (const each of Object.values(value)) yield* nodesOf(each);
  }
}
