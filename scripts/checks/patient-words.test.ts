import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fromRoot } from '../repository.ts';

const folder = fromRoot('examples/webflow');

/** Words that developers and page owners use, and patients do not. */
const developersWords =
  /clinic\.ya?ml|sandbox|preview|content security policy|trusted types|inline (style|script)|developer|webflow|widget|custom element|localhost|README/i;

/** What a visitor reads on a page, its title and its description included. */
function wordsOf(html: string): string {
  const description = /<meta content="([^"]*)" name="description">/.exec(html)?.[1] ?? '';
  const text = html
    .replaceAll(/<!--[\s\S]*?-->/g, ' ')
    .replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]*>/g, ' ');
  return `${description} ${text}`.replaceAll(/\s+/g, ' ');
}

describe('the example pages', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.html'))) {
    it(`say nothing to a patient that is meant for developers: ${file}`, () => {
      const found = developersWords.exec(wordsOf(readFileSync(`${folder}/${file}`, 'utf8')));
      assert.equal(found?.[0], undefined);
    });
  }
});
