import { parseSync } from 'vite';

/** A node of a syntax tree, with what is read of it here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly value?: unknown;
  readonly computed?: boolean;
  readonly operator?: string;
  readonly callee?: Node;
  readonly arguments?: readonly Node[];
  readonly key?: Node;
  readonly expressions?: readonly Node[];
  readonly elements?: readonly Node[];
  readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
}

/** A text in a file of words: a sentence with its values, or the word for something that is counted. */
export interface Message {
  readonly kind: 'text' | 'counted';
  /** The English, with `{0}` for the first value. Without the spaces around it. */
  readonly key: string;
  /** The spaces before and after it, which every language keeps. */
  readonly around: readonly [before: string, after: string];
  /** Where it is in the source. For something counted: where the word is. */
  readonly start: number;
  readonly end: number;
  /** Where its values are in the source. */
  readonly values: readonly { readonly start: number; readonly end: number }[];
}

/** Options of `Intl`: their values are no words. */
const options = new Set(
  'weekday day month year hour minute timeZoneName style currency type numeric'.split(' '),
);

/** Words for machines that look like words for people: values of requests, a locale, the name of a file. */
const forMachines = /^(UTC|[a-z]{2}-[A-Z]{2}|[\w-]+\.\w+|[a-z]+(_[a-z]+)+)$/;

/** Every text in a file of words that a person can read, in the order of the file. */
export function messagesOf(file: string, source: string): readonly Message[] {
  const found: Message[] = [];

  function add(node: Node, text: string, values: readonly Node[] = []): void {
    const key = text.trim();
    // Commas are not the same in each language.
    if (!/[a-z]|, /i.test(key.replaceAll(/\{\d\}/g, '')) || forMachines.test(key)) return;
    const [before = '', after = ''] = text.split(key);
    found.push({ kind: 'text', key, around: [before, after], start: node.start, end: node.end, values });
  }

  function visit(node: Node): void {
    const { type } = node;
    if (/^(Import|TS(?!AsExpression|SatisfiesExpression)|SwitchCase|NewExpression)/.test(type)) return;
    if (type === 'BinaryExpression' && node.operator !== '+') return;
    if (type === 'ExportNamedDeclaration' || type === 'ExportAllDeclaration') {
      for (const child of childrenOf(node)) if (child.type !== 'Literal') visit(child);
      return;
    }
    if (type === 'Literal') {
      if (typeof node.value === 'string') add(node, node.value);
      return;
    }
    if (type === 'TemplateLiteral') {
      const text = (node.quasis ?? [])
        .map(({ value }, index) => (index === 0 ? '' : `{${index - 1}}`) + value.cooked)
        .join('');
      add(node, text, node.expressions);
      for (const expression of node.expressions ?? []) visit(expression);
      return;
    }
    if (type === 'CallExpression') {
      const [first, word, ...others] = node.arguments ?? [];
      if (node.callee?.name === 'plural' && first && typeof word?.value === 'string') {
        found.push({
          kind: 'counted',
          key: word.value,
          around: ['', ''],
          start: word.start,
          end: (others.at(-1) ?? word).end,
          values: [],
        });
        visit(first);
        return;
      }
      // The texts in the arguments of a function are for the function, unless they are parts of a sentence.
      if (node.callee) visit(node.callee);
      for (const argument of node.arguments ?? []) {
        if (argument.type !== 'Literal' && argument.type !== 'ObjectExpression') visit(argument);
        else if (/^\W*[a-z]+\W+$|^\W+[a-z]+\W*$/.test(`${argument.value ?? ''}`)) visit(argument);
      }
      return;
    }
    if (type === 'MemberExpression' && node.computed) {
      for (const child of childrenOf(node)) if (child.type !== 'Literal') visit(child);
      return;
    }
    if (type === 'ArrayExpression') {
      const [value, label] = (node.elements ?? []).map((each) => `${each.value ?? ''}`);
      // `['mon', 'Monday']`: the value in a request, and its label.
      const isChoice = /^[a-z_\d]*$/.test(value ?? '-') && /^[A-Z]/.test(label ?? '');
      for (const each of (node.elements ?? []).slice(isChoice ? 1 : 0)) visit(each);
      return;
    }
    if (type === 'Property') {
      const value = node.value as Node;
      if (options.has(node.key?.name ?? '') && /^[a-z\d-]+$/.test(`${value.value ?? ''}`)) return;
      visit(value);
      return;
    }
    for (const child of childrenOf(node)) visit(child);
  }

  visit(parseSync(file, source).program as unknown as Node);
  return found.sort((one, other) => one.start - other.start);
}

function childrenOf(node: Node): readonly Node[] {
  return Object.values(node)
    .flat()
    .filter((value): value is Node => typeof value === 'object' && value !== null && 'type' in value);
}
