import { readFile, stat } from 'node:fs/promises';
import { PreparedAnswer } from '../../platform/http/answers/prepared-answer.ts';
import { Problem } from '../../platform/problem.ts';

/**
 * The loader with the kept themes in front of it. A page shows a theme from its first paint, because it asks for nothing
 * more (decision 0017).
 * @param path of the built loader
 * @returns the answer for this CSS; made again when the CSS or the file has changed. It throws Problem not_found.
 */
export function themedLoader(path: string): (css: string) => Promise<PreparedAnswer> {
  let made: { of: string; answer: PreparedAnswer } | undefined;
  return async (css) => {
    const file = await stat(path).catch(() => {
      throw new Problem('not_found', 'There is nothing at this address.');
    });
    const of = `${file.size} ${file.mtimeMs} ${css}`;
    if (made?.of !== of) {
      const script = await readFile(path, 'utf8');
      // A style sheet that a script makes is allowed by the strictest policy.
      const themes = `globalThis.bqThemes=[new CSSStyleSheet];bqThemes[0].replaceSync(${JSON.stringify(css)});`;
      const text = `${themes}\n${script}`;
      made = { of, answer: new PreparedAnswer(text, 'text/javascript; charset=utf-8') };
    }
    return made.answer;
  };
}
