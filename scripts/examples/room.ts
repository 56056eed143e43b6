/**
 * The room that pages keep for our elements has one source: `examples/webflow/css/booking.css`. This writes it into the
 * head of each example page and into what marketers read. Run it after a change: `pnpm examples`.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fromRoot } from '../repository.ts';

const folder = fromRoot('examples', 'webflow');

/** The files that show the room, with what they should be. */
export function filesWithRoom(): { path: string; is: string; should: string }[] {
  const css = readFileSync(fromRoot('examples', 'webflow', 'css', 'booking.css'), 'utf8').trim();
  return globSync('*.{html,md}', { cwd: folder }).map((name) => {
    const path = fromRoot('examples', 'webflow', name);
    const is = readFileSync(path, 'utf8');
    return { path, is, should: withRoom(is, css) };
  });
}

/** Replaces the style in the part that is pasted once per site: the one after our script tag and its preloads. */
function withRoom(text: string, css: string): string {
  return text.replace(
    /(\/widgets\/v1\/bq\.js"><\/script>\n(?: *<link [^>]*>\n)*)( *)<style>[\s\S]*?<\/style>/g,
    (_, script: string, indent: string) => {
      const lines = css.split('\n').map((line) => (line ? `${indent}  ${line}` : ''));
      return `${script}${indent}<style>\n${lines.join('\n')}\n${indent}</style>`;
    },
  );
}

if (import.meta.main) {
  for (const { path, is, should } of filesWithRoom()) if (is !== should) writeFileSync(path, should);
}
