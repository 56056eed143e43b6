/**
 * Tells the author of a page about a mistake in it, once, in the browser's console. Patients never read it. These files
 * are loaded only when something is wrong.
 */
const told = new Set<string>();

export interface Mistake {
  /** The element, as it stands on the page. */
  readonly tag: string;
  readonly attribute?: string;
  readonly value?: string;
  /** What is wrong, as a sentence. */
  readonly what: string;
  /** What is allowed; empty: any. */
  readonly allowed?: readonly string[];
}

/** Where on the page a mistake is. */
export function placeOf({ tag, attribute, value }: Mistake): string {
  return attribute === undefined ? `<${tag}>` : `<${tag} ${attribute}="${value}">`;
}

/** What would be right; empty where the mistake says it already. */
export function remedyOf({ tag, value, allowed = [] }: Mistake): string {
  const near = nearest(value ?? tag, allowed);
  const words = [allowed.length > 0 && `Allowed: ${allowed.join(', ')}.`, near && `Did you mean "${near}"?`];
  return words.filter(Boolean).join(' ');
}

export function tellAuthor(mistake: Mistake): void {
  const message = `Botaniqal booking: ${placeOf(mistake)}: ${mistake.what} ${remedyOf(mistake)}`.trim();
  if (told.has(message)) return;
  told.add(message);
  console.warn(message);
}

/** The allowed word that differs in the fewest letters; `undefined` when all are too different. */
export function nearest(word: string, allowed: readonly string[]): string | undefined {
  const given = word.toLowerCase();
  const [best] = allowed
    .map((each) => ({ each, distance: distance(given, each.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance);
  return best && best.distance <= Math.max(2, given.length / 2) ? best.each : undefined;
}

/** How many letters must be added, removed or changed (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, wanted] of [...other].entries()) {
      const changed = (row[at] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
