import type { Plugin } from 'vite';

interface Node {
  type: string;
  start: number;
  end: number;
  tag?: { type: string; name?: string };
  quasi?: { quasis: { start: number; end: number }[] };
}

/** A line break with its indentation says nothing in HTML that one space does not. */
const small = (markup: string) => markup.replace(/\s*\n\s*/g, ' ');

/** Takes the indentation out of our html templates. The minifier leaves the text of templates alone, as it must. */
export function smallMarkup(): Plugin {
  return {
    name: 'botaniqal-small-markup',
    apply: 'build',
    enforce: 'post',
    transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id)) return null;
      const edits: { start: number; end: number; text: string }[] = [];
      for (const node of nodesOf(this.parse(code))) {
        if (node.type !== 'TaggedTemplateExpression' || node.tag?.name !== 'html') continue;
        const parts = node.quasi?.quasis ?? [];
        for (const [index, { start, end }] of parts.entries()) {
          let text = code.slice(start, end);
          // At a template's own ends a line break is there for our eyes alone.
          if (index === 0) text = text.replace(/^\s*\n\s*/, '');
          if (index === parts.length - 1) text = text.replace(/\s*\n\s*$/, '');
          edits.push({ start, end, text: small(text) });
        }
      }
      edits.sort((one, other) => other.start - one.start);
      let squeezed = code;
      for (const { start, end, text } of edits)
        squeezed = squeezed.slice(0, start) + text + squeezed.slice(end);
      return { code: squeezed, map: null };
    },
  };
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
