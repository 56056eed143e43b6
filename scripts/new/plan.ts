import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a generator writes. Paths begin at the root of the repository. */
export interface Plan {
  /** New files, with their text. */
  files: Readonly<Record<string, string>>;
  /** Files that list the new thing: what to add to each. */
  lists: readonly { path: string; add: (text: string) => string }[];
  /** Commands that bring generated files of the repository up to date. */
  commands?: readonly (readonly [string, ...string[]])[];
  /** What the developer does next, in sentences. */
  next: readonly string[];
}

/** The new text of every file of a plan, by path. @throws when a new file exists, or a list does not look as expected */
export async function textsOf(plan: Plan, root: string): Promise<Map<string, string>> {
  const taken = Object.keys(plan.files).find((path) => existsSync(join(root, path)));
  if (taken) throw new Error(`${taken} exists already.`);
  const texts = new Map(Object.entries(plan.files));
  for (const { path, add } of plan.lists) {
    const before = texts.get(path) ?? (await readFile(join(root, path), 'utf8'));
    texts.set(path, add(before));
  }
  return texts;
}

export async function write(texts: ReadonlyMap<string, string>, root: string): Promise<void> {
  for (const [path, text] of texts) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

/** Puts lines behind the line that contains `anchor`. @throws when there is no such line */
export function addAfter(text: string, anchor: string, lines: string): string {
  return addAt(text, anchor, (line) => `${line}\n${lines}`);
}

/** Puts lines before the line that contains `anchor`. @throws when there is no such line */
export function addBefore(text: string, anchor: string, lines: string): string {
  return addAt(text, anchor, (line) => `${lines}\n${line}`);
}

/** Puts `more` right behind `anchor`, in its line. @throws when there is no such line */
export function addInto(text: string, anchor: string, more: string): string {
  return addAt(text, anchor, (line) => line.replace(anchor, () => anchor + more));
}

function addAt(text: string, anchor: string, change: (line: string) => string): string {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => line.includes(anchor));
  const line = lines[index];
  if (line === undefined)
    throw new Error(`No line contains "${anchor}": the generator must follow the code.`);
  return lines.with(index, change(line)).join('\n');
}
