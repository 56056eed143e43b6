import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Plugin, parseSync } from 'vite';

/** A node of a syntax tree, with what is read of it here. */
interface Node {
  type: string;
  start: number;
  end: number;
  name?: string;
  computed?: boolean;
  method?: boolean;
  body?: Node[];
  declarations?: Node[];
  declaration?: Node | null;
  expression?: Node;
  id?: Node;
  imported?: Node;
  init?: Node | null;
  key?: Node;
  local?: Node;
  object?: Node;
  params?: Node[];
  properties?: Node[];
  property?: Node;
  source?: { value?: unknown } | null;
  specifiers?: Node[];
  value?: Node;
}

/** An object of words: the name of its constant, and its objects by their keys. Any other value is `null`. */
interface Words {
  readonly name: string;
  readonly keys: ReadonlyMap<string, Words | null>;
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

/**
 * Makes a constant of each text in `src/copy`, and writes its name into the places that use it: `bookingCopy.back`
 * becomes `bookingCopy$back`. A bundler leaves out a constant without a use, and a minifier writes a constant that is
 * used once into its place. They can do neither with an object that several files share. What is used in another way,
 * such as `words.label[field]`, stays an object.
 * Fails the build when it finds no words to replace, or when a variable hides imported words.
 */
export function smallCopy(): Plugin {
  const read = new Map<string, ReadonlyMap<string, Words>>();
  let replaced = 0;

  /** The objects of words that a file of `src/copy` exports. */
  function wordsOf(file: string): ReadonlyMap<string, Words> {
    const known = read.get(file);
    if (known) return known;
    const program = parseSync(file, readFileSync(file, 'utf8')).program as unknown as Node;
    const found = new Map(exportedObjects(program).map(({ name, object }) => [name, wordsIn(name, object)]));
    read.set(file, found);
    return found;
  }

  return {
    name: 'botaniqal-small-copy',
    apply: 'build',
    enforce: 'post',
    buildStart() {
      read.clear();
      replaced = 0;
    },
    transform(code, id) {
      if (!/\/widgets\/src\/.*\.ts$/.test(id)) return null;
      const program = this.parse(code) as unknown as Node;
      const inScope = new Map<string, Words>(isCopy(id) ? wordsOf(id) : []);
      const sources = new Map<Words, string>();
      for (const { type, source, specifiers = [] } of program.body ?? []) {
        if (type !== 'ImportDeclaration' || typeof source?.value !== 'string') continue;
        const file = path.resolve(path.dirname(id), source.value);
        if (!source.value.startsWith('.') || !isCopy(file)) continue;
        for (const { imported, local } of specifiers) {
          const words = wordsOf(file).get(imported?.name ?? '');
          if (!words || !local?.name) continue;
          inScope.set(local.name, words);
          sources.set(words, source.value);
        }
      }
      if (inScope.size === 0) return null;
      const uses = usesOf(program, inScope, (name) =>
        this.error(`small-copy: ${path.basename(id)} has another variable named ${name}, as its words are`),
      );
      replaced += uses.edits.length;
      const imports = [...sources].map(([words, from]) => {
        const names = [...uses.names].filter((name) => name.startsWith(`${words.name}$`));
        return names.length > 0 ? `import { ${names.join(', ')} } from '${from}';\n` : '';
      });
      const small = edited(code, uses.edits);
      return { code: imports.join('') + (isCopy(id) ? split(small, this.parse(small)) : small), map: null };
    },
    buildEnd(error) {
      if (!error && replaced === 0) this.error('small-copy found no words to replace: has src/copy moved?');
    },
  };
}

const isCopy = (file: string) => /\/widgets\/src\/copy\/.*(?<!\.test)\.ts$/.test(file);

/** The constants of a module that are objects with plain keys. */
function exportedObjects(program: Node): { name: string; statement: Node; object: Node }[] {
  return (program.body ?? []).flatMap((statement) => {
    const [first, ...others] = statement.declaration?.declarations ?? [];
    const object = plainObject(first?.init);
    const name = first?.id?.name;
    return name && object && others.length === 0 ? [{ name, statement, object }] : [];
  });
}

/** The object literal behind `as const` and `satisfies`, when all of its keys are plain names. */
function plainObject(value: Node | null | undefined): Node | null {
  let node = value;
  while (node?.type === 'TSAsExpression' || node?.type === 'TSSatisfiesExpression') node = node.expression;
  if (node?.type !== 'ObjectExpression') return null;
  const plain = node.properties?.every(
    ({ type, computed, method, key }) =>
      type === 'Property' && !computed && !method && key?.type === 'Identifier',
  );
  return plain ? node : null;
}

function wordsIn(name: string, object: Node): Words {
  const keys = new Map<string, Words | null>();
  for (const { key, value } of object.properties ?? []) {
    const inner = plainObject(value);
    keys.set(key?.name ?? '', inner && wordsIn(`${name}$${key?.name}`, inner));
  }
  return { name, keys };
}

/** The places of a module that use words, and the constants that they need. */
function usesOf(program: Node, inScope: Map<string, Words>, hidden: (name: string) => void) {
  const edits: Edit[] = [];
  const names = new Set<string>();
  const aliases = new Set<Node>();

  /** The words that an expression means: `undefined` when it means none, `null` when it is a text. */
  function meant(node: Node | null | undefined): { name: string; words: Words | null } | undefined {
    if (node?.type === 'Identifier') {
      const words = inScope.get(node.name ?? '');
      return words && { name: words.name, words };
    }
    if (node?.type !== 'MemberExpression' || node.computed) return undefined;
    const key = node.property?.name ?? '';
    const outer = meant(node.object)?.words;
    const words = outer?.keys.get(key);
    return outer && words !== undefined ? { name: `${outer.name}$${key}`, words } : undefined;
  }

  // `const words = bookingCopy.confirmed;` and `const { hold } = paymentCopy;` at the top of a module give words
  // another name.
  for (const { type, declarations = [] } of program.body ?? []) {
    for (const one of type === 'VariableDeclaration' ? declarations : []) {
      const words = meant(one.init)?.words;
      if (!words) continue;
      if (one.id?.name) {
        inScope.set(one.id.name, words);
        aliases.add(one);
      }
      for (const { key, value } of one.id?.properties ?? []) {
        const inner = words.keys.get(key?.name ?? '');
        if (inner && value?.name) inScope.set(value.name, inner);
      }
    }
  }

  function visit(node: Node): void {
    if (node.type === 'VariableDeclarator' && !aliases.has(node)) {
      if (node.id?.name && inScope.get(node.id.name)?.name !== node.id.name && inScope.has(node.id.name))
        hidden(node.id.name);
      const taken = node.id?.type === 'ObjectPattern' ? meant(node.init)?.words : undefined;
      const pairs = node.id?.properties?.map(({ key, value }) => ({
        key: key?.name ?? '',
        local: value?.name,
      }));
      if (taken && pairs?.every(({ key, local }) => local && taken.keys.has(key))) {
        for (const { key } of pairs) names.add(`${taken.name}$${key}`);
        const text = pairs.map(({ key, local }) => `${local} = ${taken.name}$${key}`).join(', ');
        edits.push({ start: node.start, end: node.end, text });
        return;
      }
    }
    for (const { name } of node.params ?? []) if (name && inScope.has(name)) hidden(name);
    const found = node.type === 'MemberExpression' ? meant(node) : undefined;
    if (found) {
      names.add(found.name);
      edits.push({ start: node.start, end: node.end, text: found.name });
      return;
    }
    for (const child of childrenOf(node)) visit(child);
  }
  visit(program);
  return { edits, names };
}

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((value): value is Node => typeof value === 'object' && value !== null && 'type' in value);
}

function edited(code: string, edits: readonly Edit[]): string {
  let text = code;
  for (const { start, end, text: by } of [...edits].sort((one, other) => other.start - one.start))
    text = text.slice(0, start) + by + text.slice(end);
  return text;
}

/** Writes a constant for each text of a module. The object of them stays for those who need all of it. */
function split(code: string, program: unknown): string {
  const constants = (name: string, object: Node): string => {
    const keys = object.properties ?? [];
    const each = keys.map(({ key, value }) => {
      const inner = plainObject(value);
      const own = `${name}$${key?.name}`;
      return inner
        ? constants(own, inner)
        : `export const ${own} = ${code.slice(value?.start, value?.end)};\n`;
    });
    const pairs = keys.map(({ key }) => `${key?.name}: ${name}$${key?.name}`);
    return `${each.join('')}export const ${name} = { ${pairs.join(', ')} };\n`;
  };
  return edited(
    code,
    exportedObjects(program as Node).map(({ name, statement, object }) => ({
      start: statement.start,
      end: statement.end,
      text: constants(name, object),
    })),
  );
}
