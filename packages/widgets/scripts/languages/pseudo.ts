import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Catalogue } from '../../src/copy/languages/catalogue.ts';
import { type Message, messagesOf } from './messages.ts';
import { pseudoText } from './pseudo-text.ts';
import { isReviewedOnly, isTranslated } from './reviewed-only.ts';

const source = path.join(import.meta.dirname, '../../src');

/** Every text that a language must have, with the file where it is. */
export function allMessages(): readonly (Message & { readonly file: string })[] {
  return globSync('copy/**/*.ts', { cwd: source })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => isTranslated(file) && file !== 'copy/plural.ts')
    .sort()
    .flatMap((file) =>
      messagesOf(file, readFileSync(path.join(source, file), 'utf8')).map((message) => ({
        ...message,
        file,
      })),
    );
}

/** A language that no person speaks, for tests and for designers: every word of English with accents, and longer. */
export function pseudoLanguage(): Catalogue {
  const messages = allMessages();
  const words = messages.filter(({ kind, key }) => kind === 'text' && !isReviewedOnly(key));
  const counted = messages.filter(({ kind }) => kind === 'counted');
  return {
    tag: 'en-XA',
    locale: 'en-AU',
    dir: 'ltr',
    comma: ', ',
    name: 'Pseudo',
    reviewed: null,
    words: Object.fromEntries(words.map(({ key }) => [key, pseudoText(key)])),
    counted: Object.fromEntries(
      counted.map(({ key }) => [key, { one: `# ${pseudoText(key)}`, other: `# ${pseudoText(`${key}s`)}` }]),
    ),
  };
}
