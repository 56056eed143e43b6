import { escapeHtml } from './escape-html.ts';

/** Where the server puts the clinic's name. A built page is the same for every clinic. */
const clinicMark = '%CLINIC%';

export interface PageParts {
  readonly title: string;
  /** HTML. */
  readonly main: string;
  /** The address of the page, which the navigation marks. */
  readonly path: string;
  readonly styles: readonly string[];
  readonly scripts?: readonly string[];
  /** For pages that need the whole width. */
  readonly wide?: boolean;
}

interface NavigationEntry {
  readonly path: string;
  readonly title: string;
}

export interface NavigationGroup {
  readonly title: string;
  readonly entries: readonly NavigationEntry[];
}

/** The frame of each page: what there is to read at the side, the page beside it. */
export function shell(
  { title, main, path, styles, scripts = [], wide = false }: PageParts,
  navigation: readonly NavigationGroup[],
): string {
  return `<!doctype html>
<html lang="en-AU">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} – ${clinicMark} booking</title>
<link rel="icon" href="/hosted/icon.svg" type="image/svg+xml">
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('\n')}
${scripts.map((script) => `<script type="module" src="${script}"></script>`).join('\n')}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<p class="clinic"><a href="/docs">${clinicMark} booking</a></p>
<nav class="places" aria-label="Places">${placeLinks(path)}</nav>
</header>
<div class="${wide ? 'frame wide' : 'frame'}">
<main id="content" tabindex="-1">
${main}
</main>
<nav class="pages" aria-label="Pages">
${navigation.map((group) => groupOf(group, path)).join('\n')}
</nav>
</div>
</body>
</html>
`;
}

function placeLinks(path: string): string {
  return [
    ['/docs', 'Guides and reference'],
    ['/gallery', 'Gallery'],
    ['/embed', 'Builder'],
  ]
    .map(([address = '', words]) => {
      const here = path === address || path.startsWith(`${address}/`);
      return `<a href="${address}"${here ? ' aria-current="true"' : ''}>${words}</a>`;
    })
    .join('');
}

function groupOf({ title, entries }: NavigationGroup, path: string): string {
  const links = entries.map(
    (entry) =>
      `<li><a href="${entry.path}"${entry.path === path ? ' aria-current="page"' : ''}>${escapeHtml(entry.title)}</a></li>`,
  );
  return `<h2>${escapeHtml(title)}</h2>\n<ul>${links.join('')}</ul>`;
}
