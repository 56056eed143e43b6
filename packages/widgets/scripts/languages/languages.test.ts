import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { otherLanguages } from '@botaniqal/shared/ids/languages.ts';
import type { Catalogue } from '../../src/copy/languages/catalogue.ts';
import { builtLanguages, languages } from './languages.ts';
import { messagesOf } from './messages.ts';
import { allMessages, pseudoLanguage } from './pseudo.ts';
import { pseudoText } from './pseudo-text.ts';
import { isReviewedOnly, staysEnglish } from './reviewed-only.ts';
import { translated } from './translate.ts';

const messages = allMessages();
const texts = new Map(messages.filter(({ kind }) => kind === 'text').map(({ key, file }) => [key, file]));
const counted = new Set(messages.filter(({ kind }) => kind === 'counted').map(({ key }) => key));
/** Names, and words that other languages have taken over. */
const sameAsEnglish = /^(Outlook|Email)$/;
const valuesIn = (text: string) => (text.match(/\{\d\}/g) ?? []).sort();

describe('the languages of the widgets', () => {
  it('are those that the server and the loader know', () => {
    assert.deepEqual(Object.keys(languages), [...otherLanguages]);
    assert.deepEqual(
      builtLanguages().map(({ code }) => code),
      [...otherLanguages, 'xa'],
    );
    for (const [code, { tag }] of Object.entries(languages)) assert.ok(tag.startsWith(code), tag);
  });

  it('are read from some hundred texts', () => {
    assert.ok(texts.size > 500, `${texts.size} texts`);
    assert.ok(counted.has('minute'));
  });

  for (const [code, catalogue] of Object.entries(languages)) {
    it(`have every word: ${code}`, () => {
      const needed = [...texts].filter(([key]) => !staysEnglish(key, catalogue));
      const missing = needed.filter(([key]) => !catalogue.words[key]).map(([key, file]) => `${file}: ${key}`);
      assert.deepEqual(missing, [], `write these words into packages/widgets/src/copy/languages/${code}.ts`);
      const unused = Object.keys(catalogue.words).filter((key) => !texts.has(key));
      assert.deepEqual(unused, [], `take these words out of packages/widgets/src/copy/languages/${code}.ts`);
      assert.deepEqual(
        [...counted].filter((key) => !catalogue.counted[key]),
        [],
      );
      assert.deepEqual(
        Object.keys(catalogue.counted).filter((key) => !counted.has(key)),
        [],
      );
    });

    it(`keep every value in its sentence, and no English: ${code}`, () => {
      for (const [english, words] of Object.entries(catalogue.words)) {
        assert.deepEqual(valuesIn(words), valuesIn(english), english);
        assert.ok(
          words !== english ||
            !/[a-z]/i.test(english.replaceAll(/\{\d\}/g, '')) ||
            sameAsEnglish.test(english),
          `"${english}" is English`,
        );
        assert.equal(words, words.trim(), english);
      }
    });

    it(`have each form that the language counts in: ${code}`, () => {
      const { pluralCategories } = new Intl.PluralRules(catalogue.locale).resolvedOptions();
      for (const [english, forms] of Object.entries(catalogue.counted)) {
        assert.deepEqual(Object.keys(forms).sort(), [...pluralCategories].sort(), english);
      }
    });

    it(`are signed by a person, or say that they are not: ${code}`, () => {
      const { reviewed } = catalogue;
      if (reviewed === null) return;
      assert.match(reviewed.by, /\w+ \w+/);
      assert.match(reviewed.on, /^\d{4}-\d\d-\d\d$/);
    });
  }

  it('show consents and policies only when a person has checked them', () => {
    const held = [...texts.keys()].filter(isReviewedOnly);
    assert.ok(
      held.some((key) => key.startsWith('{0} uses these details to')),
      held.join('\n'),
    );
    for (const key of held) {
      assert.ok(staysEnglish(key, { reviewed: null }), key);
      assert.ok(!staysEnglish(key, { reviewed: { by: 'Maria Santos', on: '2026-12-01' } }), key);
    }
    const forms = messages.filter(
      ({ kind, file }) => kind === 'text' && /forms\/(help|triage|intake)/.test(file),
    );
    assert.deepEqual(forms, [], 'forms and the help in danger are English in every language');
  });
});

describe('a text in the source', () => {
  const source = `import { plural } from './plural.ts';
export const aCopy = {
  back: 'Back',
  step: (position: number, step: string) => \`Step \${position}: \${names[step] ?? 'Time'}\`,
  wait: (count: number) => \`Wait \${plural(count, 'minute')}.\`,
  file: 'appointment.ics',
  relations: [['', 'Please choose'], ['parent', 'Parent']],
  times: ['never', 'once'],
} as const;
export const day = (date: Date) => formatter('en-AU', 'UTC', { weekday: 'long' }).format(date);
export const isLost = (code: string) => code === 'network';
const list = (names: string[]) => names.join(' and ');
`;
  const found = messagesOf('a.ts', source);
  const language: Catalogue = {
    tag: 'ar',
    locale: 'ar-u-nu-latn',
    dir: 'rtl',
    comma: '، ',
    name: '',
    reviewed: null,
    words: { Back: 'رجوع', 'Step {0}: {1}': '{1} ({0})', 'Wait {0}.': 'انتظر {0}.' },
    counted: { minute: { one: 'دقيقة', other: '# دقائق' } },
  };

  it('is a word for people, with its values; never a word for machines', () => {
    assert.deepEqual(
      found.map(({ key }) => key),
      [
        'Back',
        'Step {0}: {1}',
        'Time',
        'Wait {0}.',
        'minute',
        'Please choose',
        'Parent',
        'never',
        'once',
        'and',
      ],
    );
  });

  it('is replaced by the words of a language, with each value held apart where text is read from the right', () => {
    const code = translated(source, found, language);
    assert.match(code, /back: "رجوع"/);
    assert.match(code, /`\u200f\u2068\$\{names\[step\] \?\? 'Time'\}\u2069 \(\u2068\$\{position\}\u2069\)`/);
    assert.match(code, /plural\(count, \{"one":"دقيقة","other":"# دقائق"\}\)/);
    assert.match(code, /file: 'appointment\.ics'/);
    assert.match(code, /code === 'network'/);
  });

  it('is longer and has accents in the pseudo-language', () => {
    assert.equal(pseudoText('Step {0}: {1}'), '[Štép {0}: {1} ~~~]');
    assert.ok(pseudoText('Continue').length >= 'Continue'.length * 1.35);
    const { words } = pseudoLanguage();
    assert.equal(words.Back, pseudoText('Back'));
  });
});
