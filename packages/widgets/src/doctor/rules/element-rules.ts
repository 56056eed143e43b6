import { elementTags, isOurs } from '../../element-tags.ts';
import { offerMistakes, tagMistakes } from '../../page/advice/check-element.ts';
import { tagMistake } from '../../page/advice/check-page.ts';
import { type Mistake, placeOf, remedyOf } from '../../page/advice/tell-author.ts';
import type { Finding, Rule } from '../finding.ts';
import { openingTag } from './script-rules.ts';

/** Our elements as their author placed them: those inside others of ours, and the doctor's own, are not among them. */
export function elementsOf(page: Document): HTMLElement[] {
  return [...page.querySelectorAll<HTMLElement>(elementTags.join())];
}

/** What can be seen in tags and their attributes. */
export function elementFindings(page: Document): Finding[] {
  const elements = elementsOf(page);
  const misspelt = [...page.querySelectorAll('*')].filter(
    ({ localName }) => /^bq/.test(localName) && !isOurs(localName) && !/\d$/.test(localName),
  );
  const none: Finding = {
    rule: 'no_element',
    place: 'the page',
    what: 'There is no element of ours on it.',
    remedy: `Add one where it should appear, such as <bq-booking></bq-booking>. There are: ${elementTags.join(', ')}.`,
  };
  return [
    ...(elements.length === 0 && misspelt.length === 0 ? [none] : []),
    ...misspelt.map(({ localName }) => findingOf('misspelt', tagMistake(localName, elementTags))),
    ...elements.flatMap((element) => [
      ...tagMistakes(element).map((mistake) =>
        findingOf(mistake.attribute === 'locale' ? 'language' : 'attribute', mistake),
      ),
      ...fallbackFindings(element),
    ]),
    ...languageFindings(page),
  ];
}

/** What can be seen when the tags are compared with what the clinic offers. */
export async function offerFindings(page: Document): Promise<Finding[]> {
  const mistakes = await Promise.all(elementsOf(page).map((element) => offerMistakes(element)));
  return mistakes.flat().map((mistake) => findingOf('attribute', mistake));
}

function fallbackFindings(element: HTMLElement): Finding[] {
  if (element.textContent?.trim() || element.querySelector('img, a, button')) return [];
  return [
    {
      rule: 'no_fallback',
      place: openingTag(element),
      what: 'There is nothing between its tags, so the place is empty until the script has loaded.',
      remedy: 'Put a link or a phone number between them.',
    },
  ];
}

/** `<html lang>` decides the language of the words where an element has no locale. */
function languageFindings(page: Document): Finding[] {
  const lang = page.documentElement.getAttribute('lang') ?? '';
  if (isLanguage(lang)) return [];
  const what = lang
    ? `"${lang}" is no language that browsers know, so the words are English.`
    : 'The page does not say its language, so the words are English.';
  return [
    { rule: 'language', place: '<html>', what, remedy: 'Give the page a language, such as lang="en-AU".' },
  ];
}

function isLanguage(lang: string): boolean {
  try {
    return Intl.getCanonicalLocales(lang).length > 0;
  } catch {
    return false;
  }
}

const selfClosedTag = /<(bq-[a-z-]+)(?:\s[^<>]*)?\/>/gi;

/** In HTML, `<bq-booking />` has no end: everything that follows it is between its tags. */
export function sourceFindings(source: string): Finding[] {
  return [...source.matchAll(selfClosedTag)].map(([place, tag = '']) => ({
    rule: 'self_closed',
    place,
    what: 'HTML does not close this tag, so what follows on the page is hidden once the script has loaded.',
    remedy: `Write <${tag}></${tag}>.`,
  }));
}

/** On a live page the source is gone. An element of ours that has another one between its tags was not closed. */
export function unclosedFindings(page: Document): Finding[] {
  return elementsOf(page)
    .filter((element) => element.querySelector(elementTags.join()))
    .map((element) => ({
      rule: 'self_closed',
      place: openingTag(element),
      what: 'Another element of ours is between its tags: it was not closed.',
      remedy: `Write </${element.localName}> where it ends; <${element.localName} /> does not close it.`,
    }));
}

function findingOf(rule: Rule, mistake: Mistake): Finding {
  const what = mistake.what.charAt(0).toUpperCase() + mistake.what.slice(1);
  return { rule, place: placeOf(mistake), what, remedy: remedyOf(mistake) };
}
