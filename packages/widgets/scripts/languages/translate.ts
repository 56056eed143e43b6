import path from 'node:path';
import type { Plugin } from 'vite';
import type { Catalogue } from '../../src/copy/languages/catalogue.ts';
import { type Message, messagesOf } from './messages.ts';
import { isTranslated, staysEnglish } from './reviewed-only.ts';

const source = path.join(import.meta.dirname, '../../src');

/** The files that a build of another language has in the place of those of English. */
const replaced: Readonly<Record<string, string>> = {
  'copy/plural.ts': 'in-another-language/plural.ts',
  'import-element.ts': 'in-another-language/import-element.ts',
  'loader-of-language.ts': 'in-another-language/loader-of-language.ts',
  'page/speak.ts': 'in-another-language/speak.ts',
  'styles/base.ts': 'in-another-language/base.ts',
};

/** Marks for a reader of the source: an English text in a page that may be in another language. */
const englishMark = / lang="en-AU" dir="ltr"/g;

/**
 * Builds the widgets in one language: writes its words into the place of the English ones, before anything else reads them.
 * So a language costs a patient no more than its words, and English costs nothing. In English it only takes away what
 * marks a text as English.
 * @param catalogue `null`: English
 */
export function translate(catalogue: Catalogue | null): Plugin {
  let count = 0;
  return {
    name: 'botaniqal-translate',
    enforce: 'pre',
    buildStart() {
      count = 0;
    },
    resolveId(id, importer) {
      if (!catalogue || !importer || !id.startsWith('.') || importer.includes('in-another-language'))
        return null;
      const file = path.relative(source, path.resolve(path.dirname(importer), id)).replaceAll('\\', '/');
      return replaced[file] ? path.join(source, replaced[file]) : null;
    },
    load(id) {
      if (!catalogue || id !== path.join(source, 'in-another-language/build-language.ts')) return null;
      const { tag, locale, dir, reviewed } = catalogue;
      return `export const buildLanguage = ${JSON.stringify({ tag, locale, dir, isReviewed: reviewed !== null })};`;
    },
    transform(code, id) {
      if (!id.startsWith(source) || !id.endsWith('.ts')) return null;
      const file = path.relative(source, id).replaceAll('\\', '/');
      if (!catalogue)
        return englishMark.test(code) ? { code: code.replaceAll(englishMark, ''), map: null } : null;
      // Arabic has no short names of days: seven long ones have no room on a phone.
      if (file.endsWith('month-table.ts') && catalogue.dir === 'rtl')
        return { code: code.replace("name('short')", "name('narrow')"), map: null };
      // Two builds can be on a page, because forms are English: each has its own list of elements.
      if (/import-element|element-modules/.test(file))
        return { code: code.replace("'bq-elements'", `'bq-elements-${catalogue.tag}'`), map: null };
      // Something is counted outside of the files of words, too, and values are put side by side.
      const messages = messagesOf(id, code).filter(({ kind }) => kind === 'counted' || isTranslated(file));
      count += messages.length;
      return { code: sideBySide(translated(code, messages, catalogue), catalogue), map: null };
    },
    buildEnd(error) {
      if (!error && catalogue && count === 0) this.error('translate found no words: has src/copy moved?');
    },
  };
}

/** Values that a template puts side by side: with the comma of the language, and each with its own direction. */
function sideBySide(code: string, { comma, dir }: Catalogue): string {
  const listed = code.replaceAll(/(\}|<\/b>), (?=\$\{)/g, `$1${comma}`);
  if (dir === 'ltr') return listed;
  return listed.replaceAll(".join(' · ')", ".map((each) => '\u200f\u2068' + each + '\u2069').join(' · ')");
}

/** A source with the words of a language. A word that is missing stays English: a check names it. */
export function translated(code: string, messages: readonly Message[], catalogue: Catalogue): string {
  /** The source from one place to another, with every message in it translated. */
  function part(start: number, end: number): string {
    let text = '';
    let at = start;
    for (const message of messages) {
      if (message.start < at || message.end > end) continue;
      const words = wordsOf(message);
      if (words === null) continue;
      text += code.slice(at, message.start) + words;
      at = message.end;
    }
    return text + code.slice(at, end);
  }

  function wordsOf({ kind, key, around, values }: Message): string | null {
    if (kind === 'counted') {
      const forms = catalogue.counted[key];
      return JSON.stringify(forms ?? { one: `# ${key}`, other: `# ${key}s` });
    }
    const words = staysEnglish(key, catalogue) ? undefined : catalogue.words[key];
    if (words === undefined) return null;
    const text = around[0] + words + around[1];
    if (values.length === 0) return JSON.stringify(text);
    const literal = text.replaceAll(/[\\`]|\$\{/g, (sign) => `\\${sign}`);
    // A sentence that begins with a value in Latin letters is read from the right all the same.
    const mark = catalogue.dir === 'rtl' && text.startsWith('{') ? '\u200f' : '';
    return `\`${mark}${literal.replaceAll(/\{(\d)\}/g, (_, index: string) => {
      const value = values[Number(index)];
      return value ? insertedValue(`\${${part(value.start, value.end)}}`) : '';
    })}\``;
  }

  /** A phone number or a name keeps its own direction in a sentence that is read from the right. */
  function insertedValue(value: string): string {
    return catalogue.dir === 'rtl' ? `\u2068${value}\u2069` : value;
  }

  return part(0, code.length);
}
