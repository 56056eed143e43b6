/**
 * Builds the pages below `/docs` and `/gallery` into dist/: HTML from the documents of this repository, and the scripts of the
 * gallery from the scenarios of the tests. The server sends them as they are, with the clinic's name in its place.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { galleryList, galleryPage, galleryTags, statePage } from '../src/pages/gallery-pages.ts';
import {
  type Document,
  elementDocuments,
  guideDocuments,
  linkResolver,
  Pictures,
  root,
} from '../src/pages/library.ts';
import { llmsText } from '../src/pages/llms-text.ts';
import { type Rendered, renderMarkdown } from '../src/pages/markdown.ts';
import { type NavigationGroup, shell } from '../src/pages/shell.ts';

const handbook = join(import.meta.dirname, '..');
const dist = join(handbook, 'dist');

await build({ root: handbook, configFile: join(handbook, 'vite.config.ts'), logLevel: 'warn' });
const chunks = JSON.parse(readFileSync(join(dist, 'assets', 'manifest.json'), 'utf8')) as Record<
  string,
  { file: string }
>;
const asset = (source: string) => `/handbook/${chunks[source]?.file}`;
const styles = [asset('src/handbook.css')];

const documents = [...guideDocuments(), ...elementDocuments()];
const pictures = new Pictures();
const rendered = new Map<Document, Rendered>();
for (const document of documents) {
  const text = readFileSync(join(root, document.file), 'utf8');
  rendered.set(document, renderMarkdown(text, linkResolver(document, documents, pictures)));
  write(`${document.path}.md`, text);
}

const entry = (document: Document) => ({
  path: document.path,
  title: rendered.get(document)?.title ?? document.path,
});
const navigation: NavigationGroup[] = [
  { title: 'Guides', entries: guideDocuments().map((document) => entry(find(document))) },
  {
    title: 'Reference',
    entries: [
      ...elementDocuments().map((document) => entry(find(document))),
      { path: '/docs/api', title: 'API' },
    ],
  },
  {
    title: 'Gallery',
    entries: galleryTags().map((tag) => ({ path: `/gallery/${tag}`, title: `<${tag}>` })),
  },
];

for (const document of documents) {
  const { title, html } = rendered.get(document) ?? { title: '', html: '' };
  writePage(document.path, { title, main: html });
}
writePage('/docs', { title: 'Guides and reference', main: startPage() });
// The server puts the reference in the place of the mark: it is made from its routes.
writePage('/docs/api', { title: 'API', main: '%API%' });

writePage('/gallery', { title: 'Gallery', main: galleryList(descriptions()) });
for (const tag of galleryTags()) {
  writePage(`/gallery/${tag}`, {
    title: `<${tag}>`,
    main: galleryPage(tag),
    scripts: [asset('src/gallery/chooser.ts')],
    wide: true,
  });
}
write('/gallery/state.html', statePage([asset('src/gallery/state.css')], [asset('src/gallery/state.ts')]));
write('/llms.txt', llmsText(navigation));

rmSync(join(dist, 'files'), { recursive: true, force: true });
mkdirSync(join(dist, 'files'), { recursive: true });
for (const [name, file] of pictures.all) cpSync(join(root, file), join(dist, 'files', name));

function find({ file }: Document): Document {
  const found = documents.find((document) => document.file === file);
  if (!found) throw new Error(`${file} is no document of the handbook.`);
  return found;
}

/** The first sentence of each element's page, below its heading and its comment. */
function descriptions(): Map<string, string> {
  return new Map(
    elementDocuments().map(({ file, path }) => [
      path.split('/').pop() ?? '',
      readFileSync(join(root, file), 'utf8')
        .split('\n')[2]
        ?.split(/(?<=\.) /)[0] ?? '',
    ]),
  );
}

function startPage(): string {
  const cards = navigation.map(
    ({ title, entries }) =>
      `<li><h2>${title}</h2><ul>${entries.map(({ path, title: words }) => `<li><a href="${path}">${words.replaceAll('<', '&lt;')}</a></li>`).join('')}</ul></li>`,
  );
  return `<h1>Booking on your pages</h1>
<p class="lead">What to paste, how it looks, what it tells your analytics, and what to do when something does not work.</p>
<ul class="cards">${cards.join('\n')}</ul>`;
}

function writePage(
  path: string,
  parts: { title: string; main: string; scripts?: readonly string[]; wide?: boolean },
): void {
  write(`${path}.html`, shell({ ...parts, path, styles }, navigation));
}

function write(path: string, text: string): void {
  const file = join(dist, 'pages', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
