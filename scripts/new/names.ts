/** One name in the spellings that the code uses. */
export interface Names {
  /** `sleep-diary`: files, folders, tags. */
  kebab: string;
  /** `sleep_diary`: ids. */
  snake: string;
  /** `sleepDiary`: functions and values. */
  camel: string;
  /** `SleepDiary`: classes. */
  pascal: string;
  /** `Sleep diary`: a first title. */
  title: string;
}

/** @throws when the name is not words of small letters, joined by `-` or `_` */
export function namesOf(name: string): Names {
  if (!/^[a-z][a-z0-9]*(?:[-_][a-z][a-z0-9]*)*$/.test(name)) {
    throw new Error(`"${name}" is not a name. Write words in small letters, joined by hyphens: sleep-diary.`);
  }
  const words = name.split(/[-_]/);
  const pascal = words.map(capitalised).join('');
  return {
    kebab: words.join('-'),
    snake: words.join('_'),
    camel: (words[0] ?? '') + words.slice(1).map(capitalised).join(''),
    pascal,
    title: capitalised(words.join(' ')),
  };
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
