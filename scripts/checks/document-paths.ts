import { readFile } from 'node:fs/promises';
import { posix, relative, sep } from 'node:path';
import { fromRoot, repositoryRoot } from '../repository.ts';
import { filesUnder } from './files.ts';
import type { CheckResult } from './stage.ts';

/** A path that a document names, and that does not exist. */
export interface MissingPath {
  document: string;
  line: number;
  path: string;
}

/** The changelog names files by the names that they had then. */
const notChecked = ['CHANGELOG.md'];

/** Checks every document of the repository. */
export async function checkDocumentPaths(): Promise<CheckResult> {
  const files = await filesUnder(['.'], () => true);
  const paths = files.map((path) => relative(repositoryRoot, path).split(sep).join(posix.sep));
  const documents = paths.filter((path) => path.endsWith('.md') && !notChecked.includes(path));
  const missing: MissingPath[] = [];
  for (const document of documents) {
    const text = await readFile(fromRoot(document), 'utf8');
    missing.push(...missingPaths({ document, text, paths }));
  }
  const lines = missing.map(
    ({ document, line, path }) => `${document}:${line} names ${path}, which does not exist.`,
  );
  return documents.length > 0 && missing.length === 0
    ? { passed: 1, failed: 0, output: '' }
    : { passed: 0, failed: 1, output: lines.join('\n') || 'There is no document.' };
}

/** The paths that a document names in links, in backticks or in blocks of code, and that are not in the repository. */
export function missingPaths(options: {
  /** The document's own path from the root. */
  document: string;
  text: string;
  /** Every file of the repository, from the root. */
  paths: readonly string[];
}): MissingPath[] {
  const { document, text, paths } = options;
  const folder = posix.dirname(document);
  const tree = new Tree(paths);
  const missing: MissingPath[] = [];
  let isBlock = false;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*```/.test(line)) {
      isBlock = !isBlock;
      continue;
    }
    const named = isBlock ? [] : linksIn(line).filter((path) => !tree.has(posix.join(folder, path)));
    const quoted = (isBlock ? line.split(/\s+/) : codeIn(line))
      .map((word) => word.replace(/^\.\//, '').replace(/(?::\d+)?[.,;:]?$/, ''))
      .filter((word) => tree.looksLikePath(word))
      .filter((path) => !tree.has(posix.join(folder, path)) && !tree.hasEnd(path));
    missing.push(...[...named, ...quoted].map((path) => ({ document, line: index + 1, path })));
  }
  return missing;
}

/** The targets of links to files, without the part after `#`; not the addresses of pages, which begin with `/`. */
function linksIn(line: string): string[] {
  return [...line.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^(?:[a-z]+:|\/)/i.test(target));
}

function codeIn(line: string): string[] {
  return [...line.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => code.split(/\s+/));
}

const sourceFile = /\.(?:ts|mjs|js|css|md|ya?ml|json|toml|sql)$/;
/** Files that a build or a tool writes, and that the repository does not hold. */
const written =
  /(?:^|\/)(?:dist|node_modules|\.artifacts|\.data)\/|^(?:(?:v1\/)?(?:bq|base)(?:-[a-z]{2})?\.js|custom-elements\.json)$|^@botaniqal\//;

/** The files and folders of the repository. */
class Tree {
  readonly #entries: ReadonlySet<string>;
  readonly #tops: ReadonlySet<string>;

  constructor(paths: readonly string[]) {
    const folders = paths.flatMap((path) => {
      const parts = path.split('/');
      return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
    });
    this.#entries = new Set([...paths, ...folders]);
    this.#tops = new Set(
      folders
        .filter((folder) => !folder.includes('/') || /^packages\/[^/]+$/.test(folder))
        .map((folder) => posix.basename(folder)),
    );
  }

  has(path: string): boolean {
    const plain = path.replace(/\/$/, '');
    return plain === '.' || plain === '' || this.#entries.has(plain) || this.#matches(plain, '^');
  }

  /** Whether the path of a file or folder ends with `path`: a document may leave out where a path begins. */
  hasEnd(path: string): boolean {
    return this.#matches(path.replace(/\/$/, ''), '(?:^|/)');
  }

  /** `packages/…`, `bff/src/…`, or the name of a source file; not a route, a media type or an address. */
  looksLikePath(word: string): boolean {
    if (!/^[\w.@*{][\w./@*{},<>-]*$/.test(word) || written.test(word)) return false;
    const [first = '', ...rest] = word.split('/');
    return (rest.length > 0 && (first === 'src' || this.#tops.has(first))) || sourceFile.test(word);
  }

  #matches(path: string, start: string): boolean {
    const pattern = new RegExp(`${start}${patternOf(path)}$`);
    for (const entry of this.#entries) if (pattern.test(entry)) return true;
    return false;
  }
}

/** A pattern of a path with `*`, `**`, `{a,b}`, or a name to fill in: `{name}` or `<name>`. */
function patternOf(path: string): string {
  return path
    .replaceAll(/[.+^$()|[\]\\]/g, '\\$&')
    .replaceAll('**', '\u0000')
    .replaceAll('*', '[^/]*')
    .replaceAll('\u0000', '.*')
    .replaceAll(/\{([^{}]*,[^{}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(',', '|')})`)
    .replaceAll(/\{[^{}]*\}|<[^<>]*>/g, '[^/]+');
}
