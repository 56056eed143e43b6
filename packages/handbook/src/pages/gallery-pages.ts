import { groups } from '@botaniqal/widgets/accessibility/scenarios.ts';
import { escapeHtml } from './escape-html.ts';

/** `slotLostWithoutOthers` is "Slot lost without others". */
function inWords(state: string): string {
  const words = state.replace(/([A-Z])/g, ' $1').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The elements that have states to show. */
export function galleryTags(): string[] {
  return [...new Set(groups.map(({ tag }) => tag))].sort();
}

/** `/gallery`: each element with the number of its states. */
export function galleryList(descriptions: ReadonlyMap<string, string>): string {
  const cards = galleryTags().map((tag) => {
    const count = groups
      .filter((group) => group.tag === tag)
      .reduce((sum, { scenarios }) => sum + Object.keys(scenarios).length, 0);
    return `<li><h2><a href="/gallery/${tag}"><code>&lt;${tag}&gt;</code></a></h2><p>${escapeHtml(descriptions.get(tag) ?? '')}</p><p class="small">${count === 1 ? 'One state' : `${count} states`} · <a href="/docs/elements/${tag}">attributes, events and parts</a></p></li>`;
  });
  return `<h1>Gallery</h1>
<p class="lead">Every element in every state that the tests know, with a sample clinic and a fictional patient. Nothing that you press here is sent.</p>
<ul class="cards">${cards.join('\n')}</ul>`;
}

/** `/gallery/<tag>`: the states of an element as links that open in the frame beside them. */
export function galleryPage(tag: string): string {
  const lists = groups.flatMap((group, number) => {
    if (group.tag !== tag) return [];
    const links = Object.keys(group.scenarios).map((state) => {
      const address = `/gallery/state?group=${number}&amp;state=${state}`;
      return `<li><a id="${number}-${state}" href="${address}" target="state">${escapeHtml(inWords(state))}</a></li>`;
    });
    return [`<h2>${escapeHtml(capital(group.name))}</h2>\n<ul>${links.join('')}</ul>`];
  });
  return `<h1><code>&lt;${tag}&gt;</code></h1>
<p class="lead">Choose a state. <a href="/docs/elements/${tag}">Attributes, events and parts</a> of this element.</p>
<form class="looks" data-looks>
<fieldset><legend>Width</legend>
<label><input type="radio" name="width" value="wide" checked> Computer</label>
<label><input type="radio" name="width" value="phone"> Phone</label></fieldset>
<fieldset><legend>Colours</legend>
<label><input type="radio" name="look" value="auto" checked> As my device</label>
<label><input type="radio" name="look" value="light"> Light</label>
<label><input type="radio" name="look" value="dark"> Dark</label></fieldset>
<a class="open" data-open href="/gallery/state" target="_blank" rel="noopener">Open in a tab of its own</a>
</form>
<div class="states">
<nav aria-label="States">${lists.join('\n')}</nav>
<iframe name="state" title="The state" data-width="wide"></iframe>
</div>`;
}

/** `/gallery/state`: the page in the frame. The server sets the look. */
export function statePage(styles: readonly string[], scripts: readonly string[]): string {
  return `<!doctype html>
<html lang="en-AU"%LOOK%>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>A state of an element</title>
<link rel="icon" href="/hosted/icon.svg" type="image/svg+xml">
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('\n')}
${scripts.map((script) => `<script type="module" src="${script}"></script>`).join('\n')}
</head>
<body><main></main></body>
</html>
`;
}
