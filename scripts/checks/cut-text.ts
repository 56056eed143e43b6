import { readFile } from 'node:fs/promises';
import { filesUnder, fromRootWithSlashes } from './files.ts';
import type { CheckResult } from './stage.ts';

/** One place where a text is shortened by UTF-16 units, which can halve an emoji or an accented letter. */
export interface HalvedText {
  line: number;
  cut: string;
}

/** A cut at the beginning, whose end has the name of a limit, or is a number that no date, clock or id needs. */
const cuts =
  /\.(?:slice|substring|substr)\(0, *((?:[\w.]*(?:limit|longest|most|max)\w*(?:\.\w+)*)|[\d_]+)\)/gi;

/** The longest of dates, clocks, ids and hashes that we cut: a UUID has 36 characters. */
const longestCode = 36;

/** Lists have limits too: names of lists, and the limit of a list. */
const lists = /(?:entries|lines|matching|names|rows|page|candidates|found|all|list|answers)$/i;

/** Checks that text is shortened by `cutText` only. */
export async function checkCutText(): Promise<CheckResult> {
  const files = await filesUnder(
    ['packages/bff/src', 'packages/shared/src', 'packages/widgets/src'],
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.endsWith('cut-text.ts'),
  );
  const found: string[] = [];
  for (const file of files) {
    for (const { line, cut } of halvedTextsIn(await readFile(file, 'utf8'))) {
      found.push(
        `${fromRootWithSlashes(file)}:${line} cuts by ${cut}. Use cutText of shared/validation/cut-text.ts, which never halves a character.`,
      );
    }
  }
  return files.length > 0 && found.length === 0
    ? { passed: 1, failed: 0, output: '' }
    : { passed: 0, failed: 1, output: found.join('\n') || 'There is no source.' };
}

/** The cuts in a source text, line by line. */
export function halvedTextsIn(text: string): HalvedText[] {
  return text.split('\n').flatMap((source, index) =>
    [...source.matchAll(cuts)]
      .filter(([, end = '']) => !(Number(end.replaceAll('_', '')) <= longestCode) && !/findings$/i.test(end))
      .filter(({ index: at }) => !lists.test(source.slice(0, at)))
      .map(([cut]) => ({ line: index + 1, cut })),
  );
}
