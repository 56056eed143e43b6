import { tidyName } from '@botaniqal/shared/validation/typed-text.ts';

/**
 * Names as people type them, split into given and family name for a record. A wrong split never decides identity,
 * because names are compared whole (`nameKey`).
 */

export interface PersonName {
  firstName: string;
  lastName: string;
}

/**
 * The given name of a person who has one name only; that name is the family name. The convention of Australian health
 * records (AIHW METEOR, "given name").
 */
export const onlyName = 'Onlyname';

const titles = new Set(['mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof', 'professor', 'sir', 'dame', 'rev']);

/** Words that open a family name: "van der Berg", "de la Cruz", "bin Abdullah". */
const particles = new Set(
  'van von der den de da di du del della dos das la le lo el al bin binti bint ibn ter ten te zu zur af av'.split(
    ' ',
  ),
);

/** Tells a parent from a child of the same name, so it stays with the family name. */
const generations = new Set(['jr', 'jnr', 'sr', 'snr', 'ii', 'iii', 'iv']);

/** Honours and degrees, which are dropped as titles are. */
const honours = new Set('phd dphil mbbs md bsc msc mba oam esq'.split(' '));

/**
 * Splits a whole name. "Sample, Alex" is turned round; titles, degrees and honours are dropped; a family name starts at
 * its first particle, else it is the last word, with "Jr" or "III" behind it. One word only: it is the family name, the
 * given name is `onlyName`.
 */
export function splitName(whole: string): PersonName {
  const tidy = tidyName(whole);
  const [name, generation] = withoutSuffixes(tidy);
  const suffix = generation === '' ? '' : ` ${generation}`;
  const comma = name.match(/^([^,]+),\s*(\S[^,]*)$/);
  if (comma?.[1] && comma[2]) {
    return { firstName: withoutTitles(comma[2]), lastName: `${comma[1].trim()}${suffix}` };
  }
  const words = withoutTitles(name.replace(/,/g, ' ')).split(' ').filter(Boolean);
  if (words.length < 2) return { firstName: onlyName, lastName: `${words[0] ?? tidy}${suffix}` };
  const at = familyNameStart(words);
  return { firstName: words.slice(0, at).join(' '), lastName: `${words.slice(at).join(' ')}${suffix}` };
}

/** The name without the words after it, and the one of these words that tells a parent from a child (Jr, III). */
function withoutSuffixes(name: string): [name: string, generation: string] {
  const words = name.split(' ');
  let generation = '';
  while (words.length > 1) {
    const last = words.at(-1) ?? '';
    const plain = last.toLowerCase().replace(/[.,]/g, '');
    if (generations.has(plain)) generation = last.replace(/,/g, '');
    else if (!honours.has(plain)) break;
    words.pop();
  }
  return [words.join(' ').replace(/,$/, ''), generation];
}

function familyNameStart(words: readonly string[]): number {
  for (let index = 1; index < words.length - 1; index += 1) {
    const word = words[index] ?? '';
    if (!particles.has(word.toLowerCase())) continue;
    // A capital "Van" alone may be a Vietnamese middle name; "Van Der" and "van" are particles.
    const next = words[index + 1] ?? '';
    if (word === word.toLowerCase() || particles.has(next.toLowerCase())) return index;
  }
  return words.length - 1;
}

function withoutTitles(name: string): string {
  const words = name.trim().split(/\s+/);
  while (words.length > 1 && titles.has((words[0] ?? '').toLowerCase().replace('.', ''))) words.shift();
  return words.join(' ');
}

const foldedLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** One spelling for comparing: no case, no diacritics, no apostrophes; hyphens and dots are spaces. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßøæœłđðþı]/g, (letter) => foldedLetters[letter] ?? letter)
    .replace(/['’‘`´ʼ]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The whole name as one key, however it was split. */
export function fullNameKey(name: { firstName: string | null; lastName: string }): string {
  const given = name.firstName === onlyName ? '' : (name.firstName ?? '');
  return nameKey(`${given} ${name.lastName}`);
}
