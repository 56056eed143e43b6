import { translationNoteCopy as words } from '../copy/translation-note.ts';
import { showEnglish } from './english-wish.ts';

/** One line: no person has checked this translation, what is English, and a button that shows the page in English. */
export function translationNote(): HTMLElement {
  const line = document.createElement('div');
  line.className = 'actions fine';
  line.append(words.unchecked);
  const english = document.createElement('button');
  english.className = 'link';
  english.type = 'button';
  english.lang = 'en-AU';
  english.dir = 'ltr';
  english.textContent = 'English';
  english.addEventListener('click', showEnglish);
  line.append(english);
  return line;
}
