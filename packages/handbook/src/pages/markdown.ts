import { Marked } from 'marked';
import { escapeHtml } from './escape-html.ts';

/** Where a link of a document leads on the site: another page, or a file that is copied along. */
export type ResolveLink = (link: string) => string;

/** What a page has that was written in Markdown. */
export interface Rendered {
  /** The text of the first heading. */
  readonly title: string;
  readonly html: string;
}

/**
 * Renders a document of this repository: headings get ids, wide tables scroll by themselves and by keyboard, and code can be
 * reached by keyboard, too. HTML in the text is shown as it is written.
 */
export function renderMarkdown(text: string, resolve: ResolveLink): Rendered {
  let title = '';
  const ids = new Set<string>();
  const marked = new Marked({
    gfm: true,
    renderer: {
      heading({ tokens, depth, text: words }) {
        if (depth === 1) title ||= words.replaceAll('`', '');
        return `<h${depth} id="${headingId(words, ids)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      // A comment is for people who read the file.
      html: ({ text: source }) => (source.trim().startsWith('<!--') ? '' : escapeHtml(source)),
      link({ href, tokens }) {
        return `<a href="${escapeHtml(resolve(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      image: ({ href, text: words }) =>
        `<img src="${escapeHtml(resolve(href))}" alt="${escapeHtml(words)}" loading="lazy">`,
      code: ({ text: source, lang }) =>
        `<pre tabindex="0" aria-label="Code${lang ? `, ${escapeHtml(lang)}` : ''}" role="group"><code>${escapeHtml(source)}</code></pre>\n`,
      table({ header, rows }) {
        const cells = (row: typeof header, tag: 'th' | 'td') =>
          row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('');
        const head = header.map(({ text: words }) => words).join(', ');
        return `<div class="table" role="group" tabindex="0" aria-label="Table: ${escapeHtml(head)}"><table><thead><tr>${cells(header, 'th')}</tr></thead><tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table></div>\n`;
      },
    },
  });
  const html = marked.parse(text, { async: false });
  return { title, html };
}

function headingId(words: string, taken: Set<string>): string {
  const plain = words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  let id = plain || 'section';
  for (let count = 2; taken.has(id); count++) id = `${plain}-${count}`;
  taken.add(id);
  return id;
}
