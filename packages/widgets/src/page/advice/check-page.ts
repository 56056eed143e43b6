import { type Mistake, tellAuthor } from './tell-author.ts';

/** A tag that looks like ours and is none. */
export function tagMistake(tag: string, tags: readonly string[]): Mistake {
  return {
    tag,
    what: 'there is no such element, so only what is between its tags is shown.',
    allowed: tags,
  };
}

/** The script is on the page more than once: by the same address it runs once, by another one it loads everything again. */
export function scriptMistake(scripts: readonly HTMLScriptElement[]): Mistake | null {
  if (scripts.length < 2) return null;
  const addresses = [...new Set(scripts.map(({ src }) => src))];
  const what =
    addresses.length > 1
      ? `the page has ${addresses.length} different addresses of it, and the first that loads wins. Keep one of: ${addresses.join(', ')}`
      : 'the page has it more than once. It runs once; remove the others.';
  return { tag: 'script src=bq.js', what };
}

/** Tells the author of the page about a tag that looks like ours and is none. */
export function checkTag(tag: string, tags: readonly string[]): void {
  if (!customElements.get(tag)) tellAuthor(tagMistake(tag, tags));
}

/** Tells the author of the page that the script is there more than once. */
export function checkScripts(): void {
  const mistake = scriptMistake([
    ...document.querySelectorAll<HTMLScriptElement>('script[src*="/v1/bq.js"]'),
  ]);
  if (mistake) tellAuthor(mistake);
}
