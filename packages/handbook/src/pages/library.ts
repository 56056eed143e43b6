import { existsSync, globSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

export const root = join(import.meta.dirname, '..', '..', '..', '..');

/** A document of the repository that is a page of the site. */
export interface Document {
  /** From the root of the repository. */
  readonly file: string;
  readonly path: string;
}

/** The guides in the order in which a marketer needs them. */
const guides = ['marketers', 'webflow-designer', 'policies', 'troubleshooting'];

export function guideDocuments(): Document[] {
  return [
    ...guides.map((name) => ({ file: `docs/guides/${name}.md`, path: `/docs/${name}` })),
    { file: 'docs/events.md', path: '/docs/events' },
  ].filter(({ file }) => existsSync(join(root, file)));
}

export function elementDocuments(): Document[] {
  const files = globSync('docs/elements/bq-*.md', { cwd: root }).sort();
  return [
    { file: 'docs/elements/README.md', path: '/docs/elements' },
    ...files.map((file) => ({ file, path: `/docs/elements/${basename(file, '.md')}` })),
  ];
}

/** The pictures that documents show, by the address that they are served at. */
export class Pictures {
  readonly #files = new Map<string, string>();

  /** @returns the address of a picture */
  add(file: string): string {
    const name = relative('docs', file).replaceAll('/', '-');
    this.#files.set(name, file);
    return `/docs/files/${name}`;
  }

  get all(): ReadonlyMap<string, string> {
    return this.#files;
  }
}

/**
 * Where a link of a document leads on the site.
 * @throws when it leads to a file that is no page of the site
 */
export function linkResolver(
  { file }: Document,
  documents: readonly Document[],
  pictures: Pictures,
): (link: string) => string {
  return (link) => {
    if (/^(?:[a-z]+:|#|\/)/.test(link)) return link;
    const [name = '', fragment] = link.split('#');
    const target = join(dirname(file), name);
    if (/\.(?:webp|png)$/.test(target)) return pictures.add(target);
    const known = documents.find((each) => each.file === target);
    if (!known) throw new Error(`${file} links to ${link}, which is no page of the handbook.`);
    return known.path + (fragment ? `#${fragment}` : '');
  };
}
